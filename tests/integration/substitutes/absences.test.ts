import { tellMovedUp } from '#lib/features/scheduling/moved-up.service.server.ts';
import * as schema from '#lib/server/db/schema/index.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { type Person, Scene } from '#tests/support/scene.ts';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { refusal } from '../scheduling/refusal.ts';

const database = useDatabase();
let scene: Scene;
let office: string;
let murat: Person;
let neighbour: Person;
let hanne: Person;
let ilse: Person;

beforeAll(async () => {
  scene = new Scene(database.url);
  await scene.town();
  office = await scene.organisation('Seniorenbüro Aplerbeck');
  murat = await scene.person('Murat', { roles: [['coordinator', office]] });
  const other = await scene.organisation('Seniorenbüro Brackel');
  neighbour = await scene.person('Nadja', { roles: [['coordinator', other]] });
});
afterAll(() => scene.close());
beforeEach(async () => {
  [hanne, ilse] = await Promise.all([scene.person('Hanne'), scene.person('Ilse')]);
  await scene.db
    .update(schema.volunteer)
    .set({ officeId: office })
    .where(eq(schema.volunteer.personId, hanne.id));
});

const dayOf = (instant: Date) => instant.toISOString().slice(0, 10);

/** Three dates of Hanne's on following days, and days away that hold them all. */
async function hanneIsAway() {
  const dates = [];
  for (const inHours of [48, 72, 96]) {
    const date = await scene.shift(office, { inHours });
    await hanne.api.scheduling.signUp({ shiftId: date.shiftId });
    dates.push(date);
  }
  const days = { firstOn: dayOf(dates[0]!.startAt), lastOn: dayOf(dates[2]!.startAt) };
  const { absenceId, places } = await hanne.api.volunteers.addAbsence(days);
  expect(places).toBe(3);
  return { absenceId, shiftIds: dates.map(({ shiftId }) => shiftId) };
}

const states = async (absenceId: string, person = hanne) =>
  (await person.api.substitutes.away({ absenceId })).places.map(({ state }) => state);

