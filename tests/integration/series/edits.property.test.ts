import * as schema from '#lib/server/db/schema/index.ts';
import { addDays, weekdayOf, type Weekday } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene } from '#tests/support/scene.ts';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seriesScene } from './series-scene.ts';

/**
 * However a series is edited, every place that somebody had is still theirs, or its end has a reason that they were
 * told; and no date ever leaves the wall time of its rule.
 */

const database = useDatabase();
let scene: Scene;
let town: Awaited<ReturnType<typeof seriesScene>>;

beforeAll(async () => {
  scene = new Scene(database.url);
  town = await seriesScene(scene);
});
afterAll(() => scene.close());

type Edit =
  | { kind: 'rule'; week: number; weekday: Weekday; every: 1 | 2; hour: number; lastWeek: number | null }
  | { kind: 'close'; week: number }
  | { kind: 'decide'; week: number; takesPlace: boolean }
  | { kind: 'move'; index: number; hours: number };

const START = '2026-12-01';
const week = fc.integer({ min: 0, max: 20 });
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    kind: fc.constant('rule' as const),
    week,
    weekday: fc.constantFrom<Weekday>(1, 2, 3, 4, 5),
    every: fc.constantFrom<1 | 2>(1, 2),
    hour: fc.integer({ min: 8, max: 17 }),
    lastWeek: fc.option(fc.integer({ min: 8, max: 30 })),
  }),
  fc.record({ kind: fc.constant('close' as const), week }),
  fc.record({ kind: fc.constant('decide' as const), week, takesPlace: fc.boolean() }),
  fc.record({
    kind: fc.constant('move' as const),
    index: fc.integer({ min: 0, max: 10 }),
    hours: fc.integer({ min: -2, max: 3 }),
  }),
);

const two = (hour: number) => String(hour).padStart(2, '0');

async function apply(seriesId: string, one: Edit): Promise<void> {
  const { murat } = town;
  if (one.kind === 'rule') {
    const from = addDays(START, 7 * one.week);
    const series = await murat.api.series.get({ seriesId, on: from });
    await murat.api.series.change({
      seriesId,
      version: series.version,
      from,
      firstOn: from,
      weekdays: [one.weekday],
      every: one.every,
      startTime: `${two(one.hour)}:00`,
      endTime: `${two(one.hour)}:45`,
      lastOn: addDays(START, 7 * Math.max(one.week + 2, one.lastWeek ?? 30)),
      venueId: town.school,
      onPublicHolidays: 'skip',
      release: true,
      shifts: series.roles.map((role) => ({
        id: role.id,
        role: 'reader',
        minPlaces: role.minPlaces,
        maxPlaces: role.maxPlaces,
      })),
    });
    return;
  }
  const dates = (await town.events(seriesId)).filter((event) => !event.cancelledAt);
  if (one.kind === 'move') {
    const event = dates[one.index];
    if (!event) return;
    const by = one.hours * 3_600_000;
    await murat.api.scheduling
      .moveEvent({
        eventId: event.id,
        version: event.version,
        startAt: new Date(event.startAt.getTime() + by),
        endAt: new Date(event.endAt.getTime() + by),
      })
      .catch((error: Error) => expect(error.message).toBe('MOVE_CONFLICTS'));
    return;
  }
  const onDate = dates[one.week]?.seriesOn ?? START;
  const takesPlace = one.kind === 'decide' && one.takesPlace;
  await murat.api.series.decideDay({ seriesId, onDate, takesPlace, reason: 'So entschieden.' });
}

it('a series edited in any order keeps every sign-up or says why not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 5 }), async (edits) => {
      const { seriesId, roleIds } = await town.series({
        lastOn: '2027-06-30',
        shifts: [{ role: 'reader', minPlaces: 0, maxPlaces: 3 }] as never,
      });
      const [hanne, paul] = [await scene.person('Hanne'), await scene.person('Paul')];
      // One promises to come every time, the other has single places and something else on Thursdays.
      await hanne.api.series.promise({ seriesRoleId: roleIds[0]! });
      const shifts = await scene.db
        .select()
        .from(schema.shift)
        .where(eq(schema.shift.seriesRoleId, roleIds[0]!));
      for (const shift of shifts.slice(0, 6)) await paul.api.scheduling.signUp({ shiftId: shift.id });
      const other = await town.series({ weekdays: [4], startTime: '12:00', endTime: '12:45' });
      await paul.api.series.promise({ seriesRoleId: other.roleIds[0]! });

      for (const one of edits) {
        const before = await places(seriesId);
        await apply(seriesId, one);
        const after = new Map((await places(seriesId)).map((place) => [place.id, place]));
        for (const place of before.filter(({ endedAt }) => endedAt === null)) {
          const now = after.get(place.id);
          expect(now, `the place ${JSON.stringify(one)} took away`).toBeDefined();
          if (now!.endedAt !== null) {
            expect(['series_changed', 'event_cancelled', 'shift_cancelled']).toContain(now!.endReason);
            const told = await scene.db
              .select()
              .from(schema.notice)
              .where(eq(schema.notice.personId, place.personId));
            expect(told.some((notice) => notice.createdAt.getTime() === now!.endedAt!.getTime())).toBe(true);
          }
        }
        await expectOnWallTime(seriesId);
      }
    }),
    { numRuns: 8, timeout: 60_000 },
  );
}, 120_000);

const places = (seriesId: string) =>
  scene.db
    .select({
      id: schema.signup.id,
      personId: schema.signup.personId,
      endedAt: schema.signup.endedAt,
      endReason: schema.signup.endReason,
    })
    .from(schema.signup)
    .innerJoin(schema.shift, eq(schema.shift.id, schema.signup.shiftId))
    .innerJoin(schema.event, eq(schema.event.id, schema.shift.eventId))
    .where(eq(schema.event.seriesId, seriesId));

async function expectOnWallTime(seriesId: string): Promise<void> {
  const phases = await scene.db
    .select()
    .from(schema.seriesPhase)
    .where(eq(schema.seriesPhase.seriesId, seriesId));
  for (const event of await town.events(seriesId)) {
    if (event.detachedAt || event.cancelledAt) continue;
    const wall = wallTime(event.startAt);
    const phase = phases.find(
      (one) => one.firstOn <= event.seriesOn! && (one.lastOn === null || event.seriesOn! <= one.lastOn),
    );
    expect(wall.date).toBe(event.seriesOn);
    expect(phase?.startTime.slice(0, 5)).toBe(wall.time);
    expect(phase?.weekdays).toContain(weekdayOf(wall.date));
  }
}
