import { emptyProfile } from '#lib/features/groups/group.ts';
import { groupJsonLd } from '#lib/features/groups/group-json-ld.ts';
import type { GroupProfileInput } from '#lib/features/groups/schema.ts';
import { prefill } from '#lib/features/templates/prefill.ts';
import * as schema from '#lib/server/db/schema/index.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene, type Person } from '#tests/support/scene.ts';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '../scheduling/refusal.ts';

const database = useDatabase();
let scene: Scene;
let parish: string;
let irmgard: Person;
let murat: Person;
let hanne: Person;
let circle: string;

/** Schwester Irmgard's circle: second and fourth Thursday at three. */
beforeAll(async () => {
  scene = new Scene(database.url, new Date('2027-05-01T09:00:00+02:00'));
  await scene.town();
  parish = await scene.organisation('Ev. Gemeinde Am Anger', 'parish');
  const office = await scene.organisation('Seniorenbüro Aplerbeck');
  irmgard = await scene.person('Irmgard', { roles: [['group_leader', parish]] });
  murat = await scene.person('Murat', { roles: [['coordinator', office]] });
  hanne = await scene.person('Hanne');
  circle = await group('Seniorenkreis Am Anger');
});
afterAll(() => scene.close());

async function group(title: string, firstOn = '2027-05-01'): Promise<string> {
  const form = prefill('group', {
    organisationId: parish,
    contactId: irmgard.id,
    house: '',
    today: '2027-05-01',
  });
  const { projectId } = await irmgard.api.templates.start({
    ...form,
    ...{ title, firstOn, lastOn: '2027-08-31', venueId: parish, placeName: '' },
  });
  await irmgard.api.templates.publish({ projectId });
  return projectId;
}

const profile = (changes: Partial<GroupProfileInput> = {}): GroupProfileInput => ({
  ...emptyProfile,
  meetsWithProjectId: '',
  ...changes,
});
const nobody = () => scene.callerAs(null);
const datesOf = async (projectId: string) =>
  (await nobody().groups.getPublic({ projectId, page: 1 })).dates.map(({ startAt }) =>
    startAt.toISOString().slice(0, 10),
  );
const isListed = (projectId: string, changes: Partial<GroupProfileInput> = {}) =>
  irmgard.api.groups.save({ projectId, profile: profile({ isListed: true, ...changes }) });

describe('Fronleichnam', () => {
  it('is asked about, and nothing takes place until somebody says so', async () => {
    await isListed(circle);
    const { questions } = await irmgard.api.groups.get({ projectId: circle });
    expect(questions).toMatchObject([
      { on: '2027-05-27', reasons: [{ kind: 'public_holiday', name: 'fronleichnam' }] },
    ]);
    expect(await datesOf(circle)).not.toContain('2027-05-27');
    const decision = { seriesId: questions[0]!.seriesId, onDate: '2027-05-27' };
    await irmgard.api.series.decideDay({ ...decision, takesPlace: true, reason: '' });
    expect(await datesOf(circle)).toContain('2027-05-27');
    await irmgard.api.series.decideDay({ ...decision, takesPlace: false, reason: 'Fronleichnam' });
    expect((await irmgard.api.groups.get({ projectId: circle })).questions).toEqual([]);
  });
});

