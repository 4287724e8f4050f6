import { sendRequestMail } from '#lib/features/requests/telling.service.server.ts';
import * as schema from '#lib/server/db/schema/index.ts';
import { sweep } from '#lib/server/jobs/sweep.repository.server.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene, type Person } from '#tests/support/scene.ts';
import { eq, inArray, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '../scheduling/refusal.ts';

/** From a relative's question to a planned project, and who sees what on the way. */

const database = useDatabase();
let scene: Scene;
let office: string;
let hörde: string;
let school: string;
let murat: Person;
let aylin: Person;
let petra: Person;
let lenz: Person;
let okafor: Person;

beforeAll(async () => {
  scene = new Scene(database.url);
  await scene.town();
  await scene.db
    .insert(schema.district)
    .values({ code: 'hoe', name: 'Hörde', position: 2, latitude: 51.48, longitude: 7.5 });
  await scene.db.insert(schema.postalCode).values({ code: '44287', latitude: 51.49, longitude: 7.56 });
  await scene.db.insert(schema.postalCodeDistrict).values([
    { postalCode: '44287', districtCode: 'apl', isMain: true },
    { postalCode: '44287', districtCode: 'hoe', isMain: false },
  ]);
  office = await scene.organisation('Seniorenbüro Aplerbeck');
  hörde = await scene.organisation('Seniorenbüro Hörde');
  await scene.db
    .update(schema.organisation)
    .set({ districtCode: 'hoe' })
    .where(eq(schema.organisation.id, hörde));
  school = await scene.organisation('Grundschule am Kastanienhof', 'school');
  const careHome = await scene.organisation('Haus Abendsonne', 'care_home');
  murat = await scene.person('Murat', { roles: [['coordinator', office]] });
  aylin = await scene.person('Aylin', { roles: [['coordinator', office]] });
  petra = await scene.person('Petra', { roles: [['coordinator', hörde]] });
  lenz = await scene.person('Sabine', { roles: [['facility_contact', school]] });
  okafor = await scene.person('Grace', { roles: [['facility_contact', careHome]] });
});
afterAll(() => scene.close());

const anybody = () => scene.callerAs(null);

/** Herr Brandt's question, as the public form sends it. */
const brandt = {
  kind: 'visiting' as const,
  contactName: 'Thomas Brandt',
  reach: 'brandt@example.org',
  relation: 'child' as const,
  personName: 'meine Mutter',
  personKnows: 'not_yet' as const,
  place: '44287',
  wish: 'Jemand, der mit ihr Rommé spielt.',
};

async function submitted(changes: Partial<typeof brandt> = {}): Promise<{ id: string; token: string }> {
  const { reference, token } = await anybody().requests.submitAndFollow({ ...brandt, ...changes });
  const [row] = await scene.db.select().from(schema.request).where(eq(schema.request.reference, reference));
  return { id: row!.id, token };
}

describe('a public request', () => {
  it('answers with a number of letters that cannot be confused', async () => {
    const answer = await anybody().requests.submit(brandt);
    expect(Object.keys(answer)).toEqual(['reference']);
    expect(answer.reference).toMatch(/^MA-[2-9A-HJKMNP-TW-Z]{4}-[2-9A-HJKMNP-TW-Z]{2}$/);
  });

  it('goes to the office of the suggested district, and no other office can see it', async () => {
    const { id } = await submitted();
    const { request, suggestions } = await murat.api.requests.get({ requestId: id });
    expect(request).toMatchObject({ state: 'new', districtName: 'Aplerbeck', organisationId: office });
    expect(suggestions.map(({ name }) => name)).toEqual(['Aplerbeck', 'Hörde']);
    expect(await refusal(petra.api.requests.get({ requestId: id }))).toMatchObject({ code: 'NOT_FOUND' });
    expect((await petra.api.requests.inbox({})).items).toEqual([]);
  });

  it.each(['Hörde', 'hoerde', 'Dortmund-Hörde'])('understands "%s" as a place', async (place) => {
    const { id } = await submitted({ place });
    expect((await petra.api.requests.get({ requestId: id })).request.districtName).toBe('Hörde');
  });

  it.each(['99999', 'Timbuktu', '%'])('says which field is wrong for "%s"', async (place) => {
    const attempt = anybody().requests.submit({ ...brandt, place });
    expect(await refusal(attempt)).toMatchObject({ code: 'INVALID_INPUT', details: { field: 'place' } });
  });

  it.each([
    ['0221 4710 123', { contactPhone: '+492214710123', contactEmail: null }],
    ['Brandt@Example.org', { contactPhone: null, contactEmail: 'brandt@example.org' }],
    [
      '0221 4710123 oder brandt@example.org',
      { contactPhone: '+492214710123', contactEmail: 'brandt@example.org' },
    ],
  ])('reads "%s" as how to reach the contact', async (reach, expected) => {
    const { id } = await submitted({ reach });
    expect((await murat.api.requests.get({ requestId: id })).request).toMatchObject(expected);
  });

  it.each(['', 'abends', 'brandt@', '12'])('cannot be answered with "%s"', async (reach) => {
    const attempt = anybody().requests.submit({ ...brandt, reach });
    await expect(attempt).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('asks whether the person knows, but not of whom it is about', async () => {
    const { personKnows: _, ...silent } = brandt;
    await expect(anybody().requests.submit(silent)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    const own = { ...silent, relation: 'self' as const, personName: '' };
    const { reference } = await anybody().requests.submit(own);
    const [row] = await scene.db.select().from(schema.request).where(eq(schema.request.reference, reference));
    expect(row).toMatchObject({ personName: 'Thomas Brandt', personKnows: 'yes' });
  });

  it('asks the office to tell the person within a month where her data came from', async () => {
    const { id } = await submitted();
    const [task] = await scene.db.select().from(schema.callTask).where(eq(schema.callTask.requestId, id));
    expect(task).toMatchObject({ kind: 'request_person_notice', organisationId: office });
    expect(task!.dueAt.getTime() - scene.now.getTime()).toBeLessThanOrEqual(28 * 86_400_000);
  });
});

describe('the link', () => {
  it('opens its request and no other text does', async () => {
    const { token } = await submitted();
    const followed = await anybody().requests.follow({ token });
    expect(followed).toMatchObject({ state: 'new', officeName: 'Seniorenbüro Aplerbeck' });
    const last = token.at(-2) === 'A' ? 'B' : 'A';
    for (const wrong of ['', 'x', `${token}A`, token.slice(0, -2) + last + token.slice(-1)]) {
      expect(await refusal(anybody().requests.follow({ token: wrong }))).toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  it('is stored nowhere, and written only into the mail', async () => {
    const { id, token } = await submitted();
    const stored = await scene.db.execute(sql`
      select 1 from request r where r.id = ${id} and to_jsonb(r)::text like '%' || ${token} || '%'
      union all select 1 from graphile_worker._private_jobs j where j.payload::text like '%' || ${token} || '%'`);
    expect(stored).toHaveLength(0);
    const sent: { to: string; subject: string; text: string }[] = [];
    await sendRequestMail(
      { db: scene.db },
      { requestId: id, reason: 'received' },
      {
        mailer: { send: async (mail: (typeof sent)[number]) => void sent.push(mail) },
        origin: 'https://miteinander.example.org',
        secret: 'a secret of the tests that nobody else knows',
      },
    );
    expect(sent[0]!.text).toContain(`https://miteinander.example.org/anfragen/${token}`);
    expect(sent[0]!.subject).not.toContain('Brandt');
  });

  it('shows the answers of the office and never its notes', async () => {
    const { id, token } = await submitted();
    await murat.api.requests.addNote({ requestId: id, text: 'Klingt sehr müde.' });
    await murat.api.requests.answer({ requestId: id, text: 'Wir rufen morgen an.' });
    const followed = await anybody().requests.follow({ token });
    expect(followed.messages.map(({ text }) => text)).toEqual(['Wir rufen morgen an.']);
    expect(JSON.stringify(followed)).not.toContain('müde');
  });

  it('lets the requester reply, withdraw and change her mind; the office finds it on top', async () => {
    const { id, token } = await submitted({ contactName: 'Nora Neumann', reach: 'nora@example.org' });
    await anybody().requests.reply({ token, text: 'Dienstags passt es gut.' });
    expect((await murat.api.requests.inbox({})).items[0]!.id).toBe(id);
    await murat.api.requests.markSeen({ requestId: id });
    expect((await murat.api.requests.inbox({})).items[0]!.id).not.toBe(id);
    await anybody().requests.withdraw({ token });
    expect((await anybody().requests.follow({ token })).state).toBe('withdrawn');
    expect(await refusal(murat.api.requests.advance({ requestId: id, to: 'in_talk' }))).toMatchObject({
      code: 'CHANGED_MEANWHILE',
    });
    await anybody().requests.resume({ token });
    expect((await anybody().requests.follow({ token })).state).toBe('new');
  });
});

describe('the way of a request', () => {
  it('is taken by one of two coordinators at the same moment; the other reads who', async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = await submitted();
      const tries = await Promise.allSettled(
        [murat, aylin].map((person) => person.api.requests.advance({ requestId: id, to: 'in_talk' })),
      );
      expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const lost = tries.find((one) => one.status === 'rejected')!;
      const winner = tries[0]!.status === 'fulfilled' ? murat : aylin;
      expect(lost.reason.cause).toMatchObject({
        code: 'CHANGED_MEANWHILE',
        details: { name: winner.actor.name },
      });
    }
  });

  it('goes forward step by step and back again, and jumps nowhere', async () => {
    const { id } = await submitted();
    const state = async () => (await murat.api.requests.get({ requestId: id })).request.state;
    const step = (to: 'in_talk' | 'planned' | 'running' | 'done') =>
      murat.api.requests.advance({ requestId: id, to });
    expect(await refusal(step('done'))).toMatchObject({ code: 'CHANGED_MEANWHILE' });
    for (const to of ['in_talk', 'planned', 'running', 'done'] as const) {
      await step(to);
      expect(await state()).toBe(to);
    }
    for (const from of ['done', 'running', 'planned', 'in_talk'] as const) {
      await murat.api.requests.stepBack({ requestId: id, from });
    }
    expect(await state()).toBe('new');
    expect(await refusal(murat.api.requests.stepBack({ requestId: id, from: 'done' }))).toMatchObject({
      code: 'CHANGED_MEANWHILE',
    });
  });

  it('is declined with words that the requester reads, and that can be taken back', async () => {
    const { id, token } = await submitted();
    await murat.api.requests.decline({
      requestId: id,
      reason: 'nobody_free',
      text: 'Bitte fragen Sie im Mai.',
    });
    expect(await anybody().requests.follow({ token })).toMatchObject({
      state: 'declined',
      declineReason: 'nobody_free',
      declineText: 'Bitte fragen Sie im Mai.',
    });
    await murat.api.requests.stepBack({ requestId: id, from: 'declined' });
    expect((await anybody().requests.follow({ token })).state).toBe('new');
  });

  it('becomes a plan with a project of the same office only', async () => {
    const { id } = await submitted();
    expect(await murat.api.requests.planningFacts({ requestId: id })).toMatchObject({
      kind: 'visiting',
      organisationId: office,
      facilityId: null,
      title: 'Besuchsdienst in Aplerbeck',
      wishes: brandt.wish,
    });
    const { projectId: foreign } = await scene.shift(hörde);
    expect(
      await refusal(murat.api.requests.linkProject({ requestId: id, projectId: foreign })),
    ).toMatchObject({
      code: 'NOT_FOUND',
    });
    const { projectId } = await scene.shift(office);
    await murat.api.requests.linkProject({ requestId: id, projectId });
    expect((await murat.api.requests.get({ requestId: id })).request).toMatchObject({
      state: 'planned',
      projectId,
      assigneeId: murat.id,
    });
    const broken = scene.db
      .update(schema.request)
      .set({ projectId: foreign })
      .where(eq(schema.request.id, id));
    await expect(broken).rejects.toThrow();
  });

  it('moves to another office with everything but the notes, and is gone from the first', async () => {
    const { id, token } = await submitted({ contactName: 'Ulla Umzug' });
    await murat.api.requests.addNote({ requestId: id, text: 'Nur für uns.' });
    await murat.api.requests.handOver({
      requestId: id,
      organisationId: hörde,
      reason: 'Wohnt schon in Hörde.',
    });
    expect(await refusal(murat.api.requests.get({ requestId: id }))).toMatchObject({ code: 'NOT_FOUND' });
    const there = await petra.api.requests.get({ requestId: id });
    expect(there.notes).toEqual([]);
    expect(there.request).toMatchObject({ state: 'new', districtName: 'Hörde' });
    expect(there.handovers[0]).toMatchObject({ fromName: 'Seniorenbüro Aplerbeck' });
    expect((await anybody().requests.follow({ token })).officeName).toBe('Seniorenbüro Hörde');
    const [call] = await scene.db.select().from(schema.callTask).where(eq(schema.callTask.requestId, id));
    expect(call!.organisationId).toBe(hörde);
  });

  it('is given to a colleague of the office and to nobody else', async () => {
    const { id } = await submitted();
    await murat.api.requests.assign({ requestId: id, personId: aylin.id });
    expect((await aylin.api.requests.inbox({ isMine: true })).items.map((one) => one.id)).toContain(id);
    expect(await refusal(murat.api.requests.assign({ requestId: id, personId: petra.id }))).toMatchObject({
      code: 'INVALID_INPUT',
    });
  });
});

it('what came to nothing is deleted after half a year with all that belongs to it, the rest stays', async () => {
  const { id: ended } = await submitted();
  const { id: merged } = await submitted();
  const { id: young } = await submitted();
  await murat.api.requests.merge({ requestId: merged, intoId: ended });
  for (const requestId of [ended, young]) {
    await murat.api.requests.decline({ requestId, reason: 'nobody_free', text: '' });
  }
  await scene.db
    .update(schema.request)
    .set({ declinedAt: sql`now() - interval '7 months'` })
    .where(eq(schema.request.id, ended));
  await scene.db
    .update(schema.request)
    .set({ declinedAt: sql`now()` })
    .where(eq(schema.request.id, young));
  await sweep(scene.db);
  const left = await scene.db
    .select({ id: schema.request.id })
    .from(schema.request)
    .where(inArray(schema.request.id, [ended, merged, young]));
  expect(left).toEqual([{ id: young }]);
  const calls = await scene.db.select().from(schema.callTask).where(eq(schema.callTask.requestId, ended));
  expect(calls).toEqual([]);
});

describe('duplicates', () => {
  const twice = { contactName: 'Wolfgang Zacharias', personName: 'Erika', reach: '0221 4710777' };

  it('are found by number and by names alike, in the own office and in no other', async () => {
    const { id: first } = await submitted(twice);
    const { id: second } = await submitted({
      ...twice,
      contactName: 'Frau Nachbarin',
      personName: 'Frau Zach',
    });
    const { id: third } = await submitted({
      ...twice,
      contactName: 'Wolfgang Zaccharias',
      reach: 'z@example.org',
    });
    const { id: elsewhere } = await submitted({ ...twice, place: 'Hörde' });
    const found = (await murat.api.requests.get({ requestId: first })).duplicates;
    expect(found.map(({ id, isSamePhone }) => [id, isSamePhone])).toEqual([
      [second, true],
      [third, false],
    ]);
    expect((await petra.api.requests.get({ requestId: elsewhere })).duplicates).toEqual([]);
  });

  it('are shown before a call is saved, and the call can belong to one of them at once', async () => {
    const { id } = await submitted({ ...twice, reach: '0221 4710778' });
    const like = { organisationId: office, contactName: 'Jemand', personName: '', phone: '0221/4710778' };
    expect((await murat.api.requests.similar(like)).map((one) => one.id)).toEqual([id]);
    expect(await refusal(petra.api.requests.similar(like))).toMatchObject({ code: 'NOT_FOUND' });
    const { reach: _, ...told } = brandt;
    const call = { ...told, organisationId: office, phone: '0221 4710778' };
    const { requestId } = await murat.api.requests.enter({ ...call, intoId: id });
    expect((await murat.api.requests.get({ requestId })).request).toMatchObject({
      state: 'merged',
      mergedIntoId: id,
    });
    const before = await scene.db.$count(schema.request);
    const foreign = murat.api.requests.enter({ ...call, intoId: requestId });
    expect(await refusal(foreign)).toMatchObject({ code: 'CHANGED_MEANWHILE' });
    expect(await scene.db.$count(schema.request)).toBe(before);
  });

  it('are put together within an office, and each requester still sees only the own messages', async () => {
    const { id, token } = await submitted(twice);
    const { id: into } = await submitted(twice);
    const { id: foreign } = await submitted({ ...twice, place: 'Hörde' });
    expect(await refusal(murat.api.requests.merge({ requestId: id, intoId: foreign }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    await murat.api.requests.merge({ requestId: id, intoId: into });
    await murat.api.requests.advance({ requestId: into, to: 'in_talk' });
    await murat.api.requests.answer({ requestId: into, text: 'Nur für die eine Seite.' });
    expect(await anybody().requests.follow({ token })).toMatchObject({ state: 'in_talk', messages: [] });
    expect((await murat.api.requests.get({ requestId: into })).merged.map((one) => one.id)).toEqual([id]);
    await murat.api.requests.stepBack({ requestId: id, from: 'merged' });
    expect((await anybody().requests.follow({ token })).state).toBe('new');
  });

  it('merged into each other at the same moment never lose both', async () => {
    for (let round = 0; round < 5; round++) {
      const [{ id: a }, { id: b }] = [await submitted(twice), await submitted(twice)];
      await Promise.allSettled([
        murat.api.requests.merge({ requestId: a, intoId: b }),
        aylin.api.requests.merge({ requestId: b, intoId: a }),
      ]);
      const states = await Promise.all(
        [a, b].map(async (requestId) => (await murat.api.requests.get({ requestId })).request.state),
      );
      expect(states.sort()).toEqual(['merged', 'new']);
    }
  });
});

describe('dates', () => {
  const tuesday = { date: '2026-12-01', startTime: '15:00', endTime: '16:30', note: 'Kennenlernen' };

  it('are proposed, confirmed once, and the office reads it', async () => {
    const { id, token } = await submitted();
    await murat.api.requests.proposeDates({ requestId: id, dates: [tuesday] });
    const [date] = (await anybody().requests.follow({ token })).dates;
    expect(date).toMatchObject({ startAt: new Date('2026-12-01T14:00:00Z'), note: 'Kennenlernen' });
    await anybody().requests.confirmDate({ token, dateId: date!.id });
    await anybody().requests.confirmDate({ token, dateId: date!.id });
    const { dates, request } = await murat.api.requests.get({ requestId: id });
    expect(dates[0]!.confirmedAt).not.toBeNull();
    expect(request.newsAt).not.toBeNull();
  });

  it('are moved by the requester and accepted by the office', async () => {
    const { id, token } = await submitted();
    await murat.api.requests.proposeDates({ requestId: id, dates: [tuesday] });
    const [date] = (await anybody().requests.follow({ token })).dates;
    await anybody().requests.moveDate({ token, dateId: date!.id, ...tuesday, date: '2026-12-02', note: '' });
    expect(await refusal(anybody().requests.confirmDate({ token, dateId: date!.id }))).toMatchObject({
      code: 'CHANGED_MEANWHILE',
    });
    const own = (await murat.api.requests.get({ requestId: id })).dates.find((one) => !one.isFromOffice)!;
    expect(own.insteadOfId).toBe(date!.id);
    await murat.api.requests.acceptDate({ requestId: id, dateId: own.id });
    const shown = (await anybody().requests.follow({ token })).dates;
    expect(shown.map((one) => [one.confirmedAt !== null, one.withdrawnAt !== null])).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  it('confirmed are called off by either side until they begin, and may be moved', async () => {
    const { id, token } = await submitted();
    await murat.api.requests.proposeDates({ requestId: id, dates: [tuesday, tuesday] });
    const [first, second] = (await anybody().requests.follow({ token })).dates;
    const off = (dateId: string) => anybody().requests.callOffDate({ token, dateId });
    expect(await refusal(off(first!.id))).toMatchObject({ code: 'CHANGED_MEANWHILE' });
    for (const { id: dateId } of [first!, second!]) await anybody().requests.confirmDate({ token, dateId });
    await murat.api.requests.markSeen({ requestId: id });
    await off(first!.id);
    const { dates, request } = await murat.api.requests.get({ requestId: id });
    expect(dates.find((date) => date.id === first!.id)!.withdrawnAt).not.toBeNull();
    expect(request.newsAt).not.toBeNull();
    expect(await refusal(off(first!.id))).toMatchObject({ code: 'CHANGED_MEANWHILE' });

    await anybody().requests.moveDate({
      token,
      dateId: second!.id,
      ...tuesday,
      date: '2026-12-03',
      note: '',
    });
    const moved = (await murat.api.requests.get({ requestId: id })).dates.find((date) => date.insteadOfId)!;
    expect(moved).toMatchObject({ insteadOfId: second!.id, confirmedAt: null });
    await murat.api.requests.acceptDate({ requestId: id, dateId: moved.id });
    const moveBack = { requestId: id, dateId: moved.id };
    expect(await refusal(murat.api.requests.withdrawDate(moveBack))).toMatchObject({
      code: 'CHANGED_MEANWHILE',
    });
    await murat.api.requests.cancelDate(moveBack);
    expect(await refusal(off(moved.id))).toMatchObject({ code: 'CHANGED_MEANWHILE' });
  });

  it('that have begun cannot be called off any more', async () => {
    const { id, token } = await submitted();
    await murat.api.requests.proposeDates({ requestId: id, dates: [tuesday] });
    const [date] = (await anybody().requests.follow({ token })).dates;
    await anybody().requests.confirmDate({ token, dateId: date!.id });
    const before = scene.now;
    scene.now = date!.startAt;
    try {
      expect(await refusal(anybody().requests.callOffDate({ token, dateId: date!.id }))).toMatchObject({
        code: 'CHANGED_MEANWHILE',
      });
    } finally {
      scene.now = before;
    }
  });

  it('of the project move with what was agreed, or nothing is agreed and the reason is told', async () => {
    const { id, token } = await submitted();
    const { projectId, eventId, shiftId } = await scene.shift(office, { inHours: 90 });
    await murat.api.requests.linkProject({ requestId: id, projectId });
    await murat.api.requests.proposeDates({ requestId: id, eventIds: [eventId] });
    const [date] = (await anybody().requests.follow({ token })).dates;
    await anybody().requests.moveDate({ token, dateId: date!.id, ...tuesday, note: '' });
    const theirs = (await murat.api.requests.get({ requestId: id })).dates.find((one) => !one.isFromOffice)!;
    expect(theirs.eventId).toBe(eventId);
    const accept = () => murat.api.requests.acceptDate({ requestId: id, dateId: theirs.id });

    const hoursTo = (at: Date) => (at.getTime() - scene.now.getTime()) / 3_600_000;
    // Somebody who has a place is elsewhere at that time.
    const hanne = await scene.person('Hanne');
    await hanne.api.scheduling.signUp({ shiftId });
    const elsewhere = await scene.shift(office, { inHours: hoursTo(theirs.startAt) });
    await hanne.api.scheduling.signUp({ shiftId: elsewhere.shiftId });
    expect(await refusal(accept())).toMatchObject({ code: 'MOVE_CONFLICTS', details: { people: 1 } });
    expect((await murat.api.scheduling.getEvent({ eventId })).startAt).toEqual(date!.startAt);
    expect((await anybody().requests.follow({ token })).dates.some((one) => one.confirmedAt)).toBe(false);

    await hanne.api.scheduling.cancelSignup({ shiftId: elsewhere.shiftId });
    await accept();
    expect(await murat.api.scheduling.getEvent({ eventId })).toMatchObject({
      startAt: new Date('2026-12-01T14:00:00Z'),
      endAt: new Date('2026-12-01T15:30:00Z'),
    });
  });

  it('confirmed and taken back at the same moment end in one of the two', async () => {
    const { id, token } = await submitted();
    await murat.api.requests.proposeDates({ requestId: id, dates: [tuesday] });
    const [date] = (await anybody().requests.follow({ token })).dates;
    const tries = await Promise.allSettled([
      anybody().requests.confirmDate({ token, dateId: date!.id }),
      murat.api.requests.withdrawDate({ requestId: id, dateId: date!.id }),
    ]);
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('may be dates of the linked project, of no other, and never past ones', async () => {
    const { id } = await submitted();
    const { projectId, eventId, startAt } = await scene.shift(office, { inHours: 90 });
    const { eventId: foreign } = await scene.shift(office, { inHours: 95 });
    await murat.api.requests.linkProject({ requestId: id, projectId });
    const propose = (eventIds: string[]) => murat.api.requests.proposeDates({ requestId: id, eventIds });
    expect(await refusal(propose([foreign]))).toMatchObject({ code: 'NOT_FOUND' });
    await propose([eventId]);
    expect((await murat.api.requests.get({ requestId: id })).dates[0]).toMatchObject({ startAt, eventId });
    const past = { ...tuesday, date: '2026-11-23' };
    expect(await refusal(murat.api.requests.proposeDates({ requestId: id, dates: [past] }))).toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: 'date' },
    });
    expect(await refusal(propose([]))).toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('who has no e-mail', () => {
  it('is called: the answer opens a task', async () => {
    const { reach: _, ...told } = brandt;
    const { requestId } = await murat.api.requests.enter({
      ...told,
      organisationId: office,
      phone: '0221 4710 999',
      place: '',
    });
    expect(await murat.api.requests.answer({ requestId, text: 'Ja, gern.' })).toEqual({ isTold: false });
    const tasks = await scene.db
      .select()
      .from(schema.callTask)
      .where(eq(schema.callTask.requestId, requestId));
    expect(tasks.map(({ kind }) => kind).sort()).toEqual(['request_answer', 'request_person_notice']);
  });
});

describe('a house', () => {
  const ask = {
    kind: 'reading' as const,
    wish: 'Kinder, die wenig zu Hause lesen.',
    people: 8,
    classes: '2a, 3b',
    weekdays: ['2', '4'] as ('2' | '4')[],
    times: '3. Stunde',
    startsOn: '2027-02-01',
  };

  it('asks its district’s office and follows the state; another house sees nothing of it', async () => {
    const { requestId } = await lenz.api.requests.ask({ ...ask, facilityId: school });
    expect((await murat.api.requests.get({ requestId })).request).toMatchObject({
      channel: 'facility',
      facilityName: 'Grundschule am Kastanienhof',
      contactName: lenz.actor.name,
    });
    expect(await murat.api.requests.planningFacts({ requestId })).toMatchObject({
      title: 'Lesepatenschaft: Grundschule am Kastanienhof',
      facts: { people: 8, classes: '2a, 3b', weekdays: ['2', '4'], startsOn: '2027-02-01' },
    });
    const { token } = await lenz.api.requests.linkOfOwn({ requestId });
    expect((await lenz.api.requests.follow({ token })).state).toBe('new');
    expect((await okafor.api.requests.own({})).items).toEqual([]);
    expect(await refusal(okafor.api.requests.linkOfOwn({ requestId }))).toMatchObject({ code: 'NOT_FOUND' });
    const foreign = okafor.api.requests.ask({ ...ask, facilityId: school });
    expect(await refusal(foreign)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is told in the application when the office answers', async () => {
    const { requestId } = await lenz.api.requests.ask({ ...ask, facilityId: school });
    await murat.api.requests.answer({ requestId, text: 'Gern.' });
    const { items } = await lenz.api.messaging.notices({});
    expect(items[0]).toMatchObject({ kind: 'request_news', details: { requestId } });
  });

  it('of a parish asks for a speaker, which becomes a project of its own', async () => {
    const parish = await scene.organisation('Ev. Gemeinde Am Anger', 'parish');
    const irmgard = await scene.person('Irmgard', { roles: [['group_leader', parish]] });
    const { requestId } = await irmgard.api.requests.ask({
      kind: 'impulse',
      facilityId: parish,
      wish: 'Vorsorgevollmacht',
      people: 23,
      offer: 'speaker',
    });
    expect(await murat.api.requests.planningFacts({ requestId })).toMatchObject({
      kind: 'other',
      title: 'Vortrag oder Schulung: Ev. Gemeinde Am Anger',
      facts: { offer: 'speaker', people: 23 },
    });
    const empty = irmgard.api.requests.ask({ kind: 'impulse', facilityId: parish, wish: 'Etwas' } as never);
    await expect(empty).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('says nothing that its kind does not ask', async () => {
    const attempt = lenz.api.requests.ask({ ...ask, rooms: 'Aula', facilityId: school } as never);
    await expect(attempt).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});

describe('the inbox', () => {
  it('counts states, finds despite umlauts and by number, and shows the longest waiting first', async () => {
    const quiet = await scene.organisation('Seniorenbüro Still');
    const lone = await scene.person('Lone', { roles: [['coordinator', quiet]] });
    const enter = (contactName: string) =>
      lone.api.requests.enter({
        kind: 'accompanying',
        organisationId: quiet,
        contactName,
        phone: '0221 4710555',
        relation: 'neighbour',
        personName: 'Frau Schäfer',
        personKnows: 'unsure',
        wish: 'Zum Arzt.',
      });
    const before = scene.now;
    const { requestId: first } = await enter('Jörg Müller');
    scene.now = new Date(before.getTime() + 3_600_000);
    const { requestId: second } = await enter('Ines Koch');
    scene.now = before;
    await lone.api.requests.advance({ requestId: second, to: 'in_talk' });
    const inbox = await lone.api.requests.inbox({});
    expect(inbox.items.map(({ id }) => id)).toEqual([first, second]);
    expect(inbox.counts).toMatchObject({ new: 1, in_talk: 1, planned: 0 });
    expect((await lone.api.requests.inbox({ order: 'newest' })).items[0]!.id).toBe(second);
    expect((await lone.api.requests.inbox({ text: 'mueller' })).items.map(({ id }) => id)).toEqual([first]);
    expect((await lone.api.requests.inbox({ text: 'schaefer', state: 'in_talk' })).total).toBe(1);
    expect((await lone.api.requests.inbox({ text: inbox.items[0]!.reference })).total).toBe(1);
    expect(await lone.api.requests.desk()).toMatchObject({ newCount: 1, newsCount: 0 });
  });
});
