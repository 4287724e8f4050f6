import { lookAfterVisits } from '#lib/features/tandems/unattended.service.server.ts';
import * as schema from '#lib/server/db/schema/index.ts';
import { asActor, asSystem } from '#lib/server/db/as-actor.server.ts';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { type Person, Scene } from '#tests/support/scene.ts';
import { begun, readyVolunteer, tandemRow, tandemTown } from '../tandem-scene.ts';

const database = useDatabase({ per: 'test' });
let scene: Scene;
let town: Awaited<ReturnType<typeof tandemTown>>;
let tandemId: string;
let ilse: Person;
beforeEach(async () => {
  scene = new Scene(database.url);
  town = await tandemTown(scene);
  tandemId = await begun(town);
  ilse = await readyVolunteer(scene, town.office, 'Ilse', { maxTandems: 2 });
});
afterEach(() => scene.close());

/** Frau Kramer says whether somebody else may come. */
const agree = (on: string | null) =>
  asSystem(scene.db, (db) =>
    db.update(schema.client).set({ standInsAgreedOn: on }).where(eq(schema.client.id, town.clientId)),
  );
const firstVisit = async () => (await town.murat.api.tandems.visits({ tandemId }))[0]!;
/** Hanne calls the first visit off, as on her page; and half a minute later the office's side follows. */
async function hanneCannot() {
  const visit = await firstVisit();
  await town.hanne.api.scheduling.cancelSignup({ shiftId: visit.shiftId });
  await look();
  return { tandemId, eventId: visit.eventId };
}
const look = () => lookAfterVisits({ actor: null, db: scene.db, now: scene.now }, { tandemId });
const kinds = async () =>
  (
    await scene.db
      .select({ kind: schema.callTask.kind })
      .from(schema.callTask)
      .where(and(eq(schema.callTask.organisationId, town.office), isNull(schema.callTask.doneAt)))
  )
    .map(({ kind }) => kind)
    .filter((kind) => kind !== 'tandem_review')
    .sort();
const told = async (person: Person) =>
  (
    await scene.db
      .select({ kind: schema.notice.kind })
      .from(schema.notice)
      .where(eq(schema.notice.personId, person.id))
  ).map(({ kind }) => kind);

