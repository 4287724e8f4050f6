import { addDays, weekdayOf } from '#lib/time/date.ts';
import { describe, expect, it } from 'vitest';
import { historyWeekPlan } from './history-week-plan.ts';
import { prefill } from './prefill.ts';
import { startProjectSchema } from './schema.ts';
import { templateCodes, templateForKind, templates } from './template.ts';

const known = {
  organisationId: '0198b1f2-0000-7000-8000-000000000001',
  contactId: '',
  house: 'Grundschule am Wasserturm',
  today: '2026-11-24',
};

describe('a template', () => {
  it.each(templateCodes)('%s fills in a form that could be saved as it is', (code) => {
    const judged = startProjectSchema.safeParse(prefill(code, known));
    expect(judged.error?.issues ?? []).toEqual([]);
  });

  it('names the house in the title and plans with it', () => {
    const form = prefill('reading', known);
    expect(form.title).toContain('Grundschule am Wasserturm');
    expect(form).toMatchObject({ placeName: known.house, partnerName: known.house });
  });

  it('asks for the inspected certificate where children are, and never among adults', () => {
    const asksFor = (code: (typeof templateCodes)[number]) =>
      templates[code].shifts.some(({ requirements }) => requirements.includes('record_inspection'));
    expect(templateCodes.filter(asksFor)).toEqual(['reading', 'history_week']);
    expect(templateCodes.filter((code) => !templates[code].isAdultsOnly)).toEqual([
      'reading',
      'history_week',
    ]);
  });

  it('leaves school holidays out at schools, and asks a church group about public holidays', () => {
    expect(templates.reading).toMatchObject({
      ...{ onSchoolHolidays: 'skip', onPublicHolidays: 'skip', onClosingDays: 'skip' },
    });
    expect(templates.group).toMatchObject({ onSchoolHolidays: 'keep', onPublicHolidays: 'ask' });
  });

  it('is found for what somebody asks for', () => {
    expect(templateForKind('reading')).toBe('reading');
    expect(templateForKind('group')).toBe('group');
    expect(templateForKind('other')).toBeNull();
  });
});

describe('what is refused, beside its field', () => {
  const issues = (changes: object) =>
    startProjectSchema
      .safeParse({ ...prefill('visiting', known), ...changes })
      .error?.issues.map(({ path }) => path.join('.'));

  it('a certificate for visits to adults', () => {
    const [shift] = prefill('visiting', known).shifts;
    const shifts = [{ ...shift, requirements: ['record_inspection'] }];
    expect(issues({ shifts })).toEqual(['shifts.0.requirements']);
  });

  it('a rule that yields no date, but only when dates are wanted', () => {
    const never = { firstOn: '2026-12-01', lastOn: '2026-12-02', weekdays: [5] };
    expect(issues(never)).toEqual(['lastOn']);
    expect(issues({ ...never, withDates: false })).toBeUndefined();
  });

  it('a week without a session, and a session without a title', () => {
    const week = prefill('history_week', known);
    const [first, ...rest] = week.sessions;
    const none = week.sessions.map((session) => ({ ...session, isIncluded: false }));
    expect(issues({ ...week, sessions: none })).toEqual(['sessions']);
    expect(issues({ ...week, sessions: [{ ...first, title: ' ' }, ...rest] })).toEqual(['sessions.0.title']);
  });
});

describe('a usual history week', () => {
  const plan = historyWeekPlan('2027-02-01');

  it('has twelve sessions on five days, two or three a day', () => {
    expect(plan).toHaveLength(12);
    const perDay = Object.values(Object.groupBy(plan, ({ on }) => on)).map((day) => day!.length);
    expect(perDay).toEqual([2, 3, 3, 2, 2]);
    expect(plan.every(({ on }) => on >= '2027-02-01' && on <= '2027-02-05')).toBe(true);
  });

  it('begins with the kick-off and ends with the presentation, with no session over another', () => {
    expect(plan[0]!.theme).toBe('kick_off');
    expect(plan.at(-1)!.theme).toBe('presentation');
    for (const [index, session] of plan.entries()) {
      const next = plan[index + 1];
      if (next?.on === session.on) expect(session.endTime <= next.startTime).toBe(true);
    }
  });

  it('is proposed for a Monday far enough ahead', () => {
    const form = prefill('history_week', known);
    expect(weekdayOf(form.firstOn)).toBe(1);
    expect(form.firstOn > addDays(known.today, 69)).toBe(true);
  });
});
