import type { PlannedWeek, Side, WeekPlan } from '#lib/features/history-weeks/history-week.ts';
import type { Warning } from '#lib/features/history-weeks/warnings.ts';
import type { Caller } from '#lib/trpc/root.server.ts';
import { error, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';

/** The address under which this visitor sees the week. */
export function baseOf(url: URL, projectId: string): string {
  return url.pathname.startsWith('/einrichtung/')
    ? `/einrichtung/woche/${projectId}`
    : `/buero/projekte/${projectId}/woche`;
}

/** A week that is set up, with its plan; otherwise to where that is done. */
export async function plannedWeek(
  api: Caller,
  url: URL,
  projectId: string,
): Promise<{ week: PlannedWeek; side: Side; plan: WeekPlan; warnings: Map<string, Warning[]> }> {
  const { side, plan, warnings } = await api.historyWeeks.get({ projectId });
  if (!plan) redirect(303, baseOf(url, projectId));
  return { week: plan.week, side, plan, warnings: new Map(warnings.map((one) => [one.eventId, one.list])) };
}

/** One session of it, or 404. */
export function sessionOf(plan: WeekPlan, eventId: string) {
  const session = plan.sessions.find(({ id }) => id === eventId);
  if (!session) error(404, { message: m.common_error_404_title() });
  return session;
}

export const text = (form: FormData, name: string) => String(form.get(name) ?? '');