describe('heads', () => {
  it('are one number without names, which can be changed and taken back', async () => {
    const { eventId } = await scene.shift(parish, { inHours: -2, event: { projectId: circle } });
    expect(await irmgard.api.scheduling.countHeads({ eventId, people: 23 })).toEqual({ previous: null });
    expect(await irmgard.api.scheduling.countHeads({ eventId, people: 24 })).toEqual({ previous: 23 });
    expect(await irmgard.api.scheduling.getEvent({ eventId })).toMatchObject({ people: 24 });
    await irmgard.api.scheduling.countHeads({ eventId, people: 23 });
    const page = await irmgard.api.groups.get({ projectId: circle });
    expect(page.counted).toMatchObject([{ eventId, people: 23 }]);
    expect(page.uncounted).toEqual([]);
    await irmgard.api.scheduling.countHeads({ eventId, people: null });
    expect((await irmgard.api.groups.get({ projectId: circle })).uncounted).toMatchObject([{ eventId }]);
  });

  it('are not counted before the day, nor where nothing took place', async () => {
    const ahead = await scene.shift(parish, { inHours: 30, event: { projectId: circle } });
    expect(
      await refusal(irmgard.api.scheduling.countHeads({ eventId: ahead.eventId, people: 3 })),
    ).toMatchObject({ code: 'INVALID_INPUT', details: { field: 'people' } });
    const { eventId } = await scene.shift(parish, { inHours: 5, event: { projectId: circle } });
    await irmgard.api.scheduling.cancelEvent({ eventId, reason: 'Rohrbruch' });
    expect((await refusal(irmgard.api.scheduling.countHeads({ eventId, people: 3 }))).code).toBe(
      'SHIFT_CLOSED',
    );
  });

  it('of another number of children than there were people are not kept', async () => {
    const { eventId } = await scene.shift(parish, { inHours: -5, event: { projectId: circle } });
    const facts = { eventId, people: 30, children: 12, recordedAt: scene.now, recordedBy: irmgard.id };
    await scene.db.insert(schema.attendance).values(facts);
    await irmgard.api.scheduling.countHeads({ eventId, people: 20 });
    await irmgard.api.scheduling.countHeads({ eventId, people: 10 });
    const [row] = await scene.db
      .select()
      .from(schema.attendance)
      .where(eq(schema.attendance.eventId, eventId));
    expect(row).toMatchObject({ people: 10, children: null });
  });

  it('add up over the year with meetings and hours of helpers', async () => {
    const projectId = await group('Erzählcafé');
    for (const [inHours, people] of [
      [-50, 20],
      [-26, 30],
    ] as const) {
      const { eventId, shiftId } = await scene.shift(parish, {
        inHours,
        event: { projectId },
        shift: { takenPlaces: 0, maxPlaces: 2 },
      });
      await scene.db.insert(schema.signup).values({
        ...{ shiftId, personId: hanne.id, signedUpBy: hanne.id },
        ...{ signedUpAt: scene.now, confirmedAt: scene.now, during: 'empty', duringWithTravel: 'empty' },
        placeKey: '',
      });
      await irmgard.api.scheduling.countHeads({ eventId, people });
    }
    const cancelled = await scene.shift(parish, { inHours: -1, event: { projectId } });
    await scene.db
      .update(schema.event)
      .set({ cancelledAt: scene.now, cancelledBy: irmgard.id, cancellationReason: 'Sturm' })
      .where(eq(schema.event.id, cancelled.eventId));
    expect((await irmgard.api.groups.get({ projectId })).year).toEqual({
      year: 2027,
      ...{ meetings: 2, cancelled: 1, counted: 2, people: 50, volunteerMinutes: 240 },
    });
    expect((await irmgard.api.groups.get({ projectId, year: 2026 })).year).toMatchObject({ meetings: 0 });
  });
});

describe('a group', () => {
  it('is led by its own leader only', async () => {
    const { eventId } = await scene.shift(parish, { inHours: -2, event: { projectId: circle } });
    const attempts = [
      murat.api.groups.get({ projectId: circle }),
      murat.api.groups.form({ projectId: circle }),
      murat.api.groups.save({ projectId: circle, profile: profile() }),
      murat.api.scheduling.countHeads({ eventId, people: 1 }),
    ];
    const refusals = await Promise.all(attempts.map(refusal));
    expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(['NOT_FOUND']));
    expect((await murat.api.groups.mine({ page: 1 })).items).toEqual([]);
    const mine = await irmgard.api.groups.mine({ page: 1 });
    expect(mine.items.map(({ title }) => title)).toContain('Seniorenkreis Am Anger');
  });

  it('is no project of another kind', async () => {
    const { projectId } = await scene.shift(parish);
    expect((await refusal(irmgard.api.groups.get({ projectId }))).code).toBe('NOT_FOUND');
  });

  it('meets at the same time as a group of the same house, of no other', async () => {
    const care = await group('Betreuung nebenan');
    const { projectId: foreign } = await scene.shift(parish);
    expect(
      await refusal(
        irmgard.api.groups.save({ projectId: circle, profile: profile({ meetsWithProjectId: foreign }) }),
      ),
    ).toMatchObject({ code: 'INVALID_INPUT', details: { field: 'meetsWithProjectId' } });
    await isListed(circle, { meetsWithProjectId: care });
    expect(await nobody().groups.getPublic({ projectId: circle, page: 1 })).toMatchObject({
      meetsWith: null,
    });
    await isListed(care);
    expect(await nobody().groups.getPublic({ projectId: circle, page: 1 })).toMatchObject({
      meetsWith: { title: 'Betreuung nebenan' },
    });
  });
});

