import { prefill } from '#lib/features/templates/prefill.ts';
import type { StartProject } from '#lib/features/templates/schema.ts';
import type { TemplateCode } from '#lib/features/templates/template.ts';
import * as schema from '#lib/server/db/schema/index.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene, type Person } from '#tests/support/scene.ts';
import { count, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '../scheduling/refusal.ts';

const database = useDatabase();
let scene: Scene;
let office: string;
let school: string;
let murat: Person;
let neighbour: Person;

beforeAll(async () => {
  scene = new Scene(database.url);
  await scene.town();
  office = await scene.organisation('Seniorenbüro Aplerbeck');
  school = await scene.organisation('Grundschule am Wasserturm', 'school');
  const other = await scene.organisation('Seniorenbüro Brackel');
  murat = await scene.person('Murat', { roles: [['coordinator', office]] });
  neighbour = await scene.person('Nadja', { roles: [['coordinator', other]] });
});
afterAll(() => scene.close());

/** The template as Murat sees it, with what he changes before saving. */
const from = (code: TemplateCode, house: string, changes: Partial<StartProject> = {}): StartProject => ({
  ...prefill(code, {
    organisationId: office,
    contactId: murat.id,
    house,
    partner: house,
    today: '2026-11-24',
  }),
  ...changes,
});

async function rowsOf(projectId: string) {
  const [events, series] = await Promise.all([
    scene.db.select().from(schema.event).where(eq(schema.event.projectId, projectId)),
    scene.db.select().from(schema.series).where(eq(schema.series.projectId, projectId)),
  ]);
  return { events, series };
}

async function everything() {
  const tables = [schema.project, schema.series, schema.event, schema.groupProfile, schema.domainEvent];
  return Promise.all(tables.map(async (table) => (await scene.db.select({ n: count() }).from(table))[0]!.n));
}

describe('a project from a template', () => {
  it('begins as a draft with its partner and its series, which only the office sees', async () => {
    const { projectId } = await murat.api.templates.start(
      from('reading', 'Grundschule am Wasserturm', { venueId: school, lastOn: '2027-01-31' }),
    );
    const project = await murat.api.projects.get({ projectId });
    expect(project).toMatchObject({
      title: 'Lesepatenschaft: Grundschule am Wasserturm',
      kind: 'reading',
      isStanding: true,
      publishedAt: null,
      contactId: murat.id,
      partners: [{ organisationId: school, role: 'contributes_room' }],
    });
    const { events, series } = await rowsOf(projectId);
    expect(series).toMatchObject([{ onSchoolHolidays: 'skip', onPublicHolidays: 'skip', publishedAt: null }]);
    expect(events.length).toBeGreaterThan(3);
    expect(events.every((event) => event.publishedAt === null && event.venueId === school)).toBe(true);
    expect(project.draftDates).toBe(events.length);
  });

  it('leaves nothing behind when one part of it fails', async () => {
    const before = await everything();
    const unknownPartner = from('reading', 'Schule, die es nicht gibt');
    expect(await refusal(murat.api.templates.start(unknownPartner))).toEqual({
      code: 'INVALID_INPUT',
      details: { field: 'partnerName' },
    });
    // The dates come last: on this Sunday the clock skips the hour, and everything before is undone.
    const skipped = { firstOn: '2027-03-28', startTime: '02:30', endTime: '04:00', partnerName: '' };
    expect(
      await refusal(murat.api.templates.start(from('accompanying', 'Arztpraxis', skipped))),
    ).toMatchObject({ code: 'INVALID_INPUT', details: { field: 'startTime' } });
    expect(await everything()).toEqual(before);
  });

  it('of a history week has twelve sessions with four roles each, as the week was changed', async () => {
    const week = from('history_week', 'Grundschule am Wasserturm', { venueId: school });
    week.sessions[0]!.isIncluded = false;
    week.sessions[1]!.title = 'Wie wir gespielt haben';
    const { projectId } = await murat.api.templates.start(week);
    const { events, series } = await rowsOf(projectId);
    expect(series).toEqual([]);
    expect(events).toHaveLength(11);
    expect(events.map((event) => event.title)).toContain('Wie wir gespielt haben');
    const shifts = await scene.db
      .select({ role: schema.shift.role })
      .from(schema.shift)
      .where(eq(schema.shift.eventId, events[0]!.id));
    expect(shifts.map(({ role }) => role).sort()).toEqual(['escort', 'moderator', 'recorder', 'witness']);
  });

  it('of an accompanying service is one date with one place: who says yes first goes along', async () => {
    const { projectId } = await murat.api.templates.start(
      from('accompanying', '', { placeName: 'Treffpunkt am Rathaus' }),
    );
    const { events } = await rowsOf(projectId);
    expect(events).toHaveLength(1);
    const [shift] = await scene.db.select().from(schema.shift).where(eq(schema.shift.eventId, events[0]!.id));
    expect(shift).toMatchObject({ role: 'companion', maxPlaces: 1, requirements: ['secrecy_declaration'] });
  });

  it('of a group of relatives is discreet from the first moment, and not on the list', async () => {
    const { projectId } = await murat.api.templates.start(
      from('carers_group', '', { placeName: 'Gemeindehaus' }),
    );
    const { profile } = await murat.api.groups.get({ projectId });
    expect(profile).toMatchObject({ isDiscreet: true, neutralTitle: 'Gesprächskreis', isListed: false });
  });

  it('can be begun without dates', async () => {
    const { projectId } = await murat.api.templates.start(
      from('visiting', '', { withDates: false, placeName: '' }),
    );
    expect(await rowsOf(projectId)).toEqual({ events: [], series: [] });
  });

  it('can be begun without a template as an answer to a request, or not at all', async () => {
    const { requestId } = await murat.api.requests.enter({
      organisationId: office,
      kind: 'visiting',
      contactName: 'Herr Brandt',
      phone: '0221 4710777',
      relation: 'self',
      wish: 'Besuch',
    });
    const project = { organisationId: office, kind: 'other' as const, title: 'Vortrag im Seniorenkreis' };
    const start = () => murat.api.templates.startEmpty({ ...project, requestId });
    await murat.api.requests.decline({ requestId, reason: 'nobody_free', text: '' });
    const before = await everything();
    expect(await refusal(start())).toMatchObject({ code: 'CHANGED_MEANWHILE' });
    expect(await everything()).toEqual(before);
    await murat.api.requests.stepBack({ requestId, from: 'declined' });
    const { projectId } = await start();
    expect((await murat.api.requests.get({ requestId })).request).toMatchObject({
      state: 'planned',
      projectId,
    });
  });

  it('is published with all of its dates, and doing so twice changes nothing', async () => {
    const { projectId } = await murat.api.templates.start(from('group', '', { placeName: 'Gemeindehaus' }));
    await murat.api.templates.publish({ projectId });
    await murat.api.templates.publish({ projectId });
    const { events, series } = await rowsOf(projectId);
    expect(series[0]!.publishedAt).toEqual(scene.now);
    expect(events.every((event) => event.publishedAt?.getTime() === scene.now.getTime())).toBe(true);
    expect(events.every((event) => event.version === 2)).toBe(true);
  });

  it('is not published half when something is missing', async () => {
    const { projectId } = await murat.api.templates.start(
      from('group', '', { placeName: 'Gemeindehaus', contactId: '' }),
    );
    expect(await refusal(murat.api.templates.publish({ projectId }))).toEqual({
      code: 'INVALID_INPUT',
      details: { missing: ['contact'] },
    });
    const { events } = await rowsOf(projectId);
    expect(events.every((event) => event.publishedAt === null)).toBe(true);
  });

  it("cannot be begun, and not be published, in another office's name", async () => {
    const { projectId } = await murat.api.templates.start(from('visiting', '', { withDates: false }));
    const attempts = [
      neighbour.api.templates.start(from('visiting', '', { withDates: false, contactId: '' })),
      neighbour.api.templates.publish({ projectId }),
    ];
    const refusals = await Promise.all(attempts.map(refusal));
    expect(refusals.map(({ code }) => code)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
  });

  it('looks ahead before anything is saved: dates, holidays left out, questions', async () => {
    const before = await everything();
    const plan = await murat.api.templates.preview(
      from('group', '', { placeName: 'Gemeindehaus', firstOn: '2027-05-01', lastOn: '2027-06-30' }),
    );
    expect(plan.dates.map(({ on }) => on)).toEqual(['2027-05-13', '2027-06-10', '2027-06-24']);
    expect(plan.asked).toMatchObject([{ on: '2027-05-27', reasons: [{ name: 'fronleichnam' }] }]);
    expect(await everything()).toEqual(before);
  });
});
