import { callForSubstitute } from '#lib/features/substitutes/calls.service.server.ts';
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

beforeAll(async () => {
  scene = new Scene(database.url);
  await scene.town();
  office = await scene.organisation('Seniorenbüro Aplerbeck');
  murat = await scene.person('Murat', { roles: [['coordinator', office]] });
  const other = await scene.organisation('Seniorenbüro Brackel');
  neighbour = await scene.person('Nadja', { roles: [['coordinator', other]] });
});
afterAll(() => scene.close());

/** Volunteers of Murat's office are asked about its dates; each test has its own, so that nobody else answers. */
let hanne: Person;
let ilse: Person;
let karl: Person;
beforeEach(async () => {
  scene.now = new Date('2026-11-24T09:00:00+01:00');
  await scene.db.update(schema.volunteer).set({ officeId: null });
  [hanne, ilse, karl] = await Promise.all([
    scene.person('Hanne'),
    scene.person('Ilse'),
    scene.person('Karl'),
  ]);
  for (const one of [hanne, ilse, karl]) {
    await scene.db
      .update(schema.volunteer)
      .set({ officeId: office })
      .where(eq(schema.volunteer.personId, one.id));
  }
});

/** A date at which Hanne has the only place. */
async function hannesDate({
  needsApproval = false,
  inHours = 72,
  ...more
}: Parameters<Scene['shift']>[1] & { needsApproval?: boolean } = {}) {
  const date = await scene.shift(office, { inHours, ...more });
  if (needsApproval) {
    await scene.db
      .update(schema.project)
      .set({ substitutesNeedApproval: true, contactId: murat.id })
      .where(eq(schema.project.id, date.projectId));
  }
  await hanne.api.scheduling.signUp({ shiftId: date.shiftId });
  return date;
}

async function kindsTold(person: Person): Promise<string[]> {
  const { items } = await person.api.messaging.notices({ onlyUnread: true });
  return items.map(({ kind }) => kind);
}

async function placesAt(shiftId: string): Promise<string[]> {
  const rows = await scene.db
    .select({ personId: schema.signup.personId, endedAt: schema.signup.endedAt })
    .from(schema.signup)
    .where(eq(schema.signup.shiftId, shiftId));
  return rows.filter(({ endedAt }) => endedAt === null).map(({ personId }) => personId);
}

async function openCalls() {
  const { items } = await murat.api.messaging.calls({});
  return items;
}

