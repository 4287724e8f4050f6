import type { CreateEvent } from '#lib/features/scheduling/events.schema.ts';
import * as schema from '#lib/server/db/schema/index.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene, type Person } from '#tests/support/scene.ts';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal } from './refusal.ts';

const database = useDatabase();
let scene: Scene;
let office: string;
let projectId: string;
let murat: Person;
let neighbour: Person;
let hanne: Person;

beforeAll(async () => {
  scene = new Scene(database.url);
  await scene.town();
  office = await scene.organisation('Seniorenbüro Aplerbeck');
  const other = await scene.organisation('Seniorenbüro Brackel');
  murat = await scene.person('Murat', { roles: [['coordinator', office]] });
  neighbour = await scene.person('Nadja', { roles: [['coordinator', other]] });
  hanne = await scene.person('Hanne');
  ({ projectId } = await scene.shift(office, { inHours: 1000 }));
});
afterAll(() => scene.close());

const reader = {
  ...{ id: '', role: 'reader' as const, label: '', minPlaces: 1, maxPlaces: 2 },
  ...{ requirements: [], language: '' as const, note: '' },
};
const fields = (changes: Partial<CreateEvent> = {}): Omit<CreateEvent, 'projectId' | 'publish'> => ({
  ...{ title: '', date: '2026-12-01', startTime: '14:00', endTime: '16:00', endDate: '', venueId: '' },
  ...{ placeName: 'Bücherei', street: 'Marktplatz 1', postalCode: '44287', room: '', isStepFree: false },
  ...{ accessNote: '', note: '', shifts: [reader] },
  ...changes,
});
const plan = (changes: Partial<CreateEvent> = {}) =>
  murat.api.scheduling.createEvent({ projectId, publish: true, ...fields(changes) });
const get = (eventId: string) => murat.api.scheduling.getEvent({ eventId });
const recorded = async (eventId: string) =>
  scene.db
    .select()
    .from(schema.domainEvent)
    .where(eq(schema.domainEvent.eventId, eventId))
    .orderBy(schema.domainEvent.id);

describe('planning a date', () => {
  it('takes the wall time of the town, on both sides of the change to summer time', async () => {
    const winter = await get((await plan({ date: '2027-03-27', startTime: '14:00' })).eventId);
    const summer = await get((await plan({ date: '2027-03-28', startTime: '14:00' })).eventId);
    expect(winter.startAt.toISOString()).toBe('2027-03-27T13:00:00.000Z');
    expect(summer.startAt.toISOString()).toBe('2027-03-28T12:00:00.000Z');
  });

  it('refuses a time that the clock skips, and takes the first of a time that it shows twice', async () => {
    const skipped = plan({ date: '2027-03-28', startTime: '02:30', endTime: '05:00' });
    expect(await refusal(skipped)).toEqual({ code: 'INVALID_INPUT', details: { field: 'startTime' } });
    const { eventId } = await plan({ date: '2027-10-31', startTime: '02:30', endTime: '05:00' });
    expect((await get(eventId)).startAt.toISOString()).toBe('2027-10-31T00:30:00.000Z');
  });

  it('may run past midnight when the other day is named', async () => {
    await expect(plan({ startTime: '22:00', endTime: '01:00' })).rejects.toThrow();
    const { eventId } = await plan({ startTime: '22:00', endTime: '01:00', endDate: '2026-12-02' });
    expect((await get(eventId)).endAt.toISOString()).toBe('2026-12-02T00:00:00.000Z');
  });

  it('at one of our houses stands in its district and under its name', async () => {
    const venueId = await scene.organisation('Emscherschule', 'school');
    const { eventId } = await plan({ venueId, placeName: '', street: '', postalCode: '' });
    expect(await get(eventId)).toMatchObject({ venueId, placeName: 'Emscherschule' });
    const [row] = await scene.db.select().from(schema.event).where(eq(schema.event.id, eventId));
    expect(row).toMatchObject({ districtCode: 'apl', placeName: '' });
  });

  it('as a draft is seen by its office only, and is deleted as long as nobody had a place', async () => {
    const { eventId } = await plan({ publish: false });
    const [shift] = (await get(eventId)).shifts;
    expect((await refusal(hanne.api.scheduling.signUp({ shiftId: shift!.id }))).code).toBe('NOT_FOUND');
    await murat.api.scheduling.deleteEvent({ eventId });
    expect((await refusal(get(eventId))).code).toBe('NOT_FOUND');
    const published = await plan();
    expect((await refusal(murat.api.scheduling.deleteEvent(published))).code).toBe('STILL_IN_USE');
  });

  it('publishes the draft project with it when asked to', async () => {
    const draft = await murat.api.projects.create({
      ...{ organisationId: office, kind: 'other', title: 'Sommerfest', summary: 'Mithelfen beim Fest.' },
      ...{ contactId: murat.id },
    });
    const { eventId } = await murat.api.scheduling.createEvent({ ...draft, publish: false, ...fields() });
    await murat.api.scheduling.publishEvent({ eventId, withProject: true });
    expect(await get(eventId)).toMatchObject({ isProjectPublished: true, publishedAt: scene.now });
  });
});

