import { applyDaysOff, previewDaysOff } from '#lib/features/series/days-off.service.server.ts';
import { extendSeries } from '#lib/features/series/horizon.service.server.ts';
import * as schema from '#lib/server/db/schema/index.ts';
import { wallTime } from '#lib/time/zone.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene } from '#tests/support/scene.ts';
import { and, eq, isNull } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seriesScene } from './series-scene.ts';

const database = useDatabase({ per: 'test' });
let scene: Scene;
let town: Awaited<ReturnType<typeof seriesScene>>;

beforeEach(async () => {
  scene = new Scene(database.url);
  town = await seriesScene(scene);
});
afterEach(() => scene.close());

const asMurat = () => ({ actor: town.murat.actor, db: scene.db, now: scene.now });
const ahead = async (seriesId: string) => (await town.events(seriesId)).filter((e) => !e.cancelledAt);
const places = (personId: string) =>
  scene.db
    .select()
    .from(schema.signup)
    .where(and(eq(schema.signup.personId, personId), isNull(schema.signup.endedAt)));
const notices = (personId: string) =>
  scene.db.select().from(schema.notice).where(eq(schema.notice.personId, personId));
const closeOn = (days: string[], organisationId = town.school) =>
  scene.db
    .insert(schema.closingDay)
    .values(days.map((day) => ({ organisationId, firstOn: day, lastOn: day, kind: 'movable_holiday' })));

const change = async (seriesId: string, changes: Record<string, unknown>) => {
  const series = await town.murat.api.series.get({ seriesId, on: '2027-01-05' });
  const { phase } = series;
  return town.murat.api.series.change({
    seriesId,
    version: series.version,
    from: '2027-01-05',
    frequency: phase.frequency,
    every: phase.every,
    weekdays: phase.weekdays,
    ordinals: phase.ordinals,
    firstOn: '2027-01-05',
    lastOn: phase.lastOn ?? '',
    startTime: phase.startTime,
    endTime: phase.endTime,
    venueId: phase.venueId ?? '',
    onSchoolHolidays: series.handling.school_holiday,
    onPublicHolidays: series.handling.public_holiday,
    onClosingDays: series.handling.closing_day,
    shifts: series.roles.map((role) => ({
      id: role.id,
      role: role.role as 'reader',
      minPlaces: role.minPlaces,
      maxPlaces: role.maxPlaces,
    })),
    ...changes,
  });
};

describe('the dates of a series', () => {
  it('stand at the same wall time before and after both changes of the clock', async () => {
    const { seriesId, made } = await town.series({ onPublicHolidays: 'keep' });
    const events = await town.events(seriesId);
    expect(events).toHaveLength(made);
    expect(made).toBe(35);
    for (const event of events) {
      expect(wallTime(event.startAt)).toMatchObject({ time: '10:00', weekday: 2, date: event.seriesOn });
      expect(wallTime(event.endAt).time).toBe('10:45');
    }
    expect(events.find((e) => e.seriesOn === '2027-03-23')!.startAt.toISOString()).toMatch(/T09:00/);
    expect(events.find((e) => e.seriesOn === '2027-03-30')!.startAt.toISOString()).toMatch(/T08:00/);
  });

  it('leave out what is off and say why; a holiday that asks waits for an answer', async () => {
    await scene.db
      .insert(schema.schoolHoliday)
      .values({ name: 'Weihnachtsferien 2026/27', firstOn: '2026-12-23', lastOn: '2027-01-06' });
    await closeOn(['2026-12-10']);
    const { seriesId } = await town.series({
      weekdays: [4],
      frequency: 'monthly',
      ordinals: [2, 4],
      onSchoolHolidays: 'skip',
      onPublicHolidays: 'ask',
    });
    const { items } = await town.murat.api.series.dates({ seriesId });
    expect(items.slice(0, 3)).toMatchObject([
      { kind: 'left_out', on: '2026-12-10', reasons: [{ kind: 'closing_day', name: 'movable_holiday' }] },
      { kind: 'left_out', on: '2026-12-24', reasons: [{ kind: 'school_holiday' }] },
      { kind: 'date', on: '2027-01-14' },
    ]);
    const { questions } = await town.murat.api.series.get({ seriesId });
    expect(questions).toMatchObject([{ on: '2027-05-27', reasons: [{ name: 'fronleichnam' }] }]);

    await town.murat.api.series.decideDay({ seriesId, onDate: '2027-05-27', takesPlace: true, reason: '' });
    expect((await ahead(seriesId)).map((e) => e.seriesOn)).toContain('2027-05-27');
    await town.murat.api.series.decideDay({
      seriesId,
      onDate: '2027-05-27',
      takesPlace: false,
      reason: 'Wir feiern Fronleichnam.',
    });
    const day = (await town.events(seriesId)).find((e) => e.seriesOn === '2027-05-27')!;
    expect(day).toMatchObject({ cancellationReason: 'Wir feiern Fronleichnam.' });
  });

  it('are all made or none: a room that is taken on one day names the booking that stands there', async () => {
    const [room] = await scene.db
      .insert(schema.room)
      .values({ organisationId: town.school, name: 'Raum 12' })
      .returning();
    await scene.shift(town.office, {
      event: {
        roomId: room!.id,
        title: 'Elternabend',
        startAt: new Date('2027-02-09T10:30:00+01:00'),
        endAt: new Date('2027-02-09T12:00:00+01:00'),
      },
    });
    await expect(town.series({ roomId: room!.id })).rejects.toMatchObject({
      cause: { code: 'ROOM_TAKEN', details: { title: 'Elternabend', room: 'Raum 12' } },
    });
    expect(await scene.db.select().from(schema.series)).toEqual([]);
    await town.series({ roomId: room!.id, startTime: '09:30', endTime: '10:30' });
  });
});

