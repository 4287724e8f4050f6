import { callIfUnread } from '#lib/features/messaging/service.server.ts';
import { applyDaysOff } from '#lib/features/series/days-off.service.server.ts';
import { tellMentorChanges } from '#lib/features/reading/mentor-changes.service.server.ts';
import { remindOfRollover } from '#lib/features/reading/rollover-reminder.service.server.ts';
import { forgetChildren } from '#lib/features/reading/children.service.server.ts';
import { asSystem } from '#lib/server/db/as-actor.server.ts';
import * as schema from '#lib/server/db/schema/index.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene } from '#tests/support/scene.ts';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusal } from '../scheduling/refusal.ts';
import { readingScene } from './reading-scene.ts';

/** In the summer holidays, so that whole school years are planned. */
const SUMMER = new Date('2026-08-20T09:00:00+02:00');
/** A Tuesday in term, five minutes past eight. */
const TUESDAY = '2026-09-15';
const MORNING = new Date(`${TUESDAY}T08:05:00+02:00`);

const database = useDatabase({ per: 'test' });
let scene: Scene;
let town: Awaited<ReturnType<typeof readingScene>>;

beforeEach(async () => {
  scene = new Scene(database.url, SUMMER);
  town = await readingScene(scene);
});
afterEach(() => scene.close());

const pairOf = (pairId: string) => town.lenz.api.reading.pair({ pairId });
const noticesOf = (personId: string) =>
  scene.db.select().from(schema.notice).where(eq(schema.notice.personId, personId));
const kindsOf = async (personId: string) => (await noticesOf(personId)).map(({ kind }) => kind);
/** Calls that the office is to make because somebody has not read a message. */
const unreadCalls = async () =>
  (await town.murat.api.messaging.calls({})).items.filter(({ kind }) => kind === 'notice_unread').length;
const placesOf = (personId: string) =>
  scene.db
    .select()
    .from(schema.signup)
    .where(and(eq(schema.signup.personId, personId), isNull(schema.signup.endedAt)));
/** Hanne's pair with Mia, told as held on these days. */
const heldOn = async (pairId: string, days: string[]) => {
  for (const onDate of days) {
    scene.now = new Date(`${onDate}T15:00:00+02:00`);
    await town.hanne.api.reading.confirmHeld({ pairId, onDate });
  }
};