describe('another office', () => {
  it('finds nothing to see, change, cancel, copy or staff', async () => {
    const { eventId } = await plan();
    const event = await get(eventId);
    const shiftId = event.shifts[0]!.id;
    const { startAt, endAt, version } = event;
    const api = neighbour.api.scheduling;
    const attempts = [
      api.getEvent({ eventId }),
      api.updateEvent({ eventId, version, ...fields() }),
      api.moveConflicts({ eventId, startAt, endAt }),
      api.moveEvent({ eventId, startAt, endAt, version }),
      api.publishEvent({ eventId, withProject: false }),
      api.duplicateEvent({ eventId, dates: ['2026-12-08'], publish: true }),
      api.deleteEvent({ eventId }),
      api.cancelEvent({ eventId, reason: 'Ausfall' }),
      api.cancelShift({ shiftId, reason: 'Ausfall' }),
      api.moveUp({ shiftId }),
      api.candidates({ shiftId }),
      api.assign({ shiftId, personId: hanne.id }),
      api.unassign({ shiftId, personId: hanne.id }),
      api.createEvent({ projectId, publish: true, ...fields() }),
    ];
    const refusals = await Promise.all(attempts.map(refusal));
    expect(new Set(refusals.map((one) => one.code))).toEqual(new Set(['NOT_FOUND']));
    expect(await get(eventId)).toEqual(event);
  });
});

