import { schoolHolidaySchema } from '#lib/features/school-holidays/schema.ts';
import { readForm, schemaOf } from '#lib/server/forms.server.ts';
import type { Actions, PageServerLoad } from './$types';
import { saveHoliday } from '../save.server.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { name, firstOn, lastOn } = await locals.api.schoolHolidays.get({ holidayId: params.id });
  return {
    name,
    form: await readForm({ name, firstOn, lastOn }, schemaOf(schoolHolidaySchema), { errors: false }),
  };
};

export const actions: Actions = { default: (event) => saveHoliday(event, event.params.id) };
