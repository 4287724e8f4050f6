import type { PlannedEvent } from '#lib/features/scheduling/event.ts';
import { ruleWithTime } from '#lib/features/series/words.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { Caller } from '#lib/trpc/root.server.ts';

/** The rule in words of the series that a date belongs to; empty for a single date. */
export async function seriesRule(api: Caller, { seriesId, seriesOn }: PlannedEvent): Promise<string> {
  if (!seriesId || !seriesOn) return '';
  const { phase } = await api.series.get({ seriesId, on: seriesOn });
  return ruleWithTime(phase, getLocale());
}
