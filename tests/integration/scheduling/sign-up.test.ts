import { domainErrorOf, type ErrorCode } from '#lib/errors/domain-error.ts';
import { qualification, signup } from '#lib/server/db/schema/index.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene, type Person } from '#tests/support/scene.ts';
import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
let scene: Scene;
let office: string;
let hanne: Person;

beforeAll(async () => {
  scene = new Scene(database.url);
  await scene.town();
  office = await scene.organisation('Seniorenbüro Aplerbeck');
  hanne = await scene.person('Hanne');
});
afterAll(() => scene.close());

/** The code with which something is refused; fails when it is not. */
async function refusal(
  work: Promise<unknown>,
): Promise<{ code: ErrorCode; details: Record<string, unknown> }> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  const refused = domainErrorOf(error);
  if (!refused) throw new Error('was not refused', { cause: error });
  return { code: refused.code, details: refused.details };
}

const people = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, i) => scene.person(`Freiwillige${i}`)));

describe('taking a place', () => {
  it('confirms at once while there is room, and repeating it changes nothing', async () => {
    const { shiftId } = await scene.shift(office, { shift: { maxPlaces: 2 } });
    expect(await hanne.api.scheduling.signUp({ shiftId })).toEqual({ status: 'confirmed' });
    expect(await hanne.api.scheduling.signUp({ shiftId })).toEqual({ status: 'confirmed' });
    expect(await scene.shiftRow(shiftId)).toMatchObject({ takenPlaces: 1, waitingCount: 0 });
  });

  it('gives the last place to exactly one of fifty who want it at the same moment', async () => {
    const { shiftId } = await scene.shift(office, { inHours: 30 });
    const everybody = await people(50);
    const answers = await Promise.all(everybody.map((p) => p.api.scheduling.signUp({ shiftId })));
    expect(answers.filter((a) => a.status === 'confirmed')).toHaveLength(1);
    const positions = answers.filter((a) => a.status === 'waiting').map((a) => a.position);
    expect(positions.sort((a, b) => a! - b!)).toEqual(Array.from({ length: 49 }, (_, i) => i + 1));
    expect(await scene.shiftRow(shiftId)).toMatchObject({ takenPlaces: 1, waitingCount: 49 });
  });

  it('lets a double tap at the same moment make one place', async () => {
    const { shiftId } = await scene.shift(office, { inHours: 36, shift: { maxPlaces: 5 } });
    await Promise.all(Array.from({ length: 8 }, () => hanne.api.scheduling.signUp({ shiftId })));
    expect((await scene.shiftRow(shiftId)).takenPlaces).toBe(1);
  });

  it('makes somebody who has only an account a volunteer by signing up', async () => {
    const { shiftId } = await scene.shift(office, { inHours: 40 });
    const brandt = await scene.person('Brandt', { isVolunteer: false });
    expect(await brandt.api.scheduling.signUp({ shiftId })).toEqual({ status: 'confirmed' });
  });
});

