import { stageName } from '#lib/features/recruiting/words.ts';
import { interestName, languageName, qualificationName } from '#lib/features/volunteers/names.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { formatDate, formatNumber } from '#lib/time/format.ts';
import type { Obstacle } from './eligibility.ts';
import { experienceName, genderName, traitName, windowName } from './names.ts';
import type { Reason } from './score.ts';

const km = (distance: number) => formatNumber(distance, getLocale());
const day = (on: string) => formatDate(on, getLocale(), 'numeric');

/** Why two people cannot be brought together, in words. */
export function obstacleText(obstacle: Obstacle): string {
  switch (obstacle.code) {
    case 'apart':
      return m.matching_no_apart();
    case 'tried':
      return m.matching_no_tried();
    case 'left':
      return m.matching_no_left();
    case 'minor':
      return m.matching_no_minor();
    case 'gender':
      return (obstacle.who === 'need' ? m.matching_no_gender_need : m.matching_no_gender_giver)({
        gender: genderName(obstacle.wishes),
      });
    case 'gender_unknown':
      return (
        obstacle.who === 'need' ? m.matching_no_gender_unknown_need : m.matching_no_gender_unknown_giver
      )({
        gender: genderName(obstacle.wishes),
      });
    case 'lacks_experience':
      return m.matching_no_experience({ what: experienceName(obstacle.experience) });
    case 'excludes':
      return m.matching_no_trait({ what: traitName(obstacle.trait) });
    case 'missing_check':
      return m.matching_no_check({ what: qualificationName(obstacle.kind) });
    case 'check_ends':
      return m.matching_no_check_ends({ what: qualificationName(obstacle.kind), day: day(obstacle.on) });
    case 'applying':
      return m.matching_no_applying({ stage: stageName(obstacle.stage) });
    case 'no_common_language':
      return m.matching_no_language({ languages: obstacle.languages.map(languageName).join(', ') });
    case 'too_far':
      return m.matching_no_far({ km: km(obstacle.km), radius: obstacle.radiusKm });
    case 'no_common_window':
      return m.matching_no_window();
    case 'windows_unknown':
      return m.matching_no_windows_unknown();
    case 'paused':
      return m.matching_no_paused();
    case 'resting':
      return m.matching_no_resting({ day: day(obstacle.until) });
    case 'proposal_open':
      return m.matching_no_proposal();
    case 'capacity':
      return obstacle.who === 'person'
        ? m.matching_no_capacity({ max: obstacle.max })
        : m.matching_no_capacity_children({ max: obstacle.max });
  }
}

/** Windows named in a sentence; more do not fit into one. */
const WINDOWS_NAMED = 3;

/** What would mend it, as a step that somebody can take; null for what nobody should. */
export function fixText(obstacle: Obstacle): string | null {
  switch (obstacle.code) {
    case 'gender_unknown':
      return m.matching_fix_gender_unknown();
    case 'lacks_experience':
      return m.matching_fix_experience({ what: experienceName(obstacle.experience) });
    case 'excludes':
      return m.matching_fix_trait();
    case 'missing_check':
      return m.matching_fix_check({ what: qualificationName(obstacle.kind) });
    case 'check_ends':
      return m.matching_fix_check_ends({ what: qualificationName(obstacle.kind), day: day(obstacle.on) });
    case 'applying':
      return m.matching_fix_applying();
    case 'no_common_language':
      return m.matching_fix_language();
    case 'too_far':
      return m.matching_fix_far({ km: km(obstacle.km) });
    case 'no_common_window':
      return obstacle.windows.length > 0
        ? m.matching_fix_window({
            windows: obstacle.windows.slice(0, WINDOWS_NAMED).map(windowName).join(', '),
          })
        : m.matching_fix_window_any();
    case 'windows_unknown':
      return m.matching_fix_windows_unknown();
    case 'paused':
      return m.matching_fix_paused();
    case 'resting':
      return m.matching_fix_resting({ day: day(obstacle.until) });
    case 'proposal_open':
      return m.matching_fix_proposal();
    case 'capacity':
      return m.matching_fix_capacity();
    default:
      return null;
  }
}

/** Why two people suit, in words. */
export function reasonText(reason: Reason): string {
  switch (reason.criterion) {
    case 'distance':
      if (reason.km === null) return m.matching_why_district();
      return reason.km < 1
        ? m.matching_why_metres({ metres: Math.max(100, Math.round(reason.km * 10) * 100) })
        : m.matching_why_km({ km: km(reason.km) });
    case 'interests':
      return m.matching_why_interests({ interests: reason.interests.map(interestName).join(', ') });
    case 'history':
      return m.matching_why_history({ count: reason.visits });
    case 'rhythm':
      return (reason.others > 0 ? m.matching_why_window_more : m.matching_why_window)({
        window: windowName(reason.window),
      });
    case 'load':
      if (reason.tandems === 0) {
        return reason.who === 'person' ? m.matching_why_free() : m.matching_why_free_children();
      }
      return reason.who === 'child'
        ? m.matching_why_children({ count: reason.tandems })
        : m.matching_why_load({ hours: formatNumber(reason.hoursPerWeek, getLocale()) });
    case 'waiting':
      return m.matching_why_waiting({ count: reason.days });
    case 'language':
      return m.matching_why_language({ language: languageName(reason.language) });
    case 'experience':
      return m.matching_why_experience({ what: experienceName(reason.experience) });
  }
}
