import type { PlainTime } from '#lib/time/zone.ts';

/** A volunteer whom the office could place with a child. */
export type MentorCandidate = {
  personId: string;
  name: string;
  districtName: string | null;
  languages: string[];
  /** Without it nobody reads alone with a child. */
  isInspected: boolean;
  isTrained: boolean;
  likesReading: boolean;
  /** Children with whom she reads already. */
  children: number;
  /** When she usually has time. */
  times: { weekday: number; startTime: PlainTime; endTime: PlainTime }[];
};
