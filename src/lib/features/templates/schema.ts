import { createProjectSchema } from '#lib/features/projects/schema.ts';
import { partnerRoles } from '#lib/features/projects/project.ts';
import { seriesFieldsSchema } from '#lib/features/series/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { z } from 'zod';
import { templateCodes, templates } from './template.ts';

/** A session of a history week as the form has it: `day` counts from the week's first day. */
const sessionSchema = z.strictObject({
  isIncluded: z.boolean().default(true),
  day: z.int().min(0).max(6),
  title: z
    .string()
    .trim()
    .max(120, { error: () => m.common_too_long({ max: 120 }) }),
  startTime: seriesFieldsSchema.shape.startTime,
  endTime: seriesFieldsSchema.shape.endTime,
});
export type SessionInput = z.infer<typeof sessionSchema>;

// The dates of a project that is begun this way are called like the project.
const { title: _dateTitle, ...dateFields } = seriesFieldsSchema.shape;
const { kind: _kind, ...projectFields } = createProjectSchema.shape;

/** The request that the project answers; empty for none. */
const requestId = z.union([z.literal(''), z.uuid()]).default('');

/** A project begun without a template: only what every project has. */
export const startEmptySchema = createProjectSchema.extend({ requestId });
export type StartEmpty = z.infer<typeof startEmptySchema>;

const fields = z.strictObject({
  template: z.enum(templateCodes),
  requestId,
  ...projectFields,
  /** A house or agency that takes part, by its name; empty for none. */
  partnerName: z
    .string()
    .trim()
    .max(200, { error: () => m.common_too_long({ max: 200 }) })
    .default(''),
  partnerRole: z.enum(partnerRoles).default('contributes_room'),
  /** Whether dates are made at once; what follows counts only then. */
  withDates: z.boolean().default(true),
  ...dateFields,
  sessions: z.array(sessionSchema).max(40).default([]),
});
export type StartProject = z.infer<typeof fields>;

/** A project begun from a template: everything in it may have been changed. */
export const startProjectSchema = fields.superRefine((project, context) => {
  const add = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path, message });
  const { shape, isAdultsOnly } = templates[project.template];
  project.shifts.forEach(({ requirements }, index) => {
    if (isAdultsOnly && requirements.includes('record_inspection')) {
      add(['shifts', index, 'requirements'], m.templates_no_record_inspection());
    }
  });
  if (!project.withDates) return;
  if (shape === 'series') {
    const judged = seriesFieldsSchema.safeParse(seriesOf(project));
    for (const { path, message } of judged.error?.issues ?? []) add(path as string[], message);
    return;
  }
  if (!project.venueId && !project.placeName) add(['placeName'], m.scheduling_event_place_required());
  if (shape === 'single' && project.endTime <= project.startTime) {
    add(['endTime'], m.scheduling_event_end_before_start());
  }
  if (shape === 'week') judgeSessions(project, add);
});

function judgeSessions(
  { sessions }: StartProject,
  add: (path: (string | number)[], message: string) => void,
): void {
  if (!sessions.some(({ isIncluded }) => isIncluded)) add(['sessions'], m.templates_session_required());
  sessions.forEach((session, index) => {
    if (!session.isIncluded) return;
    if (session.title === '') add(['sessions', index, 'title'], m.templates_session_title_required());
    if (session.endTime <= session.startTime) {
      add(['sessions', index, 'endTime'], m.scheduling_event_end_before_start());
    }
  });
}

/** What of a project's form is a series. */
export function seriesOf(project: StartProject) {
  const keys = Object.keys(dateFields) as (keyof typeof dateFields)[];
  const dates = Object.fromEntries(keys.map((key) => [key, project[key]])) as Pick<
    StartProject,
    keyof typeof dateFields
  >;
  return { ...dates, title: '' };
}
