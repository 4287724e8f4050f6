import { lengthOf, LONG_DAYS, overlaps } from '#lib/features/school-holidays/school-holiday.ts';
import { schoolHolidaySchema } from '#lib/features/school-holidays/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { confirmChange } from './change.server.ts';

/** Saves one set of holidays, new or in the place of another; doubtful ones only when somebody is sure. */
export async function saveHoliday({ request, locals, cookies }: RequestEvent, holidayId: string | null) {
  const sent = await request.formData();
  const isSure = sent.get('isSure') === 'true';
  sent.delete('isSure');
  const form = await readForm(sent, schemaOf(schoolHolidaySchema));
  if (!form.valid) return fail(400, { form, doubts: [] });
  const { items } = await locals.api.schoolHolidays.list({ isAll: true });
  const touched = items.filter((one) => one.id !== holidayId && overlaps(one, form.data));
  const length = lengthOf(form.data);
  const doubts = [
    ...(touched.length > 0
      ? [m.school_holidays_doubt_overlap({ names: touched.map(({ name }) => name).join(', ') })]
      : []),
    ...(length > LONG_DAYS ? [m.school_holidays_doubt_long({ days: length })] : []),
  ];
  if (doubts.length > 0 && !isSure) return fail(409, { form, doubts });
  try {
    const done = await locals.api.schoolHolidays.replace({
      remove: holidayId ? [holidayId] : [],
      add: [form.data],
    });
    confirmChange(cookies, m.school_holidays_saved(), done);
  } catch (refusal) {
    return refuse(form, refusal);
  }
  redirect(303, '/verwaltung/ferien');
}
