import type { PlainDate } from '#lib/time/date.ts';
import type { PhotoConsent, WeekRole } from './history-week.ts';

/** A session on paper: first names, and who accompanies whom. */
export type SheetSession = {
  id: string;
  title: string;
  startAt: Date;
  endAt: Date;
  placeName: string;
  room: string | null;
  note: string | null;
  isCancelled: boolean;
  cancellationReason: string | null;
  roles: { role: WeekRole; label: string | null; min: number; names: string[] }[];
  guests: {
    name: string;
    house: string;
    isWitness: boolean;
    needsEscort: boolean;
    escort: string | null;
    photoConsent: PhotoConsent;
  }[];
};

/** What hangs beside the door on a day of the week: nothing about age or health. */
export type DaySheet = {
  date: PlainDate;
  title: string;
  timeZone: string;
  houses: string[];
  organisationName: string;
  organisationPhone: string | null;
  /** The town's help line. */
  townPhone: string | null;
  sessions: SheetSession[];
  /** Escorts whom one may call. */
  escorts: { name: string; phone: string }[];
};
