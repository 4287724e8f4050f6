import { m } from '#lib/paraglide/messages.js';
import { formatDate, formatWeekday } from '#lib/time/format.ts';
import type { Weekday } from '#lib/time/date.ts';
import { type FactName, factsOfKind, type Offer, readFacts, type Rhythm } from './facts.ts';
import type { RequestKind } from './request.ts';

const rhythmNames: Record<Rhythm, () => string> = {
  open: m.requests_rhythm_open,
  weekly: m.requests_rhythm_weekly,
  fortnightly: m.requests_rhythm_fortnightly,
  monthly: m.requests_rhythm_monthly,
  once: m.requests_rhythm_once,
};

export function rhythmName(rhythm: Rhythm): string {
  return rhythmNames[rhythm]();
}

const offerNames: Record<Offer, () => string> = {
  speaker: m.requests_offer_speaker,
  dementia_partner: m.requests_offer_dementia_partner,
  digital_help: m.requests_offer_digital_help,
  other: m.requests_offer_other,
};

export function offerName(offer: Offer): string {
  return offerNames[offer]();
}

const terms: Record<FactName, () => string> = {
  offer: m.requests_term_offer,
  people: m.requests_term_people,
  classes: m.requests_term_classes,
  weekdays: m.requests_term_weekdays,
  times: m.requests_term_times,
  weeks: m.requests_term_weeks,
  rooms: m.requests_term_rooms,
  rhythm: m.requests_term_rhythm,
  startsOn: m.requests_term_starts,
};

/** What the kind's form has asked, as terms and answers; what was left open is left out. */
export function factsInWords(
  kind: RequestKind,
  stored: unknown,
  locale: string,
): { term: string; text: string }[] {
  const facts = readFacts(kind, stored);
  const names: readonly FactName[] = factsOfKind[kind];
  const textOf = (name: FactName): string => {
    switch (name) {
      case 'people':
        return facts.people ? String(facts.people) : '';
      case 'weekdays':
        return (facts.weekdays ?? []).map((day) => formatWeekday(Number(day) as Weekday, locale)).join(', ');
      case 'offer':
        return facts.offer ? offerName(facts.offer) : '';
      case 'rhythm':
        return facts.rhythm ? rhythmName(facts.rhythm) : '';
      case 'startsOn':
        return facts.startsOn ? formatDate(facts.startsOn, locale) : '';
      default:
        return facts[name] ?? '';
    }
  };
  return names.map((name) => ({ term: terms[name](), text: textOf(name) })).filter(({ text }) => text !== '');
}
