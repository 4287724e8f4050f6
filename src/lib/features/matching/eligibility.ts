import type { Stage } from '#lib/features/recruiting/stage.ts';
import type { PlainDate } from '#lib/time/date.ts';
import type { Between, Experience, Gender, Giver, HouseholdTrait, Need, Window } from './facts.ts';
import { kilometresBetween } from './geometry.ts';
import { commonWindows, joined } from './windows.ts';

/** What makes a pair impossible. Each is shown: nobody is left out without a reason. */
export type Obstacle =
  | { code: 'apart' }
  | { code: 'tried' }
  | { code: 'left' }
  | { code: 'minor' }
  /** Somebody wishes for a woman or a man. `who` is whose wish it is. */
  | { code: 'gender'; wishes: Gender; who: 'need' | 'giver' }
  /** There is such a wish, and the other side has not said. */
  | { code: 'gender_unknown'; wishes: Gender; who: 'need' | 'giver' }
  | { code: 'lacks_experience'; experience: Experience }
  | { code: 'excludes'; trait: HouseholdTrait }
  | { code: 'missing_check'; kind: string }
  /** It is there, and ends too early. */
  | { code: 'check_ends'; kind: string; on: PlainDate }
  | { code: 'applying'; stage: Stage }
  | { code: 'no_common_language'; languages: string[] }
  | { code: 'too_far'; km: number; radiusKm: number }
  | { code: 'no_common_window'; windows: Window[] }
  | { code: 'windows_unknown' }
  | { code: 'paused' }
  | { code: 'resting'; until: PlainDate }
  | { code: 'proposal_open' }
  | { code: 'capacity'; max: number; who: Need['who'] };

/** What nobody can or should mend: such a person is never "one criterion short". */
const final = new Set<Obstacle['code']>(['apart', 'tried', 'left', 'minor', 'gender']);

/** Whether something could be done about it. */
export function isMendable({ code }: Obstacle): boolean {
  return !final.has(code);
}

/** Whether a volunteer lifts it herself when she agrees to this very time and place. */
export function isLiftedByHerWord({ code }: Obstacle): boolean {
  return ['windows_unknown', 'no_common_window', 'too_far'].includes(code);
}

/** What both sides of a pair have in common, worked out once: the score reads it too. */
export type Meeting = { km: number | null; windows: Window[]; languages: string[] };

/** The same lists for every pair of one person; made once per person, not once per pair. */
export type Prepared<Facts extends { windows: Window[] }> = Facts & { joinedWindows: Window[] };
export function prepare<Facts extends { windows: Window[] }>(facts: Facts): Prepared<Facts> {
  return { ...facts, joinedWindows: joined(facts.windows) };
}

export function meet(need: Prepared<Need>, giver: Prepared<Giver>): Meeting {
  return {
    km: kilometresBetween(need, giver),
    windows:
      need.windows.length === 0
        ? giver.joinedWindows
        : commonWindows(need.joinedWindows, giver.joinedWindows, need.minutes),
    languages: need.languages.filter((language) => giver.languages.includes(language)),
  };
}

/** Everything that stands between two people, the gravest first; empty: they may be brought together. */
export function obstaclesBetween(
  need: Prepared<Need>,
  giver: Prepared<Giver>,
  between: Between,
  meeting: Meeting = meet(need, giver),
): Obstacle[] {
  const found: Obstacle[] = [];
  if (between.isApart) found.push({ code: 'apart' });
  if (between.wasTried) found.push({ code: 'tried' });
  if (giver.hasLeft) found.push({ code: 'left' });
  if (need.who === 'person' && giver.isMinor) found.push({ code: 'minor' });
  if (need.wishesGender) found.push(...genderObstacle(need.wishesGender, giver.gender, 'need'));
  if (giver.wishesGender) found.push(...genderObstacle(giver.wishesGender, need.gender, 'giver'));
  for (const experience of need.requires) {
    if (!giver.experience.includes(experience)) found.push({ code: 'lacks_experience', experience });
  }
  for (const trait of need.traits) {
    if (giver.excludes.includes(trait)) found.push({ code: 'excludes', trait });
  }
  for (const kind of giver.missingChecks) found.push({ code: 'missing_check', kind });
  for (const { kind, on } of giver.endingChecks) found.push({ code: 'check_ends', kind, on });
  // While a check is missing, that is why.
  if (giver.applicationStage && giver.missingChecks.length === 0) {
    found.push({ code: 'applying', stage: giver.applicationStage });
  }
  if (need.languages.length > 0 && meeting.languages.length === 0) {
    found.push({ code: 'no_common_language', languages: need.languages });
  }
  if (meeting.km !== null && giver.radiusKm !== null && meeting.km > giver.radiusKm) {
    found.push({ code: 'too_far', km: meeting.km, radiusKm: giver.radiusKm });
  }
  if (giver.windows.length === 0) found.push({ code: 'windows_unknown' });
  else if (meeting.windows.length === 0) found.push({ code: 'no_common_window', windows: need.windows });
  if (giver.isPaused) found.push({ code: 'paused' });
  if (giver.restsUntil) found.push({ code: 'resting', until: giver.restsUntil });
  if (giver.hasOpenProposal) found.push({ code: 'proposal_open' });
  else if (giver.tandems >= giver.maxTandems) {
    found.push({ code: 'capacity', max: giver.maxTandems, who: need.who });
  }
  return found;
}

function genderObstacle(wishes: Gender, other: Gender | null, who: 'need' | 'giver'): Obstacle[] {
  if (other === wishes) return [];
  return [{ code: other === null ? 'gender_unknown' : 'gender', wishes, who }];
}
