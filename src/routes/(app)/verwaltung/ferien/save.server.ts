import { lengthOf, LONG_DAYS, overlaps } from '#lib/features/school-holidays/school-holiday.ts';
import { schoolHolidaySchema } from '#lib/features/school-holidays/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { confirmChange, effectOf } from './change.server.ts';

/**
 * Saves one set of holidays, new or in the place of another; doubtful ones, and such as cancel dates or bring them
 * back, only when somebody is sure.
 */
export async function saveHoliday({ request, locals, cookies }: RequestEvent, holidayId: string | null) {
  const sent = await request.formData();
  const isSure = sent.get('isSure') === 'true';
  sent.delete('isSure');
  const form = await readForm(sent, schemaOf(schoolHolidaySchema));
  if (!form.valid) return fail(400, { form, doubts: [] });
  const change = { remove: holidayId ? [holidayId] : [], add: [form.data] };
  const { items } = await locals.api.schoolHolidays.list({ isAll: true });
  const touched = items.filter((one) => one.id !== holidayId && overlaps(one, form.data));
  const length = lengthOf(form.data);
  const doubts: string[] = [
    ...(touched.length > 0
      ? [m.school_holidays_doubt_overlap({ names: touched.map(({ name }) => name).join(', ') })]
      : []),
    ...(length > LONG_DAYS ? [m.school_holidays_doubt_long({ days: length })] : []),
  ];
  try {
    if (!isSure) {
      const effect = await locals.api.schoolHolidays.preview(change);
      doubts.push(...effectOf(effect));
      if (effect.people > 0) doubts.push(m.school_holidays_effect_people({ count: effect.people }));
      if (doubts.length > 0) return fail(409, { form, doubts });
    }
    const done = await locals.api.schoolHolidays.replace(change);
    confirmChange(cookies, m.school_holidays_saved(), done);
  } catch (refusal) {
    return refuse(form, refusal);
  }
  redirect(303, '/verwaltung/ferien');
}