describe('a child', () => {
  it('is entered with nickname, class and the day of the parents’ consent', async () => {
    const childId = await town.child('Mia');
    expect(await town.murat.api.reading.child({ childId })).toMatchObject({
      nickname: 'Mia',
      className: '3b',
      consentOn: '2026-06-15',
    });
  });

  it.each([
    ['Mia Schulz', 'consentOn', '2026-06-15'],
    ['Mia.Schulz', 'consentOn', '2026-06-15'],
    ['Mia', 'consentOn', ''],
  ])('called "%s" with %s "%s" is refused', async (nickname, _, consentOn) => {
    const { school: schoolId, lenz } = town;
    const child = { schoolId, nickname, className: '3b', consentOn };
    await expect(lenz.api.reading.createChild(child)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('is refused by the database too, without a consent or with a second name', async () => {
    const row = {
      ...{ schoolId: town.school, organisationId: town.office, className: '3b', consentScope: ['reading'] },
      ...{ createdAt: scene.now, createdBy: town.lenz.id },
    };
    const insert = (more: object) =>
      asSystem(scene.db, (db) => db.insert(schema.readingChild).values({ ...row, ...more } as never));
    await expect(insert({ nickname: 'Mia' })).rejects.toThrow();
    await expect(insert({ nickname: 'Mia Schulz', consentOn: '2026-06-15' })).rejects.toThrow();
    await expect(
      insert({ nickname: 'Mia', consentOn: '2026-06-15', consentScope: ['photo'] }),
    ).rejects.toThrow();
  });

  it('is not entered on a consent that lies ahead', async () => {
    const child = { schoolId: town.school, nickname: 'Mia', className: '3b', consentOn: '2026-08-21' };
    expect(await refusal(town.lenz.api.reading.createChild(child))).toEqual({
      code: 'INVALID_INPUT',
      details: { field: 'consentOn' },
    });
  });

  it('is known to its school and the office that serves it, and to nobody else', async () => {
    const childId = await town.child('Mia');
    const { pairId } = await town.place(childId, town.hanne.id);
    const { nadja, stranger, hanne, school } = town;
    const attempts = [
      nadja.api.reading.child({ childId }),
      nadja.api.reading.pair({ pairId }),
      nadja.api.reading.pairs({ schoolId: school }),
      nadja.api.reading.children({ schoolId: school }),
      nadja.api.reading.school({ schoolId: school }),
      nadja.api.reading.suggestions({ childId }),
      nadja.api.reading.endPair({ pairId, reason: 'other' }),
      nadja.api.reading.continuePair({ pairId }),
      nadja.api.reading.startRollover({ schoolId: school }),
      stranger.api.reading.child({ childId }),
      stranger.api.reading.pair({ pairId }),
      stranger.api.reading.hours({ pairId }),
      stranger.api.reading.endChild({ childId, reason: 'other' }),
      stranger.api.reading.callOff({ pairId, onDate: TUESDAY }),
      stranger.api.reading.record({ pairId, onDate: TUESDAY, outcome: null }),
      town.child('Ben', stranger),
    ];
    const refusals = await Promise.all(attempts.map(refusal));
    expect(refusals.map(({ code }) => code)).toEqual(attempts.map(() => 'NOT_FOUND'));
    expect((await refusal(hanne.api.reading.child({ childId }))).code).toBe('FORBIDDEN');
    expect(await nadja.api.reading.waiting()).toEqual([]);
  });

  it('is shown to its own mentor by nickname and class, as long as they read together', async () => {
    const other = await town.mentor('Anton');
    const { pairId } = await town.place(await town.child('Mia'), town.hanne.id);
    const [mine] = await town.hanne.api.reading.mine();
    expect(mine).toMatchObject({ nickname: 'Mia', className: '3b' });
    expect(Object.keys(mine!)).not.toEqual(expect.arrayContaining(['needs']));
    expect(await other.api.reading.mine()).toEqual([]);
    expect(await refusal(other.api.reading.confirmHeld({ pairId, onDate: TUESDAY }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    await town.murat.api.reading.endPair({ pairId, reason: 'child_stops' });
    expect(await town.hanne.api.reading.mine()).toEqual([]);
  });

  it('who leaves is forgotten after three months, at once if the school says so; its hours stay as numbers', async () => {
    const mia = await town.child('Mia');
    const ben = await town.child('Ben');
    const { pairId } = await town.place(mia, town.hanne.id);
    await heldOn(pairId, ['2026-09-08']);
    await town.lenz.api.reading.endChild({ childId: mia, reason: 'left_school' });
    await town.lenz.api.reading.endChild({ childId: ben, reason: 'other', eraseNow: true });
    const nicknames = async () =>
      (await asSystem(scene.db, (db) => db.select().from(schema.readingChild)))
        .map(({ nickname }) => nickname)
        .sort();
    expect(await nicknames()).toEqual(['', 'Mia']);
    const job = (now: string) => forgetChildren({ actor: null, db: scene.db, now: new Date(now) });
    expect(await job('2026-12-07T03:00:00+01:00')).toBe(0);
    expect(await job('2026-12-09T03:00:00+01:00')).toBe(1);
    expect(await nicknames()).toEqual(['', '']);
    expect(await pairOf(pairId)).toMatchObject({ nickname: '', held: 1, endReason: 'left_school' });
  });

  it('who waits in vain is forgotten three months after the school year, one who reads is not', async () => {
    scene.now = new Date('2026-06-20T09:00:00+02:00');
    await town.child('Ben');
    await town.place(await town.child('Mia'), town.hanne.id);
    const job = (now: string) => forgetChildren({ actor: null, db: scene.db, now: new Date(now) });
    expect(await job('2026-10-30T03:00:00+01:00')).toBe(0);
    expect(await job('2026-11-05T03:00:00+01:00')).toBe(1);
    expect((await town.lenz.api.reading.children({ schoolId: town.school })).map((c) => c.nickname)).toEqual([
      'Mia',
    ]);
  });
});

describe('placing', () => {
  it('opens the weekly hours of a school year and gives the mentor every place', async () => {
    const { pairId } = await town.place(await town.child('Mia'), town.hanne.id);
    const pair = await pairOf(pairId);
    expect(pair).toMatchObject({
      state: 'trial',
      slot: { weekday: 2, startTime: '10:10', room: 'Bücherei' },
    });
    expect(pair.counts).toMatchObject({ possible: 38, held: 0 });
    expect((await placesOf(town.hanne.id)).length).toBeGreaterThan(38);
    expect(await kindsOf(town.hanne.id)).toEqual(['reading_placed']);
  });

  it('shows nothing of it to the public', async () => {
    await town.place(await town.child('Mia'), town.hanne.id);
    const { projectId } = await town.murat.api.reading.school({ schoolId: town.school });
    expect(await refusal(town.murat.api.projects.publish({ projectId }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    const anybody = scene.callerAs(null);
    expect((await anybody.scheduling.listOpenShifts({})).total).toBe(0);
    expect(await refusal(anybody.scheduling.getActivity({ projectId }))).toMatchObject({ code: 'NOT_FOUND' });
    expect((await town.murat.api.projects.list({})).total).toBe(0);
    const titles = await scene.db.selectDistinct({ title: schema.event.title }).from(schema.event);
    expect(titles).toEqual([{ title: 'Lesestunde' }]);
  });

  it('is refused without a record inspection on the first day', async () => {
    const anton = await town.mentor('Anton', { isInspected: false });
    const childId = await town.child('Mia');
    expect(await refusal(town.place(childId, anton.id))).toEqual({
      code: 'CHECK_MISSING',
      details: { field: 'mentorId', missing: ['record_inspection'] },
    });
  });

  it('names the other booking when the room is taken', async () => {
    await town.place(await town.child('Mia'), town.hanne.id);
    const anton = await town.mentor('Anton');
    expect(await refusal(town.place(await town.child('Ben'), anton.id))).toMatchObject({
      code: 'ROOM_TAKEN',
      details: { room: 'Bücherei', title: 'Lesestunde', startAt: new Date('2026-09-08T10:10:00+02:00') },
    });
  });

  it('keeps to the hours in which the school gives the room, unless the school has agreed', async () => {
    const place = (changes: object) =>
      town
        .child('Mia')
        .then((childId) => town.place(childId, town.hanne.id, { roomId: town.corner, ...changes }));
    expect(await refusal(place({ lesson: '10:10-10:55' }))).toMatchObject({
      code: 'ROOM_CLOSED',
      details: { room: 'Leseecke', windows: [{ startTime: '08:15', endTime: '09:50' }] },
    });
    await place({ lesson: '09:05-09:50' });
    const anton = await town.mentor('Anton');
    const childId = await town.child('Ben');
    await town.place(childId, anton.id, { roomId: town.corner, isOutsideAgreed: true });
  });

  it('names the date that keeps the mentor away', async () => {
    await town.place(await town.child('Mia'), town.hanne.id);
    const second = town.place(await town.child('Ben'), town.hanne.id, { roomId: '' });
    expect(await refusal(second)).toMatchObject({
      code: 'MENTOR_BUSY',
      details: { field: 'mentorId', title: 'Lesestunde', startAt: new Date('2026-09-08T10:10:00+02:00') },
    });
    await town.place(await town.child('Ole'), town.hanne.id, { roomId: '', lesson: '09:05-09:50' });
  });

  it('gives a child one mentor, whom it names, also when two are placed at the same moment', async () => {
    const anton = await town.mentor('Anton');
    const childId = await town.child('Mia');
    const attempts = await Promise.allSettled([
      town.place(childId, town.hanne.id),
      town.place(childId, anton.id, { weekday: 4, roomId: '' }),
    ]);
    expect(attempts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await refusal(town.place(childId, anton.id, { weekday: 5 }))).toMatchObject({
      code: 'CHILD_PAIRED',
      details: { startTime: '10:10' },
    });
    expect(await asSystem(scene.db, (db) => db.select().from(schema.readingPair))).toHaveLength(1);
  });
});

describe('the school year', () => {
  it('2026/27 has as many hours as there are school days: 38, 38, 39, 38, 40 from Monday to Friday', async () => {
    const possible = [];
    for (const weekday of [1, 2, 3, 4, 5]) {
      const { pairId } = await town.place(await town.child(`Kind${weekday}`), town.hanne.id, { weekday });
      possible.push((await pairOf(pairId)).counts.possible);
    }
    expect(possible).toEqual([38, 38, 39, 38, 40]);
    const { counts } = await town.lenz.api.reading.schoolDays({ schoolId: town.school });
    expect(counts).toEqual(possible);
  });

  it('has fewer once the school has entered its movable days', async () => {
    const { pairId } = await town.place(await town.child('Mia'), town.hanne.id, { weekday: 1 });
    const days = ['2027-02-08', '2027-05-07', '2027-05-28'];
    const closed = { organisationId: town.school, kind: 'movable_holiday' };
    await scene.db
      .insert(schema.closingDay)
      .values(days.map((day) => ({ ...closed, firstOn: day, lastOn: day })));
    const ctx = { actor: town.lenz.actor, db: scene.db, now: scene.now };
    await applyDaysOff(ctx, { venueIds: [town.school], from: days[0]!, to: days.at(-1)! });
    expect((await pairOf(pairId)).counts.possible).toBe(37);
    const { counts } = await town.lenz.api.reading.schoolDays({ schoolId: town.school });
    expect(counts).toEqual([37, 38, 39, 38, 38]);
  });
});

describe('an hour', () => {
  it('is confirmed by the mentor in one tap, which can be taken back and corrected by the school', async () => {
    const { pairId } = await town.place(await town.child('Mia'), town.hanne.id);
    const hour = { pairId, onDate: TUESDAY };
    scene.now = MORNING;
    expect(await refusal(town.hanne.api.reading.confirmHeld(hour))).toMatchObject({
      code: 'SHIFT_CLOSED',
      details: { reason: 'not_begun' },
    });
    scene.now = new Date(`${TUESDAY}T12:00:00+02:00`);
    await town.hanne.api.reading.confirmHeld(hour);
    await town.hanne.api.reading.confirmHeld(hour);
    expect(await pairOf(pairId)).toMatchObject({ held: 1, state: 'trial', counts: { held: 1, open: 1 } });
    await town.hanne.api.reading.undoHeld(hour);
    expect(await pairOf(pairId)).toMatchObject({ held: 0, state: 'trial', counts: { held: 0, open: 2 } });
    await town.lenz.api.reading.record({ ...hour, outcome: 'cancelled_mentor' });
    await town.hanne.api.reading.undoHeld(hour);
    expect((await pairOf(pairId)).counts).toMatchObject({ cancelled_mentor: 1, open: 1 });
  });

  it('is called off by the school: the room is free at once, and the mentor is told', async () => {
    const { pairId } = await town.place(await town.child('Mia'), town.hanne.id);
    scene.now = MORNING;
    expect(await town.lenz.api.reading.callOff({ pairId, onDate: TUESDAY })).toEqual({ hours: 1 });
    expect(await town.lenz.api.reading.callOff({ pairId, onDate: TUESDAY })).toEqual({ hours: 0 });
    const [today] = await town.lenz.api.reading.today();
    expect(today).toMatchObject({ outcome: 'cancelled_school', isCancelled: true, told: { readAt: null } });
    const week = await town.lenz.api.rooms.week({ roomId: town.library, on: TUESDAY });
    expect(week.bookings).toEqual([]);
    expect(await kindsOf(town.hanne.id)).toContain('reading_called_off');
    expect((await pairOf(pairId)).counts).toMatchObject({ cancelled_school: 1 });
  });

  it('that the mentor does not know of becomes a call, until somebody has reached her', async () => {
    const { pairId } = await town.place(await town.child('Mia'), town.hanne.id);
    scene.now = MORNING;
    await town.lenz.api.reading.callOff({ pairId, onDate: TUESDAY });
    const notice = (await noticesOf(town.hanne.id)).find(({ kind }) => kind === 'reading_called_off')!;
    const job = { noticeId: notice.id, organisationId: town.office, title: 'Lesestunde' };
    scene.now = new Date(MORNING.getTime() + 31 * 60_000);
    await callIfUnread({ actor: null, db: scene.db, now: scene.now }, job);
    expect(await unreadCalls()).toBe(1);
    await town.lenz.api.reading.markReached({ pairId, onDate: TUESDAY });
    expect(await unreadCalls()).toBe(0);
    const [today] = await town.lenz.api.reading.today();
    expect(today!.told!.readAt).toEqual(scene.now);
  });

  it('takes place after all when the child is there, with the mentor', async () => {
    const { pairId } = await town.place(await town.child('Mia'), town.hanne.id);
    const before = (await placesOf(town.hanne.id)).length;
    scene.now = MORNING;
    await town.lenz.api.reading.callOff({ pairId, onDate: TUESDAY });
    await town.lenz.api.reading.undoCallOff({ pairId, onDate: TUESDAY });
    expect(await town.lenz.api.reading.today()).toMatchObject([{ outcome: null, isCancelled: false }]);
    expect(await placesOf(town.hanne.id)).toHaveLength(before);
    expect(await kindsOf(town.hanne.id)).toContain('reading_takes_place');
    expect(await unreadCalls()).toBe(0);
  });

  it('cannot be had back when its room is taken by now', async () => {
    const { pairId } = await town.place(await town.child('Mia'), town.hanne.id);
    scene.now = MORNING;
    await town.lenz.api.reading.callOff({ pairId, onDate: TUESDAY });
    await scene.shift(town.office, {
      inHours: 2,
      event: { roomId: town.library, venueId: town.school, title: 'Chorprobe' },
    });
    const undo = town.lenz.api.reading.undoCallOff({ pairId, onDate: TUESDAY });
    expect(await refusal(undo)).toMatchObject({ code: 'UNDO_TOO_LATE' });
  });

  it('and the next ones are called off together when the child is away for weeks, told in one message', async () => {
    const { pairId } = await town.place(await town.child('Mia'), town.hanne.id);
    scene.now = MORNING;
    const result = await town.lenz.api.reading.callOff({ pairId, onDate: TUESDAY, until: '2026-09-30' });
    expect(result).toEqual({ hours: 3 });
    const told = (await noticesOf(town.hanne.id)).filter(({ kind }) => kind === 'reading_called_off');
    expect(told).toHaveLength(1);
    expect((await pairOf(pairId)).counts.cancelled_school).toBe(3);
  });

  it('falls out when the mentor cannot come, whoever says so; the school sees it on top', async () => {
    const anton = await town.mentor('Anton');
    await town.place(await town.child('Ben'), anton.id, { lesson: '08:15-09:00' });
    const { pairId } = await town.place(await town.child('Mia'), town.hanne.id);
    const hour = { pairId, onDate: TUESDAY };
    scene.now = MORNING;
    await town.hanne.api.reading.reportAway(hour);
    const today = await town.lenz.api.reading.today();
    expect(today.map(({ nickname, outcome }) => [nickname, outcome])).toEqual([
      ['Mia', 'cancelled_mentor'],
      ['Ben', null],
    ]);
    expect(await kindsOf(town.lenz.id)).toEqual(['reading_mentor_away']);
    await town.hanne.api.reading.undoAway(hour);
    expect((await town.lenz.api.reading.today())[1]).toMatchObject({ nickname: 'Mia', outcome: null });
    await town.murat.api.reading.reportAway(hour);
    expect((await pairOf(pairId)).counts.cancelled_mentor).toBe(1);
  });

  it('counts as the mentor’s also when she gave her place back in her calendar', async () => {
    const { pairId } = await town.place(await town.child('Mia'), town.hanne.id);
    scene.now = MORNING;
    const [place] = await town.hanne.api.scheduling.mySignups({});
    await town.hanne.api.scheduling.cancelSignup({ shiftId: place!.shiftId });
    expect(await town.lenz.api.reading.today()).toMatchObject([{ pairId, outcome: 'cancelled_mentor' }]);
  });
});

describe('a mentor who gives hours back', () => {
  const schoolHears = (pairId: string) =>
    tellMentorChanges({ actor: null, db: scene.db, now: scene.now }, { pairId });
  const told = async () =>
    (await noticesOf(town.lenz.id))
      .filter(({ kind }) => kind.startsWith('reading_mentor_'))
      .map(({ kind, details }) => [kind, (details as { dates: string[] }).dates.length]);
  const jobs = async () =>
    scene.db.execute<{ key: string }>(
      sql`select key from graphile_worker.jobs where task_identifier = 'tell_mentor_changes'`,
    );

  it('in her calendar has told the school, once; and again when she comes after all', async () => {
    const { pairId } = await town.place(await town.child('Mia'), town.hanne.id);
    scene.now = MORNING;
    const [place] = await town.hanne.api.scheduling.mySignups({});
    expect(await jobs()).toHaveLength(0);
    await town.hanne.api.scheduling.cancelSignup({ shiftId: place!.shiftId });
    expect(await jobs()).toMatchObject([{ key: `mentor changes ${pairId}` }]);
    await schoolHears(pairId);
    await schoolHears(pairId);
    expect(await told()).toEqual([['reading_mentor_away', 1]]);
    await town.murat.api.scheduling.assign({ shiftId: place!.shiftId, personId: town.hanne.id });
    await schoolHears(pairId);
    expect(await told()).toEqual([
      ['reading_mentor_away', 1],
      ['reading_mentor_back', 1],
    ]);
  });

  it('and takes that back at once has told nobody', async () => {
    const { pairId } = await town.place(await town.child('Mia'), town.hanne.id);
    scene.now = MORNING;
    const [place] = await town.hanne.api.scheduling.mySignups({});
    await town.hanne.api.scheduling.cancelSignup({ shiftId: place!.shiftId });
    await town.hanne.api.scheduling.undoCancellation({ shiftId: place!.shiftId });
    await schoolHears(pairId);
    expect(await told()).toEqual([]);
  });

  it('because she is away for weeks has told the school in one message', async () => {
    const { pairId } = await town.place(await town.child('Mia'), town.hanne.id);
    scene.now = MORNING;
    const days = { firstOn: '2026-09-21', lastOn: '2026-10-10' };
    const { absenceId } = await town.hanne.api.volunteers.addAbsence(days);
    const { places } = await town.hanne.api.substitutes.away({ absenceId });
    const choices = places.map(({ shiftId }) => ({ shiftId, choice: 'free' as const }));
    await town.hanne.api.substitutes.settleAbsence({ absenceId, choices });
    expect(await jobs()).toHaveLength(1);
    await schoolHears(pairId);
    expect(await told()).toEqual([['reading_mentor_away', 3]]);
  });

  it('on the page of her reading hours has told the school at once, and not twice', async () => {
    const { pairId } = await town.place(await town.child('Mia'), town.hanne.id);
    scene.now = MORNING;
    await town.hanne.api.reading.reportAway({ pairId, onDate: TUESDAY });
    await schoolHears(pairId);
    expect(await told()).toEqual([['reading_mentor_away', 1]]);
  });

  it('for whom somebody else comes has told nothing: the hour takes place', async () => {
    const anton = await town.mentor('Anton');
    const { pairId } = await town.place(await town.child('Mia'), town.hanne.id);
    scene.now = MORNING;
    const [place] = await town.hanne.api.scheduling.mySignups({});
    const { offerId } = await town.hanne.api.substitutes.offer({ shiftId: place!.shiftId });
    await town.murat.api.substitutes.appoint({ offerId, personId: anton.id });
    await schoolHears(pairId);
    expect(await jobs()).toHaveLength(0);
    expect(await told()).toEqual([]);
  });
});

describe('towards the end of the school year', () => {
  const remind = () => remindOfRollover({ actor: null, db: scene.db, now: scene.now });

  it('office and school are reminded once, and nothing else happens', async () => {
    const { pairId } = await town.place(await town.child('Mia'), town.hanne.id);
    scene.now = new Date('2027-04-30T06:00:00+02:00');
    expect(await remind()).toEqual({ offices: 0, schools: 0 });
    for (const day of ['2027-05-01', '2027-05-02', '2027-06-30']) {
      scene.now = new Date(`${day}T06:00:00+02:00`);
      expect(await remind()).toEqual({ offices: 1, schools: 1 });
    }
    expect(await kindsOf(town.murat.id)).toEqual(['reading_rollover_due']);
    expect(await kindsOf(town.lenz.id)).toEqual(['reading_rollover_ahead']);
    expect(await kindsOf(town.hanne.id)).toEqual(['reading_placed']);
    expect(await kindsOf(town.nadja.id)).toEqual([]);
    expect(await pairOf(pairId)).toMatchObject({ rolloverAskedAt: null, endedAt: null });
    scene.now = new Date('2028-05-01T06:00:00+02:00');
    await remind();
    expect(await kindsOf(town.murat.id)).toEqual(['reading_rollover_due', 'reading_rollover_due']);
  });

  it('nobody is reminded of what the office has begun already', async () => {
    await town.place(await town.child('Mia'), town.hanne.id);
    scene.now = new Date('2027-05-03T09:00:00+02:00');
    await town.murat.api.reading.startRollover({ schoolId: town.school });
    expect(await remind()).toEqual({ offices: 0, schools: 0 });
  });
});

describe('a pair', () => {
  it('is asked about after four sessions, and goes on when somebody says so', async () => {
    const { pairId } = await town.place(await town.child('Mia'), town.hanne.id);
    await heldOn(pairId, ['2026-09-08', '2026-09-15', '2026-09-22']);
    expect(await town.murat.api.reading.questions()).toEqual([]);
    expect(await refusal(town.lenz.api.reading.confirmPair({ pairId }))).toMatchObject({
      code: 'INVALID_INPUT',
    });
    await heldOn(pairId, ['2026-09-29']);
    expect(await town.murat.api.reading.questions()).toMatchObject([{ id: pairId, state: 'trial' }]);
    await town.lenz.api.reading.confirmPair({ pairId });
    expect(await pairOf(pairId)).toMatchObject({ state: 'active', held: 4 });
    expect(await town.murat.api.reading.questions()).toEqual([]);
  });

  it('goes on across school years until a person ends it', async () => {
    const { pairId } = await town.place(await town.child('Mia'), town.hanne.id);
    await heldOn(pairId, ['2026-09-08', '2026-09-15', '2026-09-22', '2026-09-29']);
    await town.lenz.api.reading.confirmPair({ pairId });
    scene.now = new Date('2027-06-01T09:00:00+02:00');
    const { asked } = await town.murat.api.reading.startRollover({ schoolId: town.school });
    expect(asked).toBe(1);
    expect(await town.murat.api.reading.startRollover({ schoolId: town.school })).toEqual({ asked: 0 });
    expect(await kindsOf(town.hanne.id)).toContain('reading_rollover');
    expect(await kindsOf(town.lenz.id)).toContain('reading_rollover');
    await town.hanne.api.reading.answerAsMentor({ pairId, answer: 'stop' });
    await town.lenz.api.reading.answerAsSchool({ pairId, answer: 'continue' });
    expect(await pairOf(pairId)).toMatchObject({
      state: 'rollover_pending',
      mentorAnswer: 'stop',
      schoolAnswer: 'continue',
    });
    scene.now = new Date('2027-10-05T09:00:00+02:00');
    expect(await pairOf(pairId)).toMatchObject({ state: 'rollover_pending', counts: { held: 0 }, held: 4 });
    await town.murat.api.reading.continuePair({ pairId });
    expect(await pairOf(pairId)).toMatchObject({ state: 'active' });
    const late = town.hanne.api.reading.answerAsMentor({ pairId, answer: 'stop' });
    expect(await refusal(late)).toMatchObject({ code: 'CHANGED_MEANWHILE' });
  });

  it('ends after the day that was chosen: until then all is as it was, then dates and places are gone', async () => {
    const childId = await town.child('Mia');
    const { pairId } = await town.place(childId, town.hanne.id);
    await town.murat.api.reading.endPair({ pairId, reason: 'mentor_stops', lastOn: '2026-09-30' });
    scene.now = MORNING;
    expect(await pairOf(pairId)).toMatchObject({
      state: 'trial',
      lastOn: '2026-09-30',
      counts: { possible: 4 },
    });
    expect(await town.hanne.api.reading.mine()).toHaveLength(1);
    expect(await placesOf(town.hanne.id)).toHaveLength(4);
    scene.now = new Date('2026-10-01T09:00:00+02:00');
    expect(await pairOf(pairId)).toMatchObject({ state: 'ended', endReason: 'mentor_stops' });
    expect(await kindsOf(town.hanne.id)).toContain('reading_pair_ended');
    const anton = await town.mentor('Anton');
    await town.place(childId, anton.id, { firstOn: '2026-10-05' });
  });

  it('is seen to once at the school about the measles proof', async () => {
    const { pairId } = await town.place(await town.child('Mia'), town.hanne.id);
    expect((await pairOf(pairId)).measlesCheckedAt).toBeNull();
    await town.lenz.api.reading.settleMeasles({ pairId });
    expect((await pairOf(pairId)).measlesCheckedAt).toEqual(scene.now);
  });
});