describe('refusing with a reason', () => {
  it('says that a date has begun', async () => {
    const { shiftId } = await scene.shift(office, { inHours: -1 });
    const refused = await refusal(hanne.api.scheduling.signUp({ shiftId }));
    expect(refused).toEqual({ code: 'SHIFT_CLOSED', details: { reason: 'past' } });
  });

  it('says that the office has called it off', async () => {
    const cancelled = { cancelledAt: scene.now, cancelledBy: hanne.id, cancellationReason: 'Sturm' };
    const { shiftId } = await scene.shift(office, { inHours: 50, event: cancelled });
    const refused = await refusal(hanne.api.scheduling.signUp({ shiftId }));
    expect(refused).toEqual({ code: 'SHIFT_CLOSED', details: { reason: 'cancelled' } });
  });

  it('does not know a draft', async () => {
    const { shiftId } = await scene.shift(office, {
      inHours: 50,
      event: { publishedAt: null, publishedBy: null },
    });
    expect((await refusal(hanne.api.scheduling.signUp({ shiftId }))).code).toBe('NOT_FOUND');
  });

  it('names what is missing, and is content once the office has confirmed it for that day', async () => {
    const lena = await scene.person('Lena');
    const { shiftId } = await scene.shift(office, {
      inHours: 60,
      shift: { requirements: ['training_reading'] },
    });
    expect(await refusal(lena.api.scheduling.signUp({ shiftId }))).toEqual({
      code: 'CHECK_MISSING',
      details: { missing: ['training_reading'] },
    });
    const confirmed = { personId: lena.id, kind: 'training_reading', grantedOn: '2025-01-10' };
    await scene.db.insert(qualification).values({ ...confirmed, expiresOn: '2026-11-25' });
    expect((await refusal(lena.api.scheduling.signUp({ shiftId }))).code).toBe('CHECK_MISSING');
    await scene.db
      .update(qualification)
      .set({ expiresOn: '2026-11-26' })
      .where(eq(qualification.personId, lena.id));
    expect(await lena.api.scheduling.signUp({ shiftId })).toEqual({ status: 'confirmed' });
  });

  it('refuses two overlapping dates, and two houses with too little time between', async () => {
    const lena = await scene.person('Lena');
    const first = await scene.shift(office, { inHours: 100, event: { street: 'Am Anger 1' } });
    const overlapping = await scene.shift(office, { inHours: 101, event: { street: 'Am Anger 1' } });
    const tooNear = await scene.shift(office, { inHours: 102 + 1 / 4, event: { street: 'Lindenweg 9' } });
    const farEnough = await scene.shift(office, { inHours: 102 + 1 / 3, event: { street: 'Lindenweg 9' } });
    const sameHouse = await scene.shift(office, { inHours: 98, event: { street: 'Am Anger 1' } });
    await lena.api.scheduling.signUp({ shiftId: first.shiftId });
    for (const { shiftId } of [overlapping, tooNear]) {
      expect(await refusal(lena.api.scheduling.signUp({ shiftId }))).toEqual({
        code: 'OVERLAPPING_SIGNUP',
        details: { shiftId: first.shiftId },
      });
    }
    for (const { shiftId } of [farEnough, sameHouse]) {
      expect(await lena.api.scheduling.signUp({ shiftId })).toEqual({ status: 'confirmed' });
    }
  });

  it('puts nobody in two places when both sign-ups come at the same moment', async () => {
    const roomy = { shift: { maxPlaces: 20 } };
    const a = await scene.shift(office, { inHours: 200, ...roomy });
    const b = await scene.shift(office, { inHours: 201, ...roomy });
    for (const person of await people(10)) {
      const results = await Promise.allSettled(
        [a, b].map(({ shiftId }) => person.api.scheduling.signUp({ shiftId })),
      );
      expect(results.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    }
    const taken = await Promise.all([a, b].map(({ shiftId }) => scene.shiftRow(shiftId)));
    expect(taken[0]!.takenPlaces + taken[1]!.takenPlaces).toBe(10);
  });
});

describe('the waiting list', () => {
  it('moves the first up when a place is given back, and the next after that', async () => {
    const { shiftId } = await scene.shift(office, { inHours: 300 });
    const [anna, berta, carla] = (await people(3)) as [Person, Person, Person];
    for (const p of [anna, berta, carla]) await p.api.scheduling.signUp({ shiftId });
    expect(await anna.api.scheduling.cancelSignup({ shiftId })).toEqual({ movedUp: 1 });
    expect(await berta.api.scheduling.signUp({ shiftId })).toEqual({ status: 'confirmed' });
    expect(await carla.api.scheduling.signUp({ shiftId })).toEqual({ status: 'waiting', position: 1 });
  });

  it('passes over who has another date by now, and keeps them waiting', async () => {
    const wanted = await scene.shift(office, { inHours: 400 });
    const other = await scene.shift(office, { inHours: 401 });
    const [anna, berta, carla] = (await people(3)) as [Person, Person, Person];
    for (const p of [anna, berta, carla]) await p.api.scheduling.signUp({ shiftId: wanted.shiftId });
    await berta.api.scheduling.signUp({ shiftId: other.shiftId });
    expect(await anna.api.scheduling.cancelSignup({ shiftId: wanted.shiftId })).toEqual({ movedUp: 1 });
    expect(await carla.api.scheduling.signUp({ shiftId: wanted.shiftId })).toEqual({ status: 'confirmed' });
    expect(await scene.shiftRow(wanted.shiftId)).toMatchObject({ takenPlaces: 1, waitingCount: 1 });
  });

  it('never overbooks while people come and go at the same moment', async () => {
    const { shiftId } = await scene.shift(office, { inHours: 500, shift: { maxPlaces: 3 } });
    const everybody = await people(24);
    await Promise.all(everybody.map((p) => p.api.scheduling.signUp({ shiftId })));
    await Promise.all(
      everybody.map((p, i) =>
        i % 2 ? p.api.scheduling.cancelSignup({ shiftId }) : p.api.scheduling.signUp({ shiftId }),
      ),
    );
    const active = await scene.db
      .select()
      .from(signup)
      .where(and(eq(signup.shiftId, shiftId), isNull(signup.endedAt)));
    expect(active).toHaveLength(12);
    expect(active.filter((s) => s.confirmedAt)).toHaveLength(3);
    expect(await scene.shiftRow(shiftId)).toMatchObject({ takenPlaces: 3, waitingCount: 9 });
    const waiting = await scene.db
      .select({ arrival: signup.arrival })
      .from(signup)
      .where(and(eq(signup.shiftId, shiftId), isNull(signup.endedAt), isNull(signup.confirmedAt)))
      .orderBy(asc(signup.arrival));
    const confirmed = await scene.db
      .select({ arrival: signup.arrival })
      .from(signup)
      .where(and(eq(signup.shiftId, shiftId), isNull(signup.endedAt), isNotNull(signup.confirmedAt)));
    // Who has a place came before all who wait.
    expect(Math.max(...confirmed.map((c) => c.arrival))).toBeLessThan(waiting[0]!.arrival);
  });
});

describe('taking a cancellation back', () => {
  it('restores both places exactly within ten seconds', async () => {
    const { shiftId } = await scene.shift(office, { inHours: 600 });
    const [anna, berta, carla] = (await people(3)) as [Person, Person, Person];
    for (const p of [anna, berta, carla]) await p.api.scheduling.signUp({ shiftId });
    await anna.api.scheduling.cancelSignup({ shiftId });
    expect(await anna.api.scheduling.undoCancellation({ shiftId })).toEqual({ status: 'confirmed' });
    expect(await berta.api.scheduling.signUp({ shiftId })).toEqual({ status: 'waiting', position: 1 });
    expect(await carla.api.scheduling.signUp({ shiftId })).toEqual({ status: 'waiting', position: 2 });
  });

  it('comes too late after its seconds, and for somebody else never', async () => {
    const { shiftId } = await scene.shift(office, { inHours: 700 });
    const [anna, berta] = (await people(2)) as [Person, Person];
    await anna.api.scheduling.signUp({ shiftId });
    await anna.api.scheduling.cancelSignup({ shiftId });
    expect((await refusal(berta.api.scheduling.undoCancellation({ shiftId }))).code).toBe('NOT_FOUND');
    const before = scene.now;
    scene.now = new Date(before.getTime() + 60_000);
    expect((await refusal(anna.api.scheduling.undoCancellation({ shiftId }))).code).toBe('UNDO_TOO_LATE');
    scene.now = before;
  });

  it('is refused when another date has been taken at that time since', async () => {
    const [a, b] = [await scene.shift(office, { inHours: 800 }), await scene.shift(office, { inHours: 801 })];
    const [anna, berta] = (await people(2)) as [Person, Person];
    await anna.api.scheduling.signUp({ shiftId: a.shiftId });
    await berta.api.scheduling.signUp({ shiftId: a.shiftId });
    await anna.api.scheduling.cancelSignup({ shiftId: a.shiftId });
    await anna.api.scheduling.signUp({ shiftId: b.shiftId });
    expect((await refusal(anna.api.scheduling.undoCancellation({ shiftId: a.shiftId }))).code).toBe(
      'OVERLAPPING_SIGNUP',
    );
    expect(await berta.api.scheduling.signUp({ shiftId: a.shiftId })).toEqual({ status: 'confirmed' });
  });
});

describe('an office placing people by hand', () => {
  it('places and removes, and another office does not know the shift', async () => {
    const murat = await scene.person('Murat', { roles: [['coordinator', office]] });
    const foreign = await scene.person('Selma', {
      roles: [['coordinator', await scene.organisation('Seniorenbüro Hörde')]],
    });
    const { shiftId } = await scene.shift(office, { inHours: 900 });
    const [anna, berta] = (await people(2)) as [Person, Person];
    const placing = { shiftId, personId: anna.id };
    expect((await refusal(foreign.api.scheduling.assign(placing))).code).toBe('NOT_FOUND');
    await murat.api.scheduling.assign(placing);
    expect((await refusal(murat.api.scheduling.assign({ shiftId, personId: berta.id }))).code).toBe(
      'SHIFT_FULL',
    );
    expect((await refusal(foreign.api.scheduling.unassign(placing))).code).toBe('NOT_FOUND');
    expect(await murat.api.scheduling.unassign(placing)).toEqual({ movedUp: 0 });
    expect(await murat.api.scheduling.undoUnassign(placing)).toEqual({ status: 'confirmed' });
  });
});

describe('one’s own dates', () => {
  it('come earliest first, and offer the same shift next week', async () => {
    const lena = await scene.person('Lena');
    const first = await scene.shift(office, { inHours: 1000 });
    const next = await scene.shift(office, { inHours: 1000 + 7 * 24, event: { projectId: first.projectId } });
    await lena.api.scheduling.signUp({ shiftId: first.shiftId });
    const [mine] = await lena.api.scheduling.mySignups();
    expect(mine).toMatchObject({
      shiftId: first.shiftId,
      status: 'confirmed',
      nextWeekShiftId: next.shiftId,
    });
    await lena.api.scheduling.signUp({ shiftId: next.shiftId });
    const both = await lena.api.scheduling.mySignups();
    expect(both.map((s) => s.shiftId)).toEqual([first.shiftId, next.shiftId]);
    expect(both[0]!.nextWeekShiftId).toBeNull();
  });
});
