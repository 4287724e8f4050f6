import { m } from '#lib/paraglide/messages.js';
import { addDays, daysBetween, type PlainDate, startOfWeek } from '#lib/time/date.ts';
import { recurrences } from '#lib/time/recurrence.ts';
import { historyWeekPlan } from './history-week-plan.ts';
import type { StartProject } from './schema.ts';
import { type TemplateCode, templates, type TemplateShift } from './template.ts';
import { sessionTitle, templateWords } from './template-words.ts';

/** What is known before the coordinator has typed anything. */
export type Known = {
  organisationId: string;
  contactId: string;
  /** The house where it takes place, or with which it is planned; empty when nobody knows yet. */
  house: string;
  /** The same, unless it is the one that runs the project. */
  partner: string;
  today: PlainDate;
};

/** Nothing begins tomorrow: people have to be found first. */
const LEAD_DAYS = 14;
/** A history week needs rooms, consents and witnesses. */
const WEEK_LEAD_DAYS = 70;

/** The form of a new project as its template fills it in. */
export function prefill(
  code: TemplateCode,
  { organisationId, contactId, house, partner, today }: Known,
): StartProject {
  const template = templates[code];
  const words = templateWords[code];
  const { rhythm, shape } = template;
  const soonest = addDays(today, LEAD_DAYS);
  const monday = addDays(startOfWeek(addDays(today, WEEK_LEAD_DAYS)), 7);
  const firstOn = shape === 'week' ? monday : recurrences(rhythm, soonest, addDays(soonest, 62))[0]!;
  return {
    template: code,
    requestId: '',
    organisationId,
    title: words.title(house),
    summary: words.summary(),
    description: words.description(),
    languages: [...template.languages],
    isStanding: template.isStanding,
    substitutesNeedApproval: false,
    placesBy: 'asking',
    insuredThrough: m.projects_insured_default(),
    contactId,
    partnerName: partner,
    partnerRole: template.partnerRole,
    withDates: true,
    ...rhythm,
    firstOn,
    lastOn: '',
    venueId: '',
    placeName: house,
    street: '',
    postalCode: '',
    roomId: '',
    room: '',
    isStepFree: false,
    accessNote: '',
    note: '',
    onSchoolHolidays: template.onSchoolHolidays,
    onPublicHolidays: template.onPublicHolidays,
    onClosingDays: template.onClosingDays,
    shifts: template.shifts.map(shiftInput),
    sessions:
      shape !== 'week'
        ? []
        : historyWeekPlan(monday).map(({ on, theme, ...times }) => ({
            isIncluded: true,
            day: daysBetween(monday, on),
            title: sessionTitle(theme),
            ...times,
          })),
  };
}

function shiftInput(shift: TemplateShift) {
  return { id: '', label: '', note: '', ...shift };
}
