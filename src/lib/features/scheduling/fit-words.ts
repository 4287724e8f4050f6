import { languageName, qualificationName, skillName } from '#lib/features/volunteers/names.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatDate, formatNumber, formatTime, formatWeekday } from '#lib/time/format.ts';
import type { Weekday } from '#lib/time/date.ts';
import type { Reason } from './fit.ts';

/** A reason for or against somebody, in words. */
export function reasonText(reason: Reason, locale: string, timeZone: string): string {
  switch (reason.code) {
    case 'overlap':
      return m.scheduling_staffing_reason_overlap({
        title: reason.title,
        time: formatTime(reason.startAt, locale, timeZone),
      });
    case 'apart':
      return m.scheduling_staffing_reason_apart();
    case 'missing_qualification':
      return m.scheduling_staffing_reason_missing({ what: qualificationName(reason.kind) });
    case 'left':
      return m.scheduling_staffing_reason_left();
    case 'paused':
      return m.scheduling_staffing_reason_paused();
    case 'absent':
      return m.scheduling_staffing_reason_absent({
        from: formatDate(reason.firstOn, locale, 'numeric'),
        to: formatDate(reason.lastOn, locale, 'numeric'),
      });
    case 'not_available':
      return m.scheduling_staffing_reason_not_available();
    case 'language_not_spoken':
      return m.scheduling_staffing_reason_language_missing({ language: languageName(reason.language) });
    case 'too_far':
      return m.scheduling_staffing_reason_too_far({
        km: formatNumber(reason.km, locale),
        radius: reason.radiusKm,
      });
    case 'shifts_limit':
      return m.scheduling_staffing_reason_shifts({ limit: reason.limit });
    case 'hours_limit':
      return m.scheduling_staffing_reason_hours({ limit: reason.limit });
    case 'not_step_free':
      return m.scheduling_staffing_reason_not_step_free();
    case 'available':
      return m.scheduling_staffing_reason_available({
        day: formatWeekday(reason.weekday as Weekday, locale),
        from: reason.startTime,
        to: reason.endTime,
      });
    case 'same_district':
      return m.scheduling_staffing_reason_district();
    case 'near':
      return m.scheduling_staffing_reason_near({ km: formatNumber(reason.km, locale) });
    case 'language':
      return m.scheduling_staffing_reason_language({ language: languageName(reason.language) });
    case 'skill':
      return m.scheduling_staffing_reason_skill({ skill: skillName(reason.skill) });
    case 'qualified':
      return m.scheduling_staffing_reason_qualified();
  }
}
