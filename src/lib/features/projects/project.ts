import type { ShiftRole } from '#lib/features/scheduling/shift.ts';

/** What kind of engagement a project offers; its name in every language is in `names.ts`. */
export const projectKinds = [
  'visiting',
  'accompanying',
  'reading',
  'history_week',
  'group',
  'other',
] as const;
export type ProjectKind = (typeof projectKinds)[number];

/** What another organisation does in a project that several carry together. */
export const partnerRoles = [
  'lead',
  'contributes_room',
  'contributes_volunteers',
  'refers_people',
  'reads_only',
] as const;
export type PartnerRole = (typeof partnerRoles)[number];

/** A draft is seen by its office only; closed takes nobody any more. */
export const projectStates = ['draft', 'published', 'closed'] as const;
export type ProjectState = (typeof projectStates)[number];

export function projectState(project: { publishedAt: Date | null; closedAt: Date | null }): ProjectState {
  if (project.closedAt) return 'closed';
  return project.publishedAt ? 'published' : 'draft';
}

/** What a new date of such a project usually needs; every office changes what differs. */
export type KindDefaults = {
  role: ShiftRole;
  minPlaces: number;
  maxPlaces: number;
  requirements: string[];
  isStanding: boolean;
};

export const kindDefaults: Record<ProjectKind, KindDefaults> = {
  visiting: {
    role: 'visitor',
    minPlaces: 1,
    maxPlaces: 1,
    requirements: ['secrecy_declaration'],
    isStanding: true,
  },
  accompanying: { role: 'companion', minPlaces: 1, maxPlaces: 2, requirements: [], isStanding: true },
  reading: {
    role: 'reader',
    minPlaces: 1,
    maxPlaces: 2,
    requirements: ['record_inspection'],
    isStanding: true,
  },
  history_week: { role: 'witness', minPlaces: 2, maxPlaces: 6, requirements: [], isStanding: false },
  group: { role: 'group_helper', minPlaces: 1, maxPlaces: 3, requirements: [], isStanding: true },
  other: { role: 'other', minPlaces: 1, maxPlaces: 3, requirements: [], isStanding: false },
};

/** What a project should have before people read it; without the required ones it stays a draft. */
export type ChecklistItem = {
  code: 'summary' | 'contact' | 'dates' | 'description' | 'insurance';
  isRequired: boolean;
  isDone: boolean;
};

export function publicationChecklist(project: {
  summary: string;
  description: string;
  insuredThrough: string;
  contactId: string | null;
  isStanding: boolean;
  upcomingDates: number;
}): ChecklistItem[] {
  return [
    { code: 'summary', isRequired: true, isDone: project.summary !== '' },
    { code: 'contact', isRequired: true, isDone: project.contactId !== null },
    { code: 'dates', isRequired: false, isDone: project.isStanding || project.upcomingDates > 0 },
    { code: 'description', isRequired: false, isDone: project.description !== '' },
    { code: 'insurance', isRequired: false, isDone: project.insuredThrough !== '' },
  ];
}

export function canBePublished(checklist: ChecklistItem[]): boolean {
  return checklist.every((item) => item.isDone || !item.isRequired);
}

/** A line of the office's list. */
export type ProjectSummary = {
  id: string;
  title: string;
  kind: string;
  state: ProjectState;
  isStanding: boolean;
  organisationName: string;
  /** The next date that is not called off. */
  nextAt: Date | null;
  timeZone: string;
  upcomingDates: number;
  /** Published shifts of the next four weeks that have fewer people than they need. */
  shortShifts: number;
};

export type ProjectPartner = { organisationId: string; name: string; role: PartnerRole };

/** Whom a roster proposes is asked and has the place with their yes, or is placed at once. */
export const waysToPlace = ['asking', 'placing'] as const;
export type PlacesBy = (typeof waysToPlace)[number];

/** A project as its office sees it. */
export type Project = {
  id: string;
  organisationId: string;
  organisationName: string;
  kind: ProjectKind;
  title: string;
  summary: string;
  description: string;
  languages: string[];
  isStanding: boolean;
  /** A substitute takes over only when the office agrees. */
  substitutesNeedApproval: boolean;
  placesBy: PlacesBy;
  /** Its dates are arranged with the people concerned: it is never published. */
  isInternal: boolean;
  insuredThrough: string;
  contactId: string | null;
  contactName: string | null;
  publishedAt: Date | null;
  closedAt: Date | null;
  upcomingDates: number;
  /** Of these, dates that only the office sees so far. */
  draftDates: number;
  partners: ProjectPartner[];
};
