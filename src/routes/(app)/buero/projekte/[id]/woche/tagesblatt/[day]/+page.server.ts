import { weekDays } from '#lib/features/history-weeks/history-week.ts';
import { m } from '#lib/paraglide/messages.js';
import { isPlainDate } from '#lib/time/date.ts';
import { error } from '@sveltejs/kit';
import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { plannedWeek } from '../../week-page.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const missing = () => error(404, { message: m.common_error_404_title() });
  if (!isPlainDate(params.day)) missing();
  const { week, side } = await plannedWeek(locals.api, url, params.id);
  const sheet = await locals.api.historyWeeks
    .daySheet({ projectId: params.id, date: params.day })
    .catch((refusal: unknown) => {
      if (domainErrorOf(refusal)?.code === 'OUTSIDE_WEEK') missing();
      throw refusal;
    });
  return { week, side, sheet, days: weekDays(week.days) };
};
