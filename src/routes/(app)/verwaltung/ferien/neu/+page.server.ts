import { schoolHolidaySchema } from '#lib/features/school-holidays/schema.ts';
import { readForm, schemaOf } from '#lib/server/forms.server.ts';
import type { Actions, PageServerLoad } from './$types';
import { saveHoliday } from '../save.server.ts';

export const load: PageServerLoad = async ({ locals }) => {
  // Only who may change the holidays opens this page.
  await locals.api.schoolHolidays.list({});
  return { form: await readForm(schemaOf(schoolHolidaySchema)) };
};

export const actions: Actions = { default: (event) => saveHoliday(event, null) };