describe('days away', () => {
  it('cancel nothing by themselves; each place is freed, offered or kept', async () => {
    const { absenceId, shiftIds } = await hanneIsAway();
    expect(await states(absenceId)).toEqual(['undecided', 'undecided', 'undecided']);
    const done = await hanne.api.substitutes.settleAbsence({
      absenceId,
      choices: [
        { shiftId: shiftIds[0]!, choice: 'free' },
        { shiftId: shiftIds[1]!, choice: 'substitute' },
        { shiftId: shiftIds[2]!, choice: 'keep' },
      ],
    });
    expect(done).toEqual({ free: 1, substitute: 1, keep: 1 });
    expect(await states(absenceId)).toEqual(['freed', 'offered', 'kept']);
    expect(await scene.shiftRow(shiftIds[0]!)).toMatchObject({ takenPlaces: 0 });
    expect(await scene.shiftRow(shiftIds[1]!)).toMatchObject({ takenPlaces: 1 });
    const { absences } = await hanne.api.volunteers.profile();
    expect(absences.find(({ id }) => id === absenceId)?.places).toEqual([]);
    const { cancellations } = await murat.api.scheduling.desk();
    expect(cancellations.map(({ id }) => id)).toContain(shiftIds[0]);
  });

  it('who waits for a freed place moves up, and is told', async () => {
    const { absenceId, shiftIds } = await hanneIsAway();
    await ilse.api.scheduling.signUp({ shiftId: shiftIds[0]! });
    await hanne.api.substitutes.settleAbsence({
      absenceId,
      choices: [{ shiftId: shiftIds[0]!, choice: 'free' }],
    });
    expect(await ilse.api.scheduling.mySignups()).toMatchObject([{ status: 'confirmed' }]);
    const jobs = await scene.database.sql`
      select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'tell_moved_up' order by j.id desc limit 1`;
    await tellMovedUp(
      { actor: null, db: scene.db, now: scene.now },
      jobs[0]!['payload'] as { signupId: string },
    );
    const { items } = await ilse.api.messaging.notices({});
    expect(items).toMatchObject([{ kind: 'place_moved_up' }]);
  });

  it('all or nothing: one choice that is not possible leaves the others as they were', async () => {
    const { absenceId, shiftIds } = await hanneIsAway();
    await ilse.api.scheduling.signUp({ shiftId: shiftIds[1]! });
    const attempt = hanne.api.substitutes.settleAbsence({
      absenceId,
      choices: shiftIds.map((shiftId) => ({ shiftId, choice: 'substitute' as const })),
    });
    expect(await refusal(attempt)).toMatchObject({ code: 'SOMEBODY_WAITS' });
    expect(await states(absenceId)).toEqual(['undecided', 'undecided', 'undecided']);
  });

  it('that are taken off again give back what is still free, with its promise', async () => {
    const { absenceId, shiftIds } = await hanneIsAway();
    const commitmentId = await promiseAt(shiftIds[0]!);
    await hanne.api.substitutes.settleAbsence({
      absenceId,
      choices: shiftIds.slice(0, 2).map((shiftId) => ({ shiftId, choice: 'free' as const })),
    });
    await ilse.api.scheduling.signUp({ shiftId: shiftIds[1]! });
    expect(await hanne.api.substitutes.freedPlaces({})).toEqual([]);
    await hanne.api.volunteers.removeAbsence({ absenceId });
    const freed = await hanne.api.substitutes.freedPlaces({});
    expect(freed.map(({ shiftId }) => shiftId)).toEqual([shiftIds[0]]);

    await hanne.api.substitutes.takeBack({ shiftId: shiftIds[0]! });
    await hanne.api.substitutes.takeBack({ shiftId: shiftIds[0]! });
    expect(await refusal(hanne.api.substitutes.takeBack({ shiftId: shiftIds[1]! }))).toMatchObject({
      code: 'PLACE_GONE',
    });
    const [place] = await scene.db
      .select()
      .from(schema.signup)
      .where(and(eq(schema.signup.shiftId, shiftIds[0]!), eq(schema.signup.personId, hanne.id)));
    expect(place).toMatchObject({ endedAt: null, commitmentId });
  });

  it('are nobody else’s business', async () => {
    const { absenceId, shiftIds } = await hanneIsAway();
    const choices = [{ shiftId: shiftIds[0]!, choice: 'free' as const }];
    const attempts = [ilse, neighbour].flatMap(({ api }) => [
      api.substitutes.away({ absenceId }),
      api.substitutes.settleAbsence({ absenceId, choices }),
      api.substitutes.freedPlaces({ personId: hanne.id }),
      api.substitutes.takeBack({ shiftId: shiftIds[0]!, personId: hanne.id }),
    ]);
    attempts.push(
      neighbour.api.volunteers.addAbsenceFor({
        personId: hanne.id,
        firstOn: '2027-01-04',
        lastOn: '',
      }) as never,
    );
    for (const { code } of await Promise.all(attempts.map(refusal))) expect(code).toBe('NOT_FOUND');
  });

  it('her office enters them for her on the telephone, and decides with her', async () => {
    const date = await scene.shift(office, { inHours: 200 });
    await hanne.api.scheduling.signUp({ shiftId: date.shiftId });
    const { absenceId, places } = await murat.api.volunteers.addAbsenceFor({
      personId: hanne.id,
      firstOn: dayOf(date.startAt),
      lastOn: '',
    });
    expect(places).toBe(1);
    await murat.api.substitutes.settleAbsence({
      absenceId,
      choices: [{ shiftId: date.shiftId, choice: 'free' }],
    });
    expect(await states(absenceId, murat)).toEqual(['freed']);
    await murat.api.substitutes.takeBack({ shiftId: date.shiftId, personId: hanne.id });
    expect(await hanne.api.scheduling.mySignups()).toHaveLength(1);
    await murat.api.volunteers.removeAbsenceFor({ personId: hanne.id, absenceId });
  });
});

/** Hanne's place at this shift comes from a promise to come every week. */
async function promiseAt(shiftId: string): Promise<string> {
  const { eventId } = await scene.shiftRow(shiftId);
  const [event] = await scene.db.select().from(schema.event).where(eq(schema.event.id, eventId));
  const [series] = await scene.db
    .insert(schema.series)
    .values({ projectId: event!.projectId, organisationId: office })
    .returning();
  const [role] = await scene.db
    .insert(schema.seriesRole)
    .values({ seriesId: series!.id, role: 'reader' })
    .returning();
  const [commitment] = await scene.db
    .insert(schema.commitment)
    .values({
      ...{ seriesRoleId: role!.id, personId: hanne.id, firstOn: '2026-11-01' },
      ...{ createdAt: scene.now, createdBy: hanne.id },
    })
    .returning();
  await scene.db
    .update(schema.signup)
    .set({ commitmentId: commitment!.id })
    .where(eq(schema.signup.shiftId, shiftId));
  return commitment!.id;
}