describe('changing a date', () => {
  it('tells which fields changed, and keeps the people', async () => {
    const { eventId } = await plan({ date: '2026-12-03' });
    const before = await get(eventId);
    await hanne.api.scheduling.signUp({ shiftId: before.shifts[0]!.id });
    const shifts = [{ ...reader, id: before.shifts[0]!.id }];
    const later = fields({ date: '2026-12-03', startTime: '15:00', endTime: '17:00', room: 'Saal', shifts });
    const { version } = await murat.api.scheduling.updateEvent({
      eventId,
      version: before.version,
      ...later,
    });
    const after = await get(eventId);
    expect(after).toMatchObject({ version, room: 'Saal' });
    expect(after.shifts[0]).toMatchObject({ startAt: after.startAt, endAt: after.endAt, takenPlaces: 1 });
    const changes = (await recorded(eventId)).filter((event) => event.type === 'event_changed');
    expect(changes.map((event) => event.details)).toEqual([{ fields: ['startAt', 'endAt', 'room'] }]);
  });

  it('does not overwrite what somebody else saved meanwhile', async () => {
    const { eventId } = await plan({ date: '2026-12-04' });
    const { version, shifts } = await get(eventId);
    const change = (room: string) =>
      murat.api.scheduling.updateEvent({
        ...{ eventId, version },
        ...fields({ date: '2026-12-04', room, shifts: [{ ...reader, id: shifts[0]!.id }] }),
      });
    const results = await Promise.allSettled([change('Saal'), change('Garten')]);
    expect(results.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await refusal(change('Keller'))).code).toBe('CHANGED_MEANWHILE');
  });

  it('with more places moves the waiting list up; fewer than are taken are refused', async () => {
    const { eventId } = await plan({ date: '2026-12-05', shifts: [{ ...reader, maxPlaces: 1 }] });
    const { version, shifts } = await get(eventId);
    const shiftId = shifts[0]!.id;
    const erna = await scene.person('Erna');
    await hanne.api.scheduling.signUp({ shiftId });
    expect(await erna.api.scheduling.signUp({ shiftId })).toEqual({ status: 'waiting', position: 1 });
    const withPlaces = (maxPlaces: number, v: number) =>
      murat.api.scheduling.updateEvent({
        ...{ eventId, version: v },
        ...fields({ date: '2026-12-05', shifts: [{ ...reader, id: shiftId, maxPlaces }] }),
      });
    const saved = await withPlaces(2, version);
    expect(saved.movedUp).toBe(1);
    expect(await refusal(withPlaces(1, saved.version))).toEqual({
      code: 'PLACES_TAKEN',
      details: { taken: 2, index: 0 },
    });
    expect(await scene.shiftRow(shiftId)).toMatchObject({ maxPlaces: 2, takenPlaces: 2, waitingCount: 0 });
  });

  it('adds and removes shifts, but none that people had', async () => {
    const { eventId } = await plan({ date: '2026-12-06' });
    const first = await get(eventId);
    const kept = { ...reader, id: first.shifts[0]!.id };
    const coffee = { ...reader, role: 'catering' as const };
    const change = (shifts: CreateEvent['shifts'], version: number) =>
      murat.api.scheduling.updateEvent({ eventId, version, ...fields({ date: '2026-12-06', shifts }) });
    const added = await change([kept, coffee], first.version);
    const two = await get(eventId);
    expect(two.shifts.map((shift) => shift.role).sort()).toEqual(['catering', 'reader']);
    const removed = await change([kept], added.version);
    await hanne.api.scheduling.signUp({ shiftId: kept.id });
    await hanne.api.scheduling.cancelSignup({ shiftId: kept.id });
    expect((await refusal(change([coffee], removed.version))).code).toBe('STILL_IN_USE');
    expect((await get(eventId)).shifts.map((shift) => shift.id)).toEqual([kept.id]);
  });
});

describe('moving a date', () => {
  it('shows beforehand who could not come, and is refused for the same reason', async () => {
    const { eventId } = await plan({ date: '2026-12-08' });
    const busy = await get((await plan({ date: '2026-12-09', title: 'Adventskaffee' })).eventId);
    const event = await get(eventId);
    await hanne.api.scheduling.signUp({ shiftId: event.shifts[0]!.id });
    await hanne.api.scheduling.signUp({ shiftId: busy.shifts[0]!.id });
    const to = { eventId, startAt: busy.startAt, endAt: busy.endAt };
    expect(await murat.api.scheduling.moveConflicts(to)).toEqual({
      people: [{ name: hanne.actor.name, conflictTitle: 'Adventskaffee', conflictStartAt: busy.startAt }],
    });
    expect(await refusal(murat.api.scheduling.moveEvent({ ...to, version: event.version }))).toEqual({
      code: 'MOVE_CONFLICTS',
      details: { people: 1 },
    });
    expect(await get(eventId)).toMatchObject({ startAt: event.startAt, version: event.version });
  });

  it('moves its shifts by the same amount, and back again with what it answered', async () => {
    const { eventId } = await plan({ date: '2026-12-10', shifts: [reader, { ...reader, role: 'set_up' }] });
    const event = await get(eventId);
    const [first, second] = event.shifts;
    const earlier = new Date(event.startAt.getTime() - 30 * 60_000);
    await scene.db
      .update(schema.shift)
      .set({ startAt: earlier, endAt: event.startAt })
      .where(eq(schema.shift.id, second!.id));
    await hanne.api.scheduling.signUp({ shiftId: first!.id });
    // On the same day an hour later: the two shifts of one person overlap only while they are being moved.
    await hanne.api.scheduling.signUp({ shiftId: second!.id });
    const hour = 60 * 60_000;
    const to = {
      startAt: new Date(event.startAt.getTime() + hour),
      endAt: new Date(event.endAt.getTime() + hour),
    };
    const moved = await murat.api.scheduling.moveEvent({ eventId, version: event.version, ...to });
    expect(moved.previous).toEqual({ startAt: event.startAt, endAt: event.endAt });
    const rows = await Promise.all([scene.shiftRow(first!.id), scene.shiftRow(second!.id)]);
    expect(rows.map((row) => [row.startAt, row.endAt])).toEqual([
      [to.startAt, to.endAt],
      [new Date(earlier.getTime() + hour), to.startAt],
    ]);
    const [mine] = (await hanne.api.scheduling.mySignups({})).filter((place) => place.shiftId === first!.id);
    expect(mine?.startAt).toEqual(to.startAt);
    await murat.api.scheduling.moveEvent({ eventId, version: moved.version, ...moved.previous });
    expect((await scene.shiftRow(second!.id)).endAt).toEqual(event.startAt);
  });

  it('leaves what is over alone', async () => {
    const { eventId, startAt } = await scene.shift(office, { inHours: -10 });
    const { version } = await get(eventId);
    const to = { startAt, endAt: new Date(startAt.getTime() + 60_000) };
    expect(await refusal(murat.api.scheduling.moveEvent({ eventId, version, ...to }))).toEqual({
      code: 'SHIFT_CLOSED',
      details: { reason: 'past' },
    });
  });
});

