import type { ProjectKind } from '#lib/features/projects/project.ts';
import type { Qualification } from '#lib/features/volunteers/qualification.ts';
import type { QualificationKind } from '#lib/features/volunteers/volunteer.ts';
import type { PlainDate } from '#lib/time/date.ts';
import type { Requirement } from './readiness.ts';
import type { LeftReason, Stage } from './stage.ts';

/** A card of the board, a line of the list. */
export type ApplicationLine = {
  id: string;
  personId: string;
  name: string;
  activityId: string;
  activityName: string;
  organisationName: string;
  /** The stages of its activity. */
  stages: Stage[];
  stage: Stage;
  stageAt: Date;
  createdAt: Date;
  assigneeName: string | null;
  nextStep: string;
  nextOn: PlainDate | null;
  pausedUntil: PlainDate | null;
  leftReason: LeftReason | null;
  requirements: Requirement[];
};

/** What the database holds of one line; `requirements` are judged from it. */
export type ApplicationFacts = Omit<ApplicationLine, 'requirements'> & {
  required: QualificationKind[];
  qualifications: Qualification[];
  birthYear: number | null;
};

/** A next step whose day has come. */
export type DueStep = Pick<ApplicationLine, 'id' | 'name' | 'activityName' | 'nextStep'> & {
  nextOn: PlainDate;
};

export type StageMove = {
  id: string;
  fromStage: Stage | null;
  toStage: Stage;
  movedAt: Date;
  /** Null: by itself, for this `cause`. */
  moverName: string | null;
  cause: 'expired' | 'renewed' | null;
};

/** An application as its office reads it. */
export type Application = ApplicationLine & {
  organisationId: string;
  kind: ProjectKind;
  email: string | null;
  phone: string | null;
  districtName: string | null;
  birthYear: number | null;
  assigneeId: string | null;
  note: string;
  /** What she wrote when she said that she would like to help. */
  message: string;
  moves: StageMove[];
};

/** An application as the volunteer reads it: no notes of the office. */
export type MyApplication = {
  id: string;
  activityName: string;
  organisationName: string;
  organisationPhone: string | null;
  stages: Stage[];
  stage: Stage;
  pausedUntil: PlainDate | null;
  requirements: Requirement[];
};

export const applicationSorts = ['name', 'stage', 'since', 'next', 'created'] as const;
export type ApplicationSort = (typeof applicationSorts)[number];

/** Cards of one stage on one page of the board, and lines of one page of the list. */
export const CARDS_PER_STAGE = 6;
export const APPLICATIONS_PER_PAGE = 25;
