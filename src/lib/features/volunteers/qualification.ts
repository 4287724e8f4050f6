import { addDays, type PlainDate } from '#lib/time/date.ts';
import type { QualificationKind } from './volunteer.ts';

/** Something an office has confirmed about a volunteer: two dates and no words (domain.md 3.1). */
export type Qualification = { kind: QualificationKind; grantedOn: PlainDate; expiresOn: PlainDate | null };

export type QualificationState = 'valid' | 'expiring' | 'expired';

/** Days before the end in which the light is yellow: time enough to get a new one. */
const NOTICE_DAYS = 90;

/** The traffic light of a qualification on that day; the last day still counts. */
export function qualificationState({ expiresOn }: Qualification, today: PlainDate): QualificationState {
  if (!expiresOn || expiresOn > addDays(today, NOTICE_DAYS)) return 'valid';
  return expiresOn < today ? 'expired' : 'expiring';
}

/** Years for which offices usually accept it; null: as long as nothing changes. */
const usualYears: Partial<Record<QualificationKind, number>> = {
  record_inspection: 5,
  basic_record: 5,
  first_aid: 2,
};

/** The end that is proposed where the office names none. */
export function usualExpiry(kind: QualificationKind, grantedOn: PlainDate): PlainDate | null {
  const years = usualYears[kind];
  if (!years) return null;
  const sameDay = `${Number(grantedOn.slice(0, 4)) + years}${grantedOn.slice(4)}`;
  // 29 February has no like in most years: the day before.
  return sameDay.endsWith('-02-29') ? addDays(`${sameDay.slice(0, 4)}-03-01`, -1) : sameDay;
}
