import type { Places } from '#lib/features/scheduling/calendar.ts';
import type { ShiftRole } from '#lib/features/scheduling/shift.ts';

/** "Could you …?", as the one who is asked reads it. */
export type Ask = {
  id: string;
  shiftId: string;
  eventId: string;
  personId: string;
  proposalId: string | null;
  runId: string | null;
  /** The place that is given up with a yes, where there is one. */
  insteadOf: { shiftId: string; title: string; startAt: Date } | null;
  noticeKey: string;
  title: string;
  role: ShiftRole;
  label: string | null;
  startAt: Date;
  endAt: Date;
  timeZone: string;
  placeName: string;
  organisationName: string;
  answer: 'yes' | 'no' | null;
  isWithdrawn: boolean;
};

/** The shift that somebody is to be asked about. */
export type AskedShift = Places & {
  id: string;
  eventId: string;
  projectId: string;
  organisationId: string;
  title: string;
  role: ShiftRole;
  label: string | null;
  startAt: Date;
  endAt: Date;
  timeZone: string;
};
