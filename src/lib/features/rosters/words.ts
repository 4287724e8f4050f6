import { reasonText } from '#lib/features/scheduling/fit-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { addDays } from '#lib/time/date.ts';
import { formatDate, formatNumber } from '#lib/time/format.ts';
import type { ProposalState, RosterReason, RosterRun, RunFailure } from './roster-run.ts';

const failures: Record<RunFailure, () => string> = {
  nothing_open: m.rosters_failure_nothing_open,
  nobody_eligible: m.rosters_failure_nobody_eligible,
  no_time: m.rosters_failure_no_time,
  contradiction: m.rosters_failure_contradiction,
  stopped: m.rosters_failure_stopped,
  interrupted: m.rosters_failure_interrupted,
  unexpected: m.rosters_failure_unexpected,
};
/** Why there is no proposal, and what to do now. */
export const failureText = (failure: RunFailure): string => failures[failure]();

const states: Record<Exclude<ProposalState, 'proposed'>, () => string> = {
  left_out: m.rosters_state_left_out,
  placed: m.rosters_state_placed,
  released: m.rosters_state_released,
  asked: m.rosters_state_asked,
  agreed: m.rosters_state_agreed,
  declined: m.rosters_state_declined,
  refused: m.rosters_state_refused,
};
export const proposalStateName = (state: Exclude<ProposalState, 'proposed'>): string => states[state]();

export function runStateName({ state, isClosed }: Pick<RosterRun, 'state' | 'isClosed'>): string {
  if (state === 'done') return isClosed ? m.rosters_state_closed() : m.rosters_state_done();
  const names = {
    queued: m.rosters_state_queued,
    running: m.rosters_state_running,
    cancelled: m.rosters_state_cancelled,
    failed: m.rosters_state_failed,
  };
  return names[state]();
}

export function weekName(weekOn: string, locale: string): string {
  return m.rosters_week_of({
    from: formatDate(weekOn, locale, 'numeric'),
    to: formatDate(addDays(weekOn, 6), locale, 'numeric'),
  });
}

/** What speaks for somebody, as a list in words. */
export function reasonsText(reasons: readonly RosterReason[], locale: string, timeZone: string): string {
  if (reasons.length === 0) return m.rosters_reason_fits();
  return reasons
    .map((reason) => {
      if (reason.code === 'knows_project') return m.rosters_knows({ count: reason.times });
      if (reason.code === 'together') return m.rosters_reason_together();
      // Elsewhere each stands alone as a sentence; here they are parts of one.
      const text = reasonText(reason, locale, timeZone);
      return text.charAt(0).toLocaleLowerCase(locale) + text.slice(1);
    })
    .join(', ');
}

/** A share as people read it: never "0" for what is more than nothing. */
export function percentText(share: number, locale: string): string {
  const percent = share * 100;
  return formatNumber(percent > 0 && percent < 0.1 ? 0.1 : Math.round(percent * 10) / 10, locale);
}

const lackings: Record<string, (facts: { count: number }) => string> = {
  overlap: m.rosters_lacking_overlap,
  missing_qualification: m.rosters_lacking_missing_qualification,
  absent: m.rosters_lacking_absent,
  not_available: m.rosters_lacking_not_available,
  language_not_spoken: m.rosters_lacking_language_not_spoken,
  too_far: m.rosters_lacking_too_far,
  shifts_limit: m.rosters_lacking_shifts_limit,
  hours_limit: m.rosters_lacking_hours_limit,
  not_step_free: m.rosters_lacking_not_step_free,
};
const LACKING_SHOWN = 3;

/** What would help a shift that stays short: what most of those lack who are one criterion short. */
export function helpText({ suited, lacking }: { suited: number; lacking: Record<string, number> }): string {
  const parts = Object.entries(lacking)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, LACKING_SHOWN)
    .flatMap(([code, count]) => lackings[code]?.({ count }) ?? []);
  const busy = suited > 0 ? [m.rosters_short_busy({ count: suited })] : [];
  const what = [...busy, ...parts];
  return what.length > 0 ? `${what.join('; ')}.` : m.rosters_short_nobody();
}

const obstacles: Record<string, () => string> = {
  overlap: m.rosters_nothing_overlap,
  apart: m.rosters_nothing_apart,
  together: m.rosters_nothing_together,
  missing_qualification: m.rosters_nothing_missing_qualification,
  absent: m.rosters_nothing_absent,
  not_available: m.rosters_nothing_not_available,
  language_not_spoken: m.rosters_nothing_language_not_spoken,
  too_far: m.rosters_nothing_too_far,
  shifts_limit: m.rosters_nothing_shifts_limit,
  hours_limit: m.rosters_nothing_hours_limit,
  not_step_free: m.rosters_nothing_not_step_free,
};

/** Why somebody got nothing. */
export function nothingText({ suited, obstacle }: { suited: number; obstacle: string | null }): string {
  if (suited > 0) return m.rosters_nothing_others({ count: suited });
  return (obstacles[obstacle ?? ''] ?? m.rosters_nothing_unknown)();
}
