import type { StartProject } from '#lib/features/templates/schema.ts';
import { type TemplateCode, templates } from '#lib/features/templates/template.ts';
import { readSeriesFields } from '../../../serien/series-form.server.ts';

/** The form of a project from a template as it was sent. Judging it is the schema's part. */
export function readStart(sent: FormData, template: TemplateCode): StartProject {
  const text = (name: string) => String(sent.get(name) ?? '');
  const { title: _title, ...dates } = readSeriesFields(sent);
  const { shape, rhythm } = templates[template];
  const rows = [...sent.keys()].flatMap((key) => /^sessions\.(\d+)\.title$/.exec(key)?.[1] ?? []);
  return {
    template,
    requestId: text('requestId'),
    organisationId: text('organisationId'),
    title: text('title'),
    summary: text('summary'),
    description: text('description'),
    languages: sent.getAll('languages') as StartProject['languages'],
    isStanding: sent.has('isStanding'),
    substitutesNeedApproval: sent.has('substitutesNeedApproval'),
    placesBy: sent.get('placesBy') === 'placing' ? 'placing' : 'asking',
    insuredThrough: text('insuredThrough'),
    contactId: text('contactId'),
    partnerName: text('partnerName'),
    partnerRole: text('partnerRole') as StartProject['partnerRole'],
    withDates: sent.has('withDates'),
    ...dates,
    // Only a series asks for a rule; what the template says keeps the rest of the form whole.
    ...(shape !== 'series' && { ...ruleOf(rhythm), lastOn: '' }),
    ...(shape === 'week' && { startTime: rhythm.startTime, endTime: rhythm.endTime }),
    ...(shape !== 'series' && handlingOf(template)),
    sessions: rows.map((row) => ({
      isIncluded: sent.has(`sessions.${row}.isIncluded`),
      day: Number(text(`sessions.${row}.day`)),
      title: text(`sessions.${row}.title`),
      startTime: text(`sessions.${row}.startTime`),
      endTime: text(`sessions.${row}.endTime`),
    })),
  };
}

function ruleOf({ frequency, every, weekdays, ordinals }: (typeof templates)[TemplateCode]['rhythm']) {
  return { frequency, every, weekdays, ordinals };
}

function handlingOf(template: TemplateCode) {
  const { onSchoolHolidays, onPublicHolidays, onClosingDays } = templates[template];
  return { onSchoolHolidays, onPublicHolidays, onClosingDays };
}