describe('"I come every Tuesday"', () => {
  it('gives a place at every date, tells which could not be had, and goes on with dates made later', async () => {
    const hanne = await scene.person('Hanne');
    await scene.db
      .insert(schema.absence)
      .values({ personId: hanne.id, firstOn: '2027-02-01', lastOn: '2027-02-14' });
    const { seriesId, roleIds } = await town.series();
    const other = await scene.shift(town.office, {
      event: {
        startAt: new Date('2027-03-02T10:00:00+01:00'),
        endAt: new Date('2027-03-02T11:00:00+01:00'),
      },
      shift: {
        startAt: new Date('2027-03-02T10:00:00+01:00'),
        endAt: new Date('2027-03-02T11:00:00+01:00'),
      },
    });
    await hanne.api.scheduling.signUp({ shiftId: other.shiftId });
    const result = await hanne.api.series.promise({ seriesRoleId: roleIds[0]! });
    expect(result.obstacles.map((one) => [wallTime(one.startAt).date, one.obstacle])).toEqual([
      ['2027-02-02', 'absent'],
      ['2027-02-09', 'absent'],
      ['2027-03-02', 'overlapping'],
    ]);
    expect(result.places).toBe((await ahead(seriesId)).length - 3);
    // Repeating it changes nothing.
    expect((await hanne.api.series.promise({ seriesRoleId: roleIds[0]! })).places).toBe(result.places);

    await change(seriesId, { lastOn: '2027-12-31', from: '2027-06-01', firstOn: '2027-06-01' });
    expect(await places(hanne.id)).toHaveLength((await ahead(seriesId)).length - 3 + 1);
  });

  it('ends from a day on: the places from then are free, and the next in line moves up', async () => {
    const hanne = await scene.person('Hanne');
    const paul = await scene.person('Paul');
    const { seriesId, roleIds } = await town.series();
    const { commitmentId, places: all } = await hanne.api.series.promise({ seriesRoleId: roleIds[0]! });
    const last = (await ahead(seriesId)).at(-1)!;
    const [shift] = await scene.db.select().from(schema.shift).where(eq(schema.shift.eventId, last.id));
    await paul.api.scheduling.signUp({ shiftId: shift!.id });
    const { ended } = await hanne.api.series.endPromise({ commitmentId, from: '2027-05-01' });
    expect(await places(hanne.id)).toHaveLength(all - ended);
    expect((await places(paul.id))[0]!.confirmedAt).not.toBeNull();
    await expect(paul.api.series.endPromise({ commitmentId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('needs what the role requires, and is for the own office to give', async () => {
    const hanne = await scene.person('Hanne');
    const stranger = await scene.person('Fremd', {
      roles: [['coordinator', await scene.organisation('Büro Hörde')]],
    });
    const { roleIds } = await town.series({
      shifts: [{ role: 'reader', requirements: ['record_inspection'] }] as never,
    });
    const seriesRoleId = roleIds[0]!;
    await expect(hanne.api.series.promise({ seriesRoleId })).rejects.toMatchObject({
      cause: { code: 'CHECK_MISSING' },
    });
    await expect(stranger.api.series.promise({ seriesRoleId, personId: hanne.id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await scene.db.select().from(schema.commitment)).toEqual([]);
  });
});

describe('three movable holidays in one go', () => {
  it('cancel the dates of that house only, tell each person once, and come back with their people', async () => {
    const hanne = await scene.person('Hanne');
    const otherSchool = await scene.organisation('Lindenschule', 'school');
    const { seriesId, roleIds } = await town.series();
    const elsewhere = await town.series({ venueId: otherSchool, startTime: '08:00', endTime: '08:45' });
    await hanne.api.series.promise({ seriesRoleId: roleIds[0]! });
    const before = (await ahead(seriesId)).length;
    const days = ['2027-02-09', '2027-05-04', '2027-06-01'];
    const closing = days.map((day) => ({ firstOn: day, lastOn: day }));
    expect(await previewDaysOff(asMurat(), { venueId: town.school, closing })).toEqual({
      dates: 3,
      people: 1,
      questions: 0,
    });
    await closeOn(days);
    const range = { venueIds: [town.school], from: '2027-02-09', to: '2027-06-01' };
    expect(await applyDaysOff(asMurat(), range)).toEqual({ cancelled: 3, restored: 0, people: 1 });
    expect(await ahead(seriesId)).toHaveLength(before - 3);
    expect(await ahead(elsewhere.seriesId)).toHaveLength(before);
    expect(await notices(hanne.id)).toMatchObject([
      { kind: 'series_dates_cancelled', details: { dates: [{}, {}, {}] } },
    ]);
    const cancelled = (await town.events(seriesId)).find((e) => e.seriesOn === '2027-02-09')!;
    expect(cancelled).toMatchObject({ dayOff: 'closing_day', cancellationReason: 'Beweglicher Ferientag' });

    // Repeating it changes nothing and tells nobody.
    expect(await applyDaysOff(asMurat(), range)).toEqual({ cancelled: 0, restored: 0, people: 0 });

    await scene.db
      .update(schema.closingDay)
      .set({ removedAt: scene.now, removedBy: town.murat.id })
      .where(eq(schema.closingDay.firstOn, '2027-05-04'));
    expect(await applyDaysOff(asMurat(), range)).toMatchObject({ restored: 1 });
    expect(await ahead(seriesId)).toHaveLength(before - 2);
    expect(await places(hanne.id)).toHaveLength(before - 2);
  });

  it('leave alone what somebody cancelled by hand', async () => {
    const { seriesId } = await town.series();
    const event = (await ahead(seriesId)).find((e) => e.seriesOn === '2027-02-09')!;
    await town.murat.api.scheduling.cancelEvent({ eventId: event.id, reason: 'Krank.' });
    await applyDaysOff(asMurat(), { venueIds: null, from: '2027-01-01', to: '2027-12-31' });
    expect((await ahead(seriesId)).some((e) => e.seriesOn === '2027-02-09')).toBe(false);
  });
});

describe('"this and following"', () => {
  it('moves people with their dates, and leaves the dates before as they are', async () => {
    const hanne = await scene.person('Hanne');
    const { seriesId, roleIds } = await town.series({ onPublicHolidays: 'keep' });
    await hanne.api.series.promise({ seriesRoleId: roleIds[0]! });
    const before = await ahead(seriesId);
    const result = await change(seriesId, { weekdays: [4], startTime: '11:00', endTime: '12:00' });
    expect(result).toMatchObject({ kept: 0, gone: 0, made: 0, released: 0 });
    const after = await ahead(seriesId);
    expect(after.map((e) => e.id)).toEqual(before.map((e) => e.id));
    expect(after.filter((e) => e.seriesOn! < '2027-01-01').map((e) => wallTime(e.startAt).weekday)).toEqual(
      expect.not.arrayContaining([4]),
    );
    for (const event of after.filter((e) => e.seriesOn! > '2027-01-01')) {
      expect(wallTime(event.startAt)).toMatchObject({ weekday: 4, time: '11:00' });
    }
    expect(await places(hanne.id)).toHaveLength(before.length);
    expect(await notices(hanne.id)).toHaveLength(1);
  });

  it('refuses when somebody has another date at the new time, or gives up those places and says so', async () => {
    const hanne = await scene.person('Hanne');
    const { seriesId, roleIds } = await town.series();
    const other = await town.series({ weekdays: [4], lastOn: '2027-02-28' });
    await hanne.api.series.promise({ seriesRoleId: roleIds[0]! });
    await hanne.api.series.promise({ seriesRoleId: other.roleIds[0]! });
    await expect(change(seriesId, { weekdays: [4] })).rejects.toMatchObject({
      cause: { code: 'MOVE_CONFLICTS', details: { people: 1, names: [hanne.actor.name] } },
    });
    const result = await change(seriesId, { weekdays: [4], release: true });
    expect(result.released).toBeGreaterThan(0);
    const [notice] = await notices(hanne.id);
    expect((notice!.details as { released: string[] }).released).toHaveLength(result.released);
  });

  it('does not overwrite what a colleague saved in between', async () => {
    const { seriesId } = await town.series();
    const { version } = await town.murat.api.series.get({ seriesId });
    await change(seriesId, { startTime: '09:00' });
    await expect(change(seriesId, { startTime: '08:00', version })).rejects.toMatchObject({
      cause: { code: 'CHANGED_MEANWHILE' },
    });
  });

  it('leaves a date alone that was changed on its own, unless it is to follow as well', async () => {
    const { seriesId } = await town.series();
    const single = (await ahead(seriesId)).find((e) => e.seriesOn === '2027-02-09')!;
    const startAt = new Date('2027-02-10T14:00:00+01:00');
    const endAt = new Date('2027-02-10T15:00:00+01:00');
    await town.murat.api.scheduling.moveEvent({
      eventId: single.id,
      startAt,
      endAt,
      version: single.version,
    });
    await change(seriesId, { startTime: '09:00' });
    expect((await ahead(seriesId)).find((e) => e.id === single.id)!.startAt).toEqual(startAt);
    await change(seriesId, { startTime: '08:30', includeDetached: true });
    expect(wallTime((await ahead(seriesId)).find((e) => e.id === single.id)!.startAt)).toMatchObject({
      date: '2027-02-09',
      time: '08:30',
    });
  });

  it('fortnightly goes on in the weeks it had', async () => {
    const { seriesId } = await town.series({ every: 2, onPublicHolidays: 'keep' });
    const before = (await ahead(seriesId)).map((e) => e.seriesOn);
    await change(seriesId, { startTime: '09:00', from: '2026-12-03', firstOn: '2026-12-03' });
    expect((await ahead(seriesId)).map((e) => e.seriesOn)).toEqual(before);
  });

  it('takes a role away and adds another; whoever had the old one is told why', async () => {
    const hanne = await scene.person('Hanne');
    const { seriesId, roleIds } = await town.series();
    await hanne.api.series.promise({ seriesRoleId: roleIds[0]! });
    await expect(
      change(seriesId, { shifts: [{ id: roleIds[0]!, role: 'reader', minPlaces: 0, maxPlaces: 0 }] }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await change(seriesId, { shifts: [{ id: '', role: 'group_helper', minPlaces: 1, maxPlaces: 2 }] });
    const later = (await ahead(seriesId)).filter((e) => e.seriesOn! > '2027-01-01');
    const shifts = await scene.db.select().from(schema.shift).where(eq(schema.shift.eventId, later[0]!.id));
    expect(shifts.map((s) => [s.role, s.cancelledAt !== null]).sort()).toEqual([
      ['group_helper', false],
      ['reader', true],
    ]);
  });
});

describe('an open series', () => {
  it('is made further every night, also with people who promised to come, and one whose room is taken stops none', async () => {
    const hanne = await scene.person('Hanne');
    const [room] = await scene.db
      .insert(schema.room)
      .values({ organisationId: town.school, name: 'Raum 12' })
      .returning();
    const roomy = await town.series({ lastOn: '', roomId: room!.id, weekdays: [3] });
    const { seriesId, roleIds, made } = await town.series({ lastOn: '' });
    await hanne.api.series.promise({ seriesRoleId: roleIds[0]! });
    scene.now = new Date('2027-02-24T03:30:00+01:00');
    await scene.shift(town.office, {
      event: {
        roomId: room!.id,
        startAt: new Date('2028-03-15T10:00:00+01:00'),
        endAt: new Date('2028-03-15T11:00:00+01:00'),
      },
    });
    const night = { actor: null, db: scene.db, now: scene.now };
    expect(await extendSeries(night)).toMatchObject({ series: 2, refused: 1 });
    const dates = await ahead(seriesId);
    expect(dates.length).toBeGreaterThan(made + 10);
    expect(await places(hanne.id)).toHaveLength(dates.length);
    expect(await extendSeries(night)).toMatchObject({ series: 1, made: 0, refused: 1 });
    expect((await ahead(roomy.seriesId)).every((e) => e.startAt < new Date('2028-01-01'))).toBe(true);
  });
});

describe('who may', () => {
  it('another office finds nothing, neither to read nor to change', async () => {
    const stranger = await scene.person('Fremd', {
      roles: [['coordinator', await scene.organisation('Büro Hörde')]],
    });
    const { seriesId } = await town.series();
    await expect(stranger.api.series.get({ seriesId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(stranger.api.series.dates({ seriesId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(stranger.api.series.delete({ seriesId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(
      stranger.api.series.decideDay({ seriesId, onDate: '2027-01-05', takesPlace: false, reason: '' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