describe('looking for a substitute', () => {
  it('asks those who fit, and the place stays hers until somebody has taken over', async () => {
    const { shiftId } = await hannesDate();
    const { offerId, asked } = await hanne.api.substitutes.offer({ shiftId, note: 'Arzttermin' });
    expect(asked).toBe(2);
    expect(await hanne.api.substitutes.offer({ shiftId })).toEqual({ offerId, asked: 2 });
    expect(await placesAt(shiftId)).toEqual([hanne.id]);
    expect(await ilse.api.substitutes.asked()).toMatchObject([
      { offerId, givenName: 'Hanne', note: 'Arzttermin', isProposed: false },
    ]);
    expect(await kindsTold(ilse)).toEqual(['substitute_wanted']);
    expect(await hanne.api.scheduling.mySignups()).toMatchObject([{ offerId, isSubstituteProposed: false }]);
  });

  it('asks nobody who is away, makes a pause, has another date then, or lacks what is required', async () => {
    const { shiftId } = await hannesDate();
    await scene.db
      .update(schema.volunteer)
      .set({ pausedAt: scene.now })
      .where(eq(schema.volunteer.personId, ilse.id));
    await karl.api.volunteers.addAbsence({ firstOn: '2026-11-26', lastOn: '2026-11-28' });
    expect(await hanne.api.substitutes.offer({ shiftId })).toMatchObject({ asked: 0 });
    expect(await refusal(ilse.api.substitutes.accept(await offerOf(shiftId)))).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('knows those who have helped in the project before, whichever office looks after them', async () => {
    const rosa = await scene.person('Rosa');
    const { shiftId, projectId } = await hannesDate();
    const before = await scene.shift(office, { inHours: 2, event: { projectId } });
    await rosa.api.scheduling.signUp({ shiftId: before.shiftId });
    await hanne.api.substitutes.offer({ shiftId });
    expect(await rosa.api.substitutes.asked()).toHaveLength(1);
  });

  it('is pointless when somebody waits: giving the place back is enough', async () => {
    const { shiftId } = await hannesDate();
    await ilse.api.scheduling.signUp({ shiftId });
    expect(await refusal(hanne.api.substitutes.offer({ shiftId }))).toMatchObject({ code: 'SOMEBODY_WAITS' });
  });

  it('is for a place of one’s own that lies ahead', async () => {
    const { shiftId } = await hannesDate({ inHours: 1 });
    expect(await refusal(ilse.api.substitutes.offer({ shiftId }))).toMatchObject({ code: 'NOT_FOUND' });
    scene.now = new Date('2026-11-24T10:30:00+01:00');
    expect(await refusal(hanne.api.substitutes.offer({ shiftId }))).toEqual({
      code: 'SHIFT_CLOSED',
      details: { reason: 'past' },
    });
  });

  it('ends when she takes it back, and with her place, however that ends', async () => {
    const one = await hannesDate();
    const { offerId } = await hanne.api.substitutes.offer({ shiftId: one.shiftId });
    expect(await refusal(neighbour.api.substitutes.withdraw({ offerId }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    await hanne.api.substitutes.withdraw({ offerId });
    expect(await ilse.api.substitutes.asked()).toEqual([]);
    expect(await kindsTold(ilse)).toEqual([]);
    expect(await refusal(ilse.api.substitutes.accept({ offerId }))).toEqual({
      code: 'OFFER_CLOSED',
      details: { reason: 'withdrawn' },
    });

    const again = await hanne.api.substitutes.offer({ shiftId: one.shiftId });
    await hanne.api.scheduling.cancelSignup({ shiftId: one.shiftId });
    expect(await refusal(ilse.api.substitutes.accept({ offerId: again.offerId }))).toMatchObject({
      code: 'OFFER_CLOSED',
    });
  });
});

/** The offer at a shift, as its link names it. */
async function offerOf(shiftId: string): Promise<{ offerId: string }> {
  const [row] = await scene.db
    .select({ offerId: schema.substituteOffer.id })
    .from(schema.substituteOffer)
    .where(eq(schema.substituteOffer.shiftId, shiftId));
  return row!;
}

describe('taking over', () => {
  it('gives the place to exactly one of two who accept at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const { shiftId } = await hannesDate({ inHours: 72 + round * 24 });
      const { offerId } = await hanne.api.substitutes.offer({ shiftId });
      const results = await Promise.all(
        [ilse, karl].map((one) =>
          one.api.substitutes.accept({ offerId }).then(
            ({ status }) => status as string,
            (error: unknown) => refusal(Promise.reject(error as Error)),
          ),
        ),
      );
      expect(results).toContain('confirmed');
      expect(results).toContainEqual({ code: 'OFFER_CLOSED', details: { reason: 'taken' } });
      const winner = results[0] === 'confirmed' ? ilse : karl;
      expect(await placesAt(shiftId)).toEqual([winner.id]);
      expect(await scene.shiftRow(shiftId)).toMatchObject({ takenPlaces: 1, waitingCount: 0 });
    }
  });

  it('tells whom it concerns, once, and repeating it changes nothing', async () => {
    const { shiftId } = await hannesDate();
    const { offerId } = await hanne.api.substitutes.offer({ shiftId });
    await Promise.all([ilse.api.substitutes.accept({ offerId }), ilse.api.substitutes.accept({ offerId })]);
    expect(await kindsTold(hanne)).toEqual(['substitute_found']);
    expect(await kindsTold(karl)).toEqual([]);
    expect(await hanne.api.scheduling.mySignups()).toEqual([]);
    const [ended] = await scene.db
      .select()
      .from(schema.signup)
      .where(and(eq(schema.signup.shiftId, shiftId), eq(schema.signup.personId, hanne.id)));
    expect(ended).toMatchObject({ endReason: 'substituted', endedBy: ilse.id });
  });

  it('is refused when another date stands in the way, and that date is named', async () => {
    const { shiftId, startAt, endAt } = await hannesDate();
    const { offerId } = await hanne.api.substitutes.offer({ shiftId });
    const other = await scene.shift(office, {
      event: { title: 'Kaffeerunde', startAt, endAt },
      shift: { startAt, endAt },
    });
    await ilse.api.scheduling.signUp({ shiftId: other.shiftId });
    expect(await refusal(ilse.api.substitutes.accept({ offerId }))).toEqual({
      code: 'OVERLAPPING_SIGNUP',
      details: { shiftId: other.shiftId, title: 'Kaffeerunde', startAt, timeZone: 'Europe/Berlin' },
    });
    expect(await placesAt(shiftId)).toEqual([hanne.id]);
  });

  it('can be taken back within seconds: everything is as before, and others may accept', async () => {
    const { shiftId } = await hannesDate();
    const { offerId } = await hanne.api.substitutes.offer({ shiftId });
    await ilse.api.substitutes.accept({ offerId });
    await ilse.api.substitutes.undoAccept({ offerId });
    expect(await placesAt(shiftId)).toEqual([hanne.id]);
    expect(await scene.shiftRow(shiftId)).toMatchObject({ takenPlaces: 1 });
    await karl.api.substitutes.accept({ offerId });
    expect(await placesAt(shiftId)).toEqual([karl.id]);
    scene.now = new Date(scene.now.getTime() + 60_000);
    expect(await refusal(karl.api.substitutes.undoAccept({ offerId }))).toMatchObject({
      code: 'UNDO_TOO_LATE',
    });
  });
});

describe('where the office confirms substitutes', () => {
  it('the place stays hers until Murat agrees', async () => {
    const { shiftId, eventId } = await hannesDate({ needsApproval: true });
    const { offerId } = await hanne.api.substitutes.offer({ shiftId });
    expect(await ilse.api.substitutes.accept({ offerId })).toEqual({ status: 'proposed' });
    expect(await placesAt(shiftId)).toEqual([hanne.id]);
    expect(await kindsTold(hanne)).toEqual(['substitute_proposed']);
    expect(await kindsTold(murat)).toEqual(['substitute_to_approve']);
    expect(await refusal(karl.api.substitutes.accept({ offerId }))).toMatchObject({ code: 'OFFER_CLOSED' });
    expect(await murat.api.substitutes.list({ eventId })).toMatchObject([
      { offerId, accepted: { givenName: 'Ilse' } },
    ]);

    await murat.api.substitutes.approve({ offerId });
    expect(await placesAt(shiftId)).toEqual([ilse.id]);
    expect(await kindsTold(ilse)).toContain('substitute_confirmed');
    expect(await kindsTold(hanne)).toContain('substitute_found');
  });

  it('he may say no: the search goes on without her', async () => {
    const { shiftId } = await hannesDate({ needsApproval: true });
    const { offerId } = await hanne.api.substitutes.offer({ shiftId });
    await ilse.api.substitutes.accept({ offerId });
    await murat.api.substitutes.reject({ offerId });
    expect(await ilse.api.substitutes.asked()).toEqual([]);
    expect(await karl.api.substitutes.asked()).toHaveLength(1);
    expect(await placesAt(shiftId)).toEqual([hanne.id]);
  });

  it('he may choose somebody who agreed on the telephone; who had said yes hears that it is settled', async () => {
    const { shiftId } = await hannesDate({ needsApproval: true });
    const { offerId } = await hanne.api.substitutes.offer({ shiftId });
    await ilse.api.substitutes.accept({ offerId });
    await murat.api.substitutes.appoint({ offerId, personId: karl.id });
    expect(await placesAt(shiftId)).toEqual([karl.id]);
    expect(await kindsTold(ilse)).toContain('substitute_not_needed');
  });

  it('his word can be taken back within seconds: her yes waits again, and everybody is told', async () => {
    const { shiftId } = await hannesDate({ needsApproval: true });
    const { offerId } = await hanne.api.substitutes.offer({ shiftId });
    await ilse.api.substitutes.accept({ offerId });
    expect(await refusal(murat.api.substitutes.undoAppoint({ offerId }))).toMatchObject({
      code: 'UNDO_TOO_LATE',
    });
    scene.now = new Date(scene.now.getTime() + 60_000);
    await murat.api.substitutes.approve({ offerId });
    expect(await refusal(ilse.api.substitutes.undoAccept({ offerId }))).toMatchObject({
      code: 'UNDO_TOO_LATE',
    });
    expect(await refusal(neighbour.api.substitutes.undoAppoint({ offerId }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    await murat.api.substitutes.undoAppoint({ offerId });
    expect(await placesAt(shiftId)).toEqual([hanne.id]);
    expect(await ilse.api.substitutes.asked()).toMatchObject([{ offerId, isProposed: true }]);
    expect(await kindsTold(hanne)).toContain('substitute_reopened');
    expect(await kindsTold(ilse)).toContain('substitute_on_hold');
    await murat.api.substitutes.approve({ offerId });
    expect(await placesAt(shiftId)).toEqual([ilse.id]);
    scene.now = new Date(scene.now.getTime() + 60_000);
    expect(await refusal(murat.api.substitutes.undoAppoint({ offerId }))).toMatchObject({
      code: 'UNDO_TOO_LATE',
    });
  });

  it('a choice of his own that he takes back leaves the search open, and the house does not wait for her', async () => {
    const house = await scene.organisation('Haus am Park', 'care_home');
    const irmgard = await scene.person('Irmgard', { roles: [['facility_contact', house]] });
    const { shiftId } = await hannesDate({ event: { venueId: house } });
    const { offerId } = await hanne.api.substitutes.offer({ shiftId });
    await murat.api.substitutes.appoint({ offerId, personId: karl.id });
    await murat.api.substitutes.undoAppoint({ offerId });
    expect(await placesAt(shiftId)).toEqual([hanne.id]);
    expect(await ilse.api.substitutes.asked()).toMatchObject([{ offerId, isProposed: false }]);
    expect((await kindsTold(irmgard)).toSorted()).toEqual(['substitute_comes', 'substitute_comes_not']);
  });

  it('another office does not see any of it', async () => {
    const { shiftId, eventId } = await hannesDate({ needsApproval: true });
    const { offerId } = await hanne.api.substitutes.offer({ shiftId });
    await ilse.api.substitutes.accept({ offerId });
    expect(await neighbour.api.substitutes.list({ eventId })).toEqual([]);
    const attempts = [
      neighbour.api.substitutes.get({ offerId }),
      neighbour.api.substitutes.approve({ offerId }),
      neighbour.api.substitutes.reject({ offerId }),
      neighbour.api.substitutes.appoint({ offerId, personId: karl.id }),
      neighbour.api.substitutes.list({ organisationId: office }),
    ];
    for (const { code } of await Promise.all(attempts.map(refusal))) expect(code).toBe('NOT_FOUND');
  });
});

describe('when nobody takes over', () => {
  it('the office is asked to telephone, once; and no longer when somebody has taken over', async () => {
    const { shiftId, eventId } = await hannesDate();
    const { offerId } = await hanne.api.substitutes.offer({ shiftId });
    const job = { actor: null, db: scene.db, now: scene.now };
    await callForSubstitute(job, { offerId });
    await callForSubstitute(job, { offerId });
    expect((await openCalls()).filter((call) => call.eventId === eventId)).toMatchObject([
      { kind: 'substitute_needed' },
    ]);
    await ilse.api.substitutes.accept({ offerId });
    expect((await openCalls()).filter((call) => call.eventId === eventId)).toEqual([]);
    await callForSubstitute(job, { offerId });
    expect((await openCalls()).filter((call) => call.eventId === eventId)).toEqual([]);
  });
});