describe('a visit that Hanne cannot make', () => {
  test('without consent it is called off, the person gets a call, and nobody can be asked', async () => {
    const jobs = () =>
      scene.db.execute(sql`select from graphile_worker.jobs where key = ${`visits ${tandemId}`}`);
    expect(await jobs()).toHaveLength(0);
    const visit = await hanneCannot();
    expect(await jobs()).toHaveLength(1);
    expect(await kinds()).toEqual(['tandem_visit_off']);
    expect((await firstVisit()).isCancelled).toBe(true);
    await expect(town.murat.api.tandems.standIns(visit)).rejects.toThrow('NOT_FOUND');
    // Also by SQL: who has not agreed is visited by nobody else.
    const [second] = (await town.murat.api.tandems.visits({ tandemId })).slice(1);
    await expect(
      asActor({ db: scene.db, actor: town.murat }, (db) =>
        db.insert(schema.visitStandIn).values({
          ...{ organisationId: town.office, tandemId, eventId: second!.eventId, volunteerId: ilse.id },
          ...{ askedAt: scene.now, askedBy: town.murat.id },
        }),
      ),
    ).rejects.toMatchObject({ cause: { constraint_name: 'visit_stand_in_agreed' } });
  });

  test('taking it back in time leaves everything as it was', async () => {
    await agree('2026-11-01');
    const { shiftId } = await firstVisit();
    await town.hanne.api.scheduling.cancelSignup({ shiftId });
    await town.hanne.api.scheduling.undoCancellation({ shiftId });
    await look();
    expect(await kinds()).toEqual([]);
    expect((await firstVisit()).visitorId).toBe(town.hanne.id);
  });

  test('with consent one person at a time is asked, without a name, and gets the address for that day only', async () => {
    await agree('2026-11-01');
    const visit = await hanneCannot();
    expect(await kinds()).toEqual(['tandem_stand_in']);
    // Nele would suit, but has a place elsewhere at that time; so is never asked.
    const nele = await readyVolunteer(scene, town.office, 'Nele');
    const elsewhere = await scene.shift(town.office, { inHours: 24 * 7 + 0.5 });
    await nele.api.scheduling.signUp({ shiftId: elsewhere.shiftId });
    const page = await town.murat.api.tandems.standIns(visit);
    expect(page.suggested.map(({ giverId }) => giverId)).toEqual([ilse.id]);
    await expect(town.murat.api.tandems.askStandIn({ ...visit, volunteerId: nele.id })).rejects.toThrow(
      'NOT_ELIGIBLE',
    );

    const { standInId } = await town.murat.api.tandems.askStandIn({ ...visit, volunteerId: ilse.id });
    await expect(town.murat.api.tandems.askStandIn({ ...visit, volunteerId: ilse.id })).rejects.toThrow(
      'PROPOSAL_OPEN',
    );
    expect(await kinds()).toEqual(['tandem_stand_in_no_answer']);
    const asked = await ilse.api.tandems.myStandIn({ standInId });
    expect(asked).toMatchObject({ answer: null, person: null, question: { districtName: 'Aplerbeck' } });
    expect(JSON.stringify(asked)).not.toMatch(/Erna|Kramer|Beispielweg/);
    await expect(town.hanne.api.tandems.myStandIn({ standInId })).rejects.toThrow('NOT_FOUND');

    await ilse.api.tandems.answerStandIn({ standInId, answer: 'yes' });
    expect(await kinds()).toEqual(['tandem_stand_in_client']);
    expect((await ilse.api.scheduling.mySignups())[0]).toMatchObject({ title: 'Besuch', isVisit: true });
    const person = async (at: string) => {
      scene.now = new Date(at);
      return (await ilse.api.tandems.myStandIn({ standInId })).person;
    };
    expect(await person('2026-11-29T23:59:00+01:00')).toBeNull();
    expect(await person('2026-11-30T00:00:00+01:00')).toMatchObject({ name: 'Erna Kramer' });
    expect(await person('2026-12-01T23:59:00+01:00')).toMatchObject({ street: 'Beispielweg 3' });

    // She tells how it was; Hanne is not asked about a visit that was not hers.
    await ilse.api.tandems.recordStandIn({ standInId, outcome: 'held', note: '', isConcern: true });
    expect(await kinds()).toContain('tandem_concern');
    expect(await town.murat.api.tandems.get({ tandemId })).toMatchObject({ held: 1 });
    expect(await town.hanne.api.tandems.unsaid()).toEqual([]);
    expect(await person('2026-12-02T00:00:00+01:00')).toBeNull();
    const seen = await asActor({ db: scene.db, actor: ilse }, (db) => db.select().from(schema.client));
    expect(seen).toEqual([]);
  });

  test('who says no is not asked again, who gives the place back opens the question anew', async () => {
    await agree('2026-11-01');
    const visit = await hanneCannot();
    const otto = await readyVolunteer(scene, town.office, 'Otto');
    const first = await town.murat.api.tandems.askStandIn({ ...visit, volunteerId: ilse.id });
    await ilse.api.tandems.answerStandIn({ standInId: first.standInId, answer: 'no' });
    expect(await kinds()).toEqual(['tandem_stand_in']);
    const page = await town.murat.api.tandems.standIns(visit);
    expect(page.suggested.map(({ giverId }) => giverId)).toEqual([otto.id]);
    const second = await town.murat.api.tandems.askStandIn({ ...visit, volunteerId: otto.id });
    await town.murat.api.tandems.answerStandIn({ standInId: second.standInId, answer: 'yes' });
    await expect(
      otto.api.tandems.answerStandIn({ standInId: second.standInId, answer: 'no' }),
    ).rejects.toThrow('CHANGED_MEANWHILE');
    await otto.api.scheduling.cancelSignup({ shiftId: page.visit.shiftId });
    await look();
    expect(await kinds()).toContain('tandem_stand_in');
    await expect(otto.api.tandems.myStandIn({ standInId: second.standInId })).rejects.toThrow('NOT_FOUND');
  });

  test('when the person withdraws her consent, or dies, the stand-in knows nothing any more', async () => {
    await agree('2026-11-01');
    const visit = await hanneCannot();
    const { standInId } = await town.murat.api.tandems.askStandIn({ ...visit, volunteerId: ilse.id });
    await ilse.api.tandems.answerStandIn({ standInId, answer: 'yes' });
    scene.now = new Date('2026-11-30T09:00:00+01:00');
    expect((await ilse.api.tandems.myStandIn({ standInId })).person).not.toBeNull();
    await agree(null);
    expect((await ilse.api.tandems.myStandIn({ standInId })).person).toBeNull();
    await agree('2026-11-30');
    const before = await told(ilse);
    await town.murat.api.tandems.recordDeath({ clientId: town.clientId, diedOn: '', isSure: true });
    await expect(ilse.api.tandems.myStandIn({ standInId })).rejects.toThrow('NOT_FOUND');
    // A human being tells her.
    expect(await told(ilse)).toEqual(before);
    expect(await kinds()).toEqual(['tandem_bereavement', 'tandem_stand_in_dropped']);
  });

  test('nobody is asked past the office: “looking for a substitute” frees the place and says no more', async () => {
    await agree('2026-11-01');
    const { shiftId } = await firstVisit();
    await expect(town.hanne.api.substitutes.offer({ shiftId, note: '' })).rejects.toThrow('NOT_FOUND');
    expect(await told(ilse)).toEqual([]);
    await town.murat.api.tandems.cannotCome({ tandemId, eventId: (await firstVisit()).eventId });
    await town.murat.api.tandems.callOffVisit({ tandemId, eventId: (await firstVisit()).eventId });
    expect(await kinds()).toEqual(['tandem_visit_off']);
    expect((await tandemRow(scene, tandemId)).state).toBe('trial');
  });
});
