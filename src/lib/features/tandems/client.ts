import type { Experience, Gender, HouseholdTrait, Window } from '#lib/features/matching/facts.ts';
import type { PlainDate } from '#lib/time/date.ts';
import type { PairState } from '#lib/features/matching/pair-life.ts';

/** What a person asks for: somebody who comes regularly, or who goes along. */
export const services = ['visiting', 'accompanying'] as const;
export type Service = (typeof services)[number];

/** Somebody who is visited or waits for it, as the office that cares knows them. */
export type Client = {
  id: string;
  organisationId: string;
  organisationName: string;
  requestId: string | null;
  givenName: string;
  familyName: string;
  phone: string | null;
  street: string;
  postalCode: string | null;
  districtCode: string | null;
  districtName: string | null;
  birthYear: number | null;
  gender: Gender | null;
  wishesGender: Gender | null;
  service: Service;
  languages: string[];
  interests: string[];
  requires: Experience[];
  traits: HouseholdTrait[];
  minutes: number;
  everyWeeks: number;
  windows: Window[];
  about: string;
  readBackOn: PlainDate | null;
  standInsAgreedOn: PlainDate | null;
  contactName: string;
  contactPhone: string | null;
  contactRelation: string | null;
  waitingSince: PlainDate;
  closedAt: Date | null;
  diedOn: PlainDate | null;
  deathRecordedAt: Date | null;
  /** The running tandem, from the question on. */
  tandemId: string | null;
};

/** A line of the office's list. */
export type ClientLine = Pick<
  Client,
  | 'id'
  | 'givenName'
  | 'familyName'
  | 'districtName'
  | 'service'
  | 'waitingSince'
  | 'wishesGender'
  | 'requires'
> & { tandemId: string | null; tandemState: PairState | null; volunteerName: string | null };

export const clientFilters = ['waiting', 'proposed', 'visited', 'closed'] as const;
export type ClientFilter = (typeof clientFilters)[number];

/** Whether nothing may be changed any more. */
export function isReadOnly(client: Pick<Client, 'deathRecordedAt'>): boolean {
  return client.deathRecordedAt !== null;
}

/**
 * How old somebody is about, as it may be told to who has not met them: the first year of a span of ten, such as 80;
 * null when the year of birth is unknown.
 */
export function ageGroup(birthYear: number | null, today: PlainDate): number | null {
  if (birthYear === null) return null;
  return Math.floor((Number(today.slice(0, 4)) - birthYear) / 10) * 10;
}
