import type { Between, Experience, Giver, Need, Window } from './facts.ts';
import type { Meeting } from './eligibility.ts';
import { type Criterion, criteria, type Weights } from './weights.ts';
import { minutesOf } from './windows.ts';

/** Why somebody suits, with what the words need. */
export type Reason =
  | { criterion: 'distance'; km: number | null; isSameDistrict: boolean }
  | { criterion: 'interests'; interests: string[] }
  | { criterion: 'history'; visits: number }
  | { criterion: 'rhythm'; window: Window; others: number }
  | { criterion: 'load'; hoursPerWeek: number; tandems: number; who: Need['who'] }
  | { criterion: 'waiting'; days: number }
  | { criterion: 'language'; language: string }
  | { criterion: 'experience'; experience: Experience };

/** One criterion's share: `points` out of `of`, and the reason when it speaks for the pair. */
export type Part = { criterion: Criterion; points: number; of: number; reason: Reason | null };

export type Score = {
  /** 0 to 100: the weighted mean of all criteria. */
  total: number;
  parts: Part[];
};

/** At this distance nothing is left of the points for being near, where no radius is said. */
const FAR_KM = 6;
/** Interests in common that are worth full points: more make no better visit. */
const ENOUGH_INTERESTS = 3;
const ENOUGH_VISITS = 4;
/** Days of waiting that are worth full points: the longest waits that offices tell of. */
const LONG_WAIT = 70;
/** Hours a week that leave no points for being free, where no limit is said. */
const MUCH_TIME = 8;

/**
 * How well two people suit who may be brought together: an explainable sum. Every criterion gives a share between
 * nothing and everything of its weight (domain.md 2.1: nearness, interests, time, language; waiting breaks ties).
 */
export function scoreOf(
  need: Need,
  giver: Giver,
  between: Between,
  { meeting, weights }: { meeting: Meeting; weights: Weights },
): Score {
  const shares = sharesOf(need, giver, between, meeting);
  let sum = 0;
  let points = 0;
  const parts: Part[] = [];
  for (const criterion of criteria) {
    const of = weights[criterion];
    const { share, reason } = shares[criterion];
    sum += of;
    points += share * of;
    if (of > 0) parts.push({ criterion, points: round(share * of), of, reason: share > 0 ? reason : null });
  }
  return { total: sum === 0 ? 0 : round((points / sum) * 100), parts };
}

const round = (value: number) => Math.round(value * 10) / 10;
const upTo = (value: number, enough: number) => Math.min(1, value / enough);

type Share = { share: number; reason: Reason | null };

function sharesOf(need: Need, giver: Giver, between: Between, meeting: Meeting): Record<Criterion, Share> {
  const { km } = meeting;
  const isSameDistrict = need.districtCode !== null && need.districtCode === giver.districtCode;
  const reach = giver.radiusKm ?? FAR_KM;
  const near = km === null ? (isSameDistrict ? 0.6 : 0) : Math.max(0, 1 - km / Math.max(reach, FAR_KM));

  const shared = need.interests.filter((interest) => giver.interests.includes(interest));
  const enoughInterests = Math.min(ENOUGH_INTERESTS, Math.max(1, need.interests.length));

  const window = longest(meeting.windows);
  const wanted = need.minutes * 2;
  const foreign = meeting.languages.find((language) => language !== 'de') ?? null;
  const limit = giver.maxHoursPerWeek ?? MUCH_TIME;
  const lacking = need.requires.filter((one) => !giver.experience.includes(one));

  return {
    distance: { share: near, reason: { criterion: 'distance', km, isSameDistrict } },
    interests: {
      share: upTo(shared.length, enoughInterests),
      reason: { criterion: 'interests', interests: shared },
    },
    history: {
      share: upTo(between.pastVisits, ENOUGH_VISITS),
      reason: { criterion: 'history', visits: between.pastVisits },
    },
    rhythm: {
      share: window ? upTo(total(meeting.windows), wanted) : 0,
      reason: window && { criterion: 'rhythm', window, others: meeting.windows.length - 1 },
    },
    load: {
      share: Math.max(0, 1 - giver.hoursPerWeek / limit) * (giver.tandems === 0 ? 1 : 0.7),
      reason: {
        criterion: 'load',
        hoursPerWeek: giver.hoursPerWeek,
        tandems: giver.tandems,
        who: need.who,
      },
    },
    waiting: {
      share: upTo(need.waitingDays, LONG_WAIT),
      reason: { criterion: 'waiting', days: need.waitingDays },
    },
    language: {
      share: foreign ? 1 : 0,
      reason: foreign ? { criterion: 'language', language: foreign } : null,
    },
    experience: {
      share: need.requires.length > 0 && lacking.length === 0 ? 1 : 0,
      reason: need.requires[0] ? { criterion: 'experience', experience: need.requires[0] } : null,
    },
  };
}

const lengthOf = (window: Window) => minutesOf(window.endTime) - minutesOf(window.startTime);
const total = (windows: Window[]) => windows.reduce((sum, window) => sum + lengthOf(window), 0);

function longest(windows: Window[]): Window | null {
  let best: Window | null = null;
  for (const window of windows) if (!best || lengthOf(window) > lengthOf(best)) best = window;
  return best;
}
