import { startRosterSchema } from '#lib/features/rosters/schema.ts';
import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { addDays, isPlainDate, startOfWeek } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

/** Proposals that are shown: of the last weeks and of all that anybody plans. */
const DAYS_BACK = 28;
const DAYS_AHEAD = 366;

export const load: PageServerLoad = async ({ locals, url, depends }) => {
  depends('app:roster');
  const today = wallTime(locals.context.now).date;
  const asked = url.searchParams.get('woche') ?? '';
  const [runs, options] = await Promise.all([
    locals.api.rosters.list({ from: addDays(today, -DAYS_BACK), to: addDays(today, DAYS_AHEAD) }),
    locals.api.projects.options(),
  ]);
  const office = options.organisations.find(({ id }) => id === url.searchParams.get('stelle'));
  const chosen = office ? [office] : options.organisations;
  return {
    runs,
    offices: options.organisations,
    form: await readForm(
      {
        weekOn: isPlainDate(asked) ? asked : startOfWeek(addDays(today, 7)),
        organisationIds: chosen.map(({ id }) => id),
      },
      schemaOf(startRosterSchema),
      { errors: false },
    ),
  };
};

export const actions: Actions = {
  async default({ request, locals }) {
    const form = await readForm(request, schemaOf(startRosterSchema));
    if (!form.valid) return fail(400, { form });
    let runId: string;
    try {
      ({ runId } = await locals.api.rosters.start(form.data));
    } catch (refusal) {
      const open = domainErrorOf(refusal)?.details['runId'];
      const refused = refuse(form, refusal);
      return fail(refused.status, { form, openRunId: typeof open === 'string' ? open : undefined });
    }
    redirect(303, `/buero/dienstplan/${runId}`);
  },
};