describe('the public list', () => {
  it('shows a group only while it is published, open and wanted there', async () => {
    const projectId = await group('Trauercafé Lindenhof');
    const found = async () => {
      const { total } = await nobody().groups.list({ text: 'trauercafe' });
      const isThere = await refusal(nobody().groups.getPublic({ projectId, page: 1 })).catch(() => null);
      return [total, isThere === null];
    };
    expect(await found()).toEqual([0, false]);
    await isListed(projectId);
    expect(await found()).toEqual([1, true]);
    await irmgard.api.projects.close({ projectId });
    expect(await found()).toEqual([0, false]);
  });

  it('finds by word, district and language, and says when the group meets', async () => {
    await isListed(circle, { hasHearingLoop: true });
    const search = { text: 'seniorenkreis anger', district: 'apl', language: 'de' } as const;
    const { items } = await nobody().groups.list(search);
    expect(items).toMatchObject([
      {
        projectId: circle,
        district: 'Aplerbeck',
        hasHearingLoop: true,
        rhythms: [
          { frequency: 'monthly', weekdays: [4], ordinals: [2, 4], startTime: '15:00', endTime: '17:00' },
        ],
      },
    ]);
    expect((await nobody().groups.list({ ...search, district: 'bra' })).total).toBe(0);
    expect((await nobody().groups.list({ ...search, language: 'tr' })).total).toBe(0);
    expect((await nobody().groups.list({ ...search, text: 'kegeln' })).total).toBe(0);
  });

  it('names the contact only if the leader wants it', async () => {
    const page = () => nobody().groups.getPublic({ projectId: circle, page: 1 });
    await isListed(circle, { showsContact: true });
    expect((await page()).contactName).toContain('Irmgard');
    await isListed(circle, { showsContact: false });
    expect(JSON.stringify(await page())).not.toContain('Irmgard');
  });

  it('says of a date that was moved where it was, and of one called off that it was', async () => {
    const projectId = await group('Singkreis', '2027-06-01');
    await isListed(projectId);
    const [first, second] = (await nobody().groups.getPublic({ projectId, page: 1 })).dates;
    const { version } = await irmgard.api.scheduling.getEvent({ eventId: first!.eventId });
    await irmgard.api.scheduling.moveEvent({
      ...{ eventId: first!.eventId, version },
      startAt: new Date('2027-06-11T15:00:00+02:00'),
      endAt: new Date('2027-06-11T17:00:00+02:00'),
    });
    await irmgard.api.scheduling.cancelEvent({ eventId: second!.eventId, reason: 'Gemeindefest' });
    const after = await nobody().groups.getPublic({ projectId, page: 1 });
    const data = groupJsonLd(after, 'https://example.org/gruppen/1', 'Lindenau') as { '@graph': object[] };
    expect(data['@graph'].slice(0, 2)).toMatchObject([
      {
        startDate: '2027-06-11T15:00:00+02:00',
        previousStartDate: '2027-06-10T15:00:00+02:00',
        eventStatus: 'https://schema.org/EventRescheduled',
      },
      { startDate: '2027-06-24T15:00:00+02:00', eventStatus: 'https://schema.org/EventCancelled' },
    ]);
    expect(after.dates[1]).toMatchObject({ isCancelled: true, cancellationReason: 'Gemeindefest' });
  });

  it('needs a neutral name for a group that is discreet', async () => {
    await expect(isListed(circle, { isDiscreet: true, neutralTitle: '' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
    const bare = scene.db.insert(schema.groupProfile).values({
      projectId: (await scene.shift(parish)).projectId,
      isDiscreet: true,
    });
    await expect(bare).rejects.toThrow();
  });
});
