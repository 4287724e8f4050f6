import { m } from '#lib/paraglide/messages.js';
import { isPlainDate } from '#lib/time/date.ts';
import { z } from 'zod';
import type { RequestKind } from './request.ts';

/** What an office brings to a group that meets already. */
export const offers = ['speaker', 'dementia_partner', 'digital_help', 'other'] as const;
export type Offer = (typeof offers)[number];

/** How often a group shall meet. */
export const rhythms = ['open', 'weekly', 'fortnightly', 'monthly', 'once'] as const;
export type Rhythm = (typeof rhythms)[number];

const line = z
  .string()
  .trim()
  .max(200, { error: () => m.common_too_long({ max: 200 }) })
  .default('');

/** Everything that a kind may ask for beside the wish in words; each form takes few of them. */
const factFields = {
  /** Children, residents or guests, roughly. */
  people: z
    .int({ error: () => m.requests_people_invalid() })
    .min(1, { error: () => m.requests_people_invalid() })
    .max(999, { error: () => m.requests_people_invalid() }),
  offer: z.enum(offers, { error: () => m.requests_offer_required() }),
  classes: line,
  /** Monday is 1. Text, as check boxes send it. */
  weekdays: z.array(z.enum(['1', '2', '3', '4', '5', '6', '7'])).default([]),
  times: line,
  weeks: line,
  rooms: line,
  rhythm: z.enum(rhythms).default('open'),
  startsOn: z
    .string()
    .trim()
    .refine((date) => date === '' || isPlainDate(date), { error: () => m.requests_date_invalid() })
    .default(''),
};
export type FactName = keyof typeof factFields;
export type Facts = { [Name in FactName]?: z.infer<(typeof factFields)[Name]> };

/** The fields of each kind, in the order of its form. */
export const factsOfKind = {
  reading: ['people', 'classes', 'weekdays', 'times', 'startsOn'],
  history_week: ['weeks', 'people', 'rooms'],
  visiting: ['people', 'weekdays', 'times', 'startsOn'],
  accompanying: ['people', 'times', 'startsOn'],
  group: ['people', 'rhythm', 'weekdays', 'times', 'rooms'],
  impulse: ['offer', 'people', 'startsOn', 'times'],
  other: ['startsOn'],
} as const satisfies Record<RequestKind, FactName[]>;

/** The facts of one kind as a schema's fields. */
export function factShape<Kind extends RequestKind>(kind: Kind) {
  const names: readonly FactName[] = factsOfKind[kind];
  return Object.fromEntries(names.map((name) => [name, factFields[name]])) as {
    [Name in (typeof factsOfKind)[Kind][number]]: (typeof factFields)[Name];
  };
}

/** Facts as they were stored; what does not fit is left out. */
export function readFacts(kind: RequestKind, stored: unknown): Facts {
  const parsed = z.object(factShape(kind)).partial().safeParse(stored);
  return (parsed.success ? parsed.data : {}) as Facts;
}
