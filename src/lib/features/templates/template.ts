import type { PartnerRole, ProjectKind } from '#lib/features/projects/project.ts';
import type { Handling } from '#lib/features/series/series.ts';
import type { ShiftRole } from '#lib/features/scheduling/shift.ts';
import type { Language, QualificationKind } from '#lib/features/volunteers/volunteer.ts';
import type { Weekday } from '#lib/time/date.ts';
import type { Ordinal } from '#lib/time/recurrence.ts';
import type { PlainTime } from '#lib/time/zone.ts';

/** What an office begins again and again; the words are in `template-words.ts`. */
export const templateCodes = [
  'visiting',
  'accompanying',
  'reading',
  'history_week',
  'group',
  'carers_group',
  'cross_agency',
] as const;
export type TemplateCode = (typeof templateCodes)[number];

/** How the dates of a project come about: by a rule, one by one, or as a week full of sessions. */
export type Shape = 'series' | 'single' | 'week';

export type TemplateShift = {
  role: ShiftRole;
  minPlaces: number;
  maxPlaces: number;
  requirements: QualificationKind[];
  language: Language | '';
};

export type TemplateRhythm = {
  frequency: 'weekly' | 'monthly';
  every: number;
  weekdays: Weekday[];
  ordinals: Ordinal[];
  startTime: PlainTime;
  endTime: PlainTime;
};

/** Everything about a template that is no words. */
export type Template = {
  code: TemplateCode;
  kind: ProjectKind;
  shape: Shape;
  isStanding: boolean;
  languages: Language[];
  /** No minor is there: an extended criminal-record certificate may not be asked for (§ 30a BZRG). */
  isAdultsOnly: boolean;
  rhythm: TemplateRhythm;
  onSchoolHolidays: Handling;
  onPublicHolidays: Handling;
  onClosingDays: Handling;
  shifts: TemplateShift[];
  partnerRole: PartnerRole;
  /** Being there says something about somebody's health. */
  isDiscreet: boolean;
};

const shift = (
  role: ShiftRole,
  minPlaces: number,
  maxPlaces: number,
  requirements: QualificationKind[] = [],
  language: Language | '' = '',
): TemplateShift => ({ role, minPlaces, maxPlaces, requirements, language });

const weekly = (weekday: Weekday, startTime: PlainTime, endTime: PlainTime): TemplateRhythm => ({
  ...{ frequency: 'weekly', every: 1, weekdays: [weekday], ordinals: [], startTime, endTime },
});
const monthly = (
  ordinals: Ordinal[],
  weekday: Weekday,
  startTime: PlainTime,
  endTime: PlainTime,
): TemplateRhythm => ({
  ...{ frequency: 'monthly', every: 1, weekdays: [weekday], ordinals, startTime, endTime },
});

const usual = {
  shape: 'series',
  isStanding: true,
  languages: ['de'],
  isAdultsOnly: true,
  onSchoolHolidays: 'keep',
  onPublicHolidays: 'ask',
  onClosingDays: 'skip',
  partnerRole: 'contributes_room',
  isDiscreet: false,
} as const satisfies Partial<Template>;

export const templates: Record<TemplateCode, Template> = {
  visiting: {
    ...usual,
    code: 'visiting',
    kind: 'visiting',
    languages: ['de'],
    rhythm: weekly(2, '15:00', '16:30'),
    onPublicHolidays: 'keep',
    onClosingDays: 'keep',
    shifts: [shift('visitor', 1, 1, ['secrecy_declaration'])],
    partnerRole: 'refers_people',
  },
  accompanying: {
    ...usual,
    code: 'accompanying',
    kind: 'accompanying',
    shape: 'single',
    languages: ['de'],
    rhythm: weekly(2, '10:00', '12:00'),
    shifts: [shift('companion', 1, 1, ['secrecy_declaration'])],
    partnerRole: 'refers_people',
  },
  reading: {
    ...usual,
    code: 'reading',
    kind: 'reading',
    languages: ['de'],
    isAdultsOnly: false,
    rhythm: weekly(2, '10:00', '10:45'),
    onSchoolHolidays: 'skip',
    onPublicHolidays: 'skip',
    shifts: [shift('reader', 1, 3, ['record_inspection'])],
  },
  history_week: {
    ...usual,
    code: 'history_week',
    kind: 'history_week',
    shape: 'week',
    isStanding: false,
    languages: ['de'],
    isAdultsOnly: false,
    rhythm: weekly(1, '10:00', '11:30'),
    shifts: [
      shift('witness', 1, 2),
      shift('moderator', 1, 1, ['record_inspection']),
      shift('escort', 1, 2),
      shift('recorder', 0, 1),
    ],
  },
  group: {
    ...usual,
    code: 'group',
    kind: 'group',
    languages: ['de'],
    rhythm: monthly([2, 4], 4, '15:00', '17:00'),
    shifts: [shift('catering', 1, 2), shift('group_helper', 1, 1), shift('driver', 0, 1)],
  },
  carers_group: {
    ...usual,
    code: 'carers_group',
    kind: 'group',
    languages: ['de'],
    rhythm: monthly([1], 2, '17:30', '19:30'),
    shifts: [
      shift('moderator', 1, 1, ['secrecy_declaration']),
      shift('companion', 1, 3, ['secrecy_declaration', 'training_dementia']),
    ],
    isDiscreet: true,
  },
  cross_agency: {
    ...usual,
    code: 'cross_agency',
    kind: 'group',
    languages: ['de', 'tr'],
    rhythm: weekly(3, '14:00', '16:00'),
    shifts: [shift('group_helper', 1, 2), shift('interpreter', 1, 1, ['secrecy_declaration'], 'tr')],
    partnerRole: 'contributes_volunteers',
  },
};

/** The template that fits a kind of project best, such as what was asked for. */
export function templateForKind(kind: string): TemplateCode | null {
  return templateCodes.find((code) => templates[code].kind === kind) ?? null;
}
