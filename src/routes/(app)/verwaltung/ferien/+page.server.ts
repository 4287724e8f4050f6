import { schoolYearOf } from '#lib/features/days-off/school-year.ts';
import { wantsChecking } from '#lib/features/school-holidays/school-holiday.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { refuseAction } from '#lib/server/forms.server.ts';
import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { confirmChange, effectOf, undoOf } from './change.server.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
  const isAll = url.searchParams.get('zeitraum') === 'alle';
  const { items, missing } = await locals.api.schoolHolidays.list({ isAll });
  const rows = items.map((row) => ({ ...row, wantsChecking: wantsChecking(row) }));
  const years = Map.groupBy(rows, ({ lastOn }) => schoolYearOf(lastOn));
  return { isAll, missing, years: [...years], unchecked: rows.filter((row) => row.wantsChecking).length };
};

const here = '/verwaltung/ferien';

export const actions = {
  async adopt({ locals, cookies }) {
    const { added, ...effect } = await locals.api.schoolHolidays.adopt();
    const text = [m.school_holidays_adopted({ count: added }), ...effectOf(effect)].join(' ');
    setFlash(cookies, { text });
    redirect(303, here);
  },

  async remove({ request, locals, cookies }) {
    const holidayId = String((await request.formData()).get('holidayId'));
    try {
      const done = await locals.api.schoolHolidays.replace({ remove: [holidayId], add: [] });
      confirmChange(cookies, m.school_holidays_removed(), done);
    } catch (refusal) {
      return refuseAction(refusal);
    }
    redirect(303, here);
  },

  async undo({ request, locals, cookies }) {
    try {
      const done = await locals.api.schoolHolidays.replace(undoOf(await request.formData()));
      setFlash(cookies, { text: [m.school_holidays_undone(), ...effectOf(done)].join(' ') });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    redirect(303, here);
  },
} satisfies Actions;