describe('calling off', () => {
  it('a date ends every place, tells how many people it meets, and cannot be taken back', async () => {
    const { eventId } = await plan({ date: '2026-12-14', shifts: [{ ...reader, maxPlaces: 1 }] });
    const shiftId = (await get(eventId)).shifts[0]!.id;
    const erna = await scene.person('Erna');
    await hanne.api.scheduling.signUp({ shiftId });
    await erna.api.scheduling.signUp({ shiftId });
    expect(await murat.api.scheduling.cancelEvent({ eventId, reason: 'Studientag' })).toEqual({ people: 2 });
    expect(await murat.api.scheduling.cancelEvent({ eventId, reason: 'Noch einmal' })).toEqual({ people: 0 });
    expect(await get(eventId)).toMatchObject({
      cancellationReason: 'Studientag',
      shifts: [{ takenPlaces: 0, waitingCount: 0 }],
    });
    const cancelled = (await recorded(eventId)).filter((event) => event.type === 'event_cancelled');
    expect(cancelled.map((event) => event.details)).toEqual([{ people: 2 }]);
    const [mine] = (await hanne.api.scheduling.mySignups({})).filter((place) => place.shiftId === shiftId);
    expect(mine).toMatchObject({ isCancelled: true, cancellationReason: 'Studientag' });
    expect((await refusal(murat.api.scheduling.publishEvent({ eventId, withProject: false }))).code).toBe(
      'SHIFT_CLOSED',
    );
  });

  it('and signing up at the same moment leave nobody with a place at a cancelled date', async () => {
    const everybody = await Promise.all(Array.from({ length: 8 }, (_, i) => scene.person(`Eile${i}`)));
    for (const date of ['2026-12-15', '2026-12-16', '2026-12-17']) {
      const { eventId } = await plan({ date, shifts: [{ ...reader, maxPlaces: 4 }] });
      const shiftId = (await get(eventId)).shifts[0]!.id;
      await Promise.allSettled([
        ...everybody.slice(0, 4).map((person) => person.api.scheduling.signUp({ shiftId })),
        murat.api.scheduling.cancelEvent({ eventId, reason: 'Sturm' }),
        ...everybody.slice(4).map((person) => person.api.scheduling.signUp({ shiftId })),
      ]);
      expect(await scene.shiftRow(shiftId)).toMatchObject({ takenPlaces: 0, waitingCount: 0 });
    }
  });

  it('one shift leaves the others as they are', async () => {
    const { eventId } = await plan({ date: '2026-12-18', shifts: [reader, { ...reader, role: 'catering' }] });
    const { shifts } = await get(eventId);
    const erna = await scene.person('Erna');
    await hanne.api.scheduling.signUp({ shiftId: shifts[0]!.id });
    await erna.api.scheduling.signUp({ shiftId: shifts[1]!.id });
    const cancelled = { shiftId: shifts[0]!.id, reason: 'Klasse auf Ausflug' };
    expect(await murat.api.scheduling.cancelShift(cancelled)).toEqual({ people: 1 });
    expect((await get(eventId)).shifts.map((shift) => [shift.takenPlaces, shift.cancellationReason])).toEqual(
      [
        [0, 'Klasse auf Ausflug'],
        [1, null],
      ],
    );
  });

  it('needs a reason', async () => {
    const { eventId } = await plan({ date: '2026-12-19' });
    await expect(murat.api.scheduling.cancelEvent({ eventId, reason: '  ' })).rejects.toThrow();
    expect((await get(eventId)).cancelledAt).toBeNull();
  });
});

describe('copying a date', () => {
  it('repeats it at the same wall time on both sides of the change of the clock, without the people', async () => {
    const { eventId } = await plan({
      date: '2027-03-23',
      shifts: [reader, { ...reader, role: 'catering', maxPlaces: 7 }],
    });
    const event = await get(eventId);
    await hanne.api.scheduling.signUp({ shiftId: event.shifts[0]!.id });
    const dates = ['2027-03-30', '2027-04-06', '2027-03-30'];
    const { eventIds } = await murat.api.scheduling.duplicateEvent({ eventId, dates, publish: true });
    const copies = await Promise.all(eventIds.map(get));
    expect(event.startAt.toISOString()).toBe('2027-03-23T13:00:00.000Z');
    expect(copies.map((copy) => copy.startAt.toISOString())).toEqual([
      '2027-03-30T12:00:00.000Z',
      '2027-04-06T12:00:00.000Z',
    ]);
    for (const copy of copies) {
      expect(copy.version).toBe(1);
      expect(
        copy.shifts.map(({ role, maxPlaces, takenPlaces }) => [role, maxPlaces, takenPlaces]).sort(),
      ).toEqual([
        ['catering', 7, 0],
        ['reader', 2, 0],
      ]);
      expect(copy.shifts[0]!.startAt).toEqual(copy.startAt);
    }
  });

  it('is the way on after a date was called off', async () => {
    const { eventId } = await plan({ date: '2026-12-20' });
    await murat.api.scheduling.cancelEvent({ eventId, reason: 'Glatteis' });
    const { eventIds } = await murat.api.scheduling.duplicateEvent({
      eventId,
      dates: ['2026-12-21'],
      publish: false,
    });
    expect(await get(eventIds[0]!)).toMatchObject({
      cancelledAt: null,
      publishedAt: null,
      shifts: [{ cancelledAt: null }],
    });
  });
});

describe('the house', () => {
  it('shows its contact who comes, by first names only, and nothing of other houses', async () => {
    const school = await scene.organisation('Ginkgoschule', 'school');
    const lenz = await scene.person('Frau Lenz', { roles: [['facility_contact', school]] });
    const okafor = await scene.person('Frau Okafor', {
      roles: [['facility_contact', await scene.organisation('Haus Abendsonne', 'care_home')]],
    });
    const { eventId } = await plan({ date: '2026-12-22', venueId: school, placeName: '', room: 'Bücherei' });
    await plan({ date: '2026-12-22', venueId: school, placeName: '', publish: false });
    await hanne.api.scheduling.signUp({ shiftId: (await get(eventId)).shifts[0]!.id });
    const { items, total } = await lenz.api.scheduling.facilityDates({});
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({ room: 'Bücherei', shifts: [{ role: 'reader', givenNames: ['Hanne'] }] });
    expect(JSON.stringify(items)).not.toContain('Test');
    expect((await okafor.api.scheduling.facilityDates({})).items).toEqual([]);
    expect((await refusal(murat.api.scheduling.facilityDates({}))).code).toBe('FORBIDDEN');
  });
});
