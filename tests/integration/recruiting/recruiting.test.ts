import type { ProjectKind } from '#lib/features/projects/project.ts';
import { lookAfterReadiness } from '#lib/features/recruiting/expiry.service.server.ts';
import { missingFor } from '#lib/features/recruiting/readiness.ts';
import { readinessOf } from '#lib/features/recruiting/readiness.service.server.ts';
import { type QualificationKind, qualificationKinds } from '#lib/features/volunteers/volunteer.ts';
import * as schema from '#lib/server/db/schema/index.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { type Person, Scene } from '#tests/support/scene.ts';
import { and, eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '../scheduling/refusal.ts';

const database = useDatabase();
let scene: Scene;
let aplerbeck: string;
let brackel: string;
let murat: Person;
let selin: Person;
let nadja: Person;

beforeAll(async () => {
  scene = new Scene(database.url);
  await scene.town();
  aplerbeck = await scene.organisation('Seniorenbüro Aplerbeck');
  brackel = await scene.organisation('Seniorenbüro Brackel');
  murat = await scene.person('Murat', { roles: [['coordinator', aplerbeck]] });
  selin = await scene.person('Selin', { roles: [['coordinator', aplerbeck]] });
  nadja = await scene.person('Nadja', { roles: [['coordinator', brackel]] });
});
afterAll(() => scene.close());

async function volunteer(givenName: string, office: string | null = aplerbeck): Promise<Person> {
  const person = await scene.person(givenName);
  await scene.db
    .update(schema.volunteer)
    .set({ officeId: office })
    .where(eq(schema.volunteer.personId, person.id));
  return person;
}

const activityOf = async (person: Person, kind: ProjectKind) =>
  (await person.api.recruiting.activities()).find((one) => one.kind === kind)!;

async function applied(person: Person, kind: ProjectKind = 'visiting'): Promise<string> {
  const { id } = await activityOf(murat, kind);
  const { applicationId } = await murat.api.recruiting.openApplication({
    activityId: id,
    personId: person.id,
  });
  return applicationId;
}

const record = (applicationId: string, ...kinds: QualificationKind[]) =>
  Promise.all(kinds.map((kind) => murat.api.recruiting.record({ applicationId, kind, on: '2026-11-20' })));

const stageOf = async (applicationId: string) =>
  (await murat.api.recruiting.get({ applicationId })).application.stage;

describe('what an office recruits for', () => {
  it('an office that never recruited begins with the usual activities, however many come first', async () => {
    const [mine, hers] = await Promise.all([
      murat.api.recruiting.activities(),
      selin.api.recruiting.activities(),
    ]);
    expect(mine.map(({ kind }) => kind).toSorted()).toEqual(['accompanying', 'group', 'reading', 'visiting']);
    expect(hers).toEqual(mine);
    expect((await murat.api.recruiting.texts()).map(({ version }) => version)).toEqual([1, 1, 1]);
  });

  it('who visits adults is not asked for a record check', async () => {
    const { requirements } = await activityOf(murat, 'visiting');
    expect(requirements).not.toContain('record_inspection');
    expect(requirements).not.toContain('basic_record');
  });

  it('agreement and secrecy stay required, whatever is ticked', async () => {
    const { activityId } = await murat.api.recruiting.saveActivity({
      ...{ organisationId: aplerbeck, kind: 'other', name: 'Fahrdienst' },
      ...{ stages: ['checks', 'talk'], requirements: ['driving_licence'] },
    });
    const saved = await murat.api.recruiting.activity({ activityId });
    expect(saved.requirements).toEqual(['volunteer_agreement', 'secrecy_declaration', 'driving_licence']);
    expect(saved.stages).toEqual(['interested', 'checks', 'talk', 'ready', 'paused', 'left']);
    await expect(
      scene.db.execute(sql`update activity set requirements = '{driving_licence}' where id = ${activityId}`),
    ).rejects.toThrow();
  });

  it('a stage in which somebody stands cannot be taken away', async () => {
    const { activityId } = await murat.api.recruiting.saveActivity({
      ...{ organisationId: aplerbeck, kind: 'other', name: 'Telefonkette' },
      ...{ stages: ['talk', 'checks'], requirements: [] },
    });
    const otto = await volunteer('Otto');
    const { applicationId } = await murat.api.recruiting.openApplication({ activityId, personId: otto.id });
    await murat.api.recruiting.move({ applicationId, from: 'interested', to: 'talk' });
    const changed = { activityId, organisationId: aplerbeck, kind: 'other' as const, requirements: [] };
    expect(
      await refusal(
        murat.api.recruiting.saveActivity({ ...changed, name: 'Telefonkette', stages: ['checks'] }),
      ),
    ).toMatchObject({ code: 'STILL_IN_USE' });
    expect(
      await refusal(murat.api.recruiting.archiveActivity({ activityId, isArchived: true })),
    ).toMatchObject({ code: 'STILL_IN_USE' });
  });
});

describe('an application', () => {
  it('comes from a wish to help, which is answered with it; twice is once', async () => {
    const hanne = await volunteer('Hanne');
    const { projectId } = await scene.shift(aplerbeck);
    await scene.db.execute(sql`update project set is_standing = true where id = ${projectId}`);
    await hanne.api.volunteers.expressInterest({ projectId, message: 'Ich lese gern vor.' });
    const [wish] = await murat.api.volunteers.listInterests();
    const { id: activityId } = await activityOf(murat, 'visiting');
    const input = { activityId, personId: hanne.id, interestId: wish!.id };
    const [first, second] = await Promise.all([
      murat.api.recruiting.openApplication(input),
      selin.api.recruiting.openApplication(input),
    ]);
    expect(first.applicationId).toBe(second.applicationId);
    expect([first.isNew, second.isNew].toSorted()).toEqual([false, true]);
    expect(await murat.api.volunteers.listInterests()).toEqual([]);
  });

  it('belongs to its office: another one reads, moves and records nothing', async () => {
    const applicationId = await applied(await volunteer('Ilse'));
    for (const attempt of [
      () => nadja.api.recruiting.get({ applicationId }),
      () => nadja.api.recruiting.move({ applicationId, from: 'interested', to: 'talk' }),
      () => nadja.api.recruiting.record({ applicationId, kind: 'intake_talk', on: '2026-11-20' }),
      () => nadja.api.recruiting.offeredTo({ applicationId }),
    ]) {
      expect(await refusal(attempt())).toMatchObject({ code: 'NOT_FOUND' });
    }
    expect((await nadja.api.recruiting.board({})).cards).toEqual([]);
  });

  it('does not reach "ready" before all is there, and names what is missing', async () => {
    const applicationId = await applied(await volunteer('Karl'));
    await record(applicationId, 'intake_talk', 'volunteer_agreement');
    expect(
      await refusal(murat.api.recruiting.move({ applicationId, from: 'interested', to: 'ready' })),
    ).toMatchObject({ code: 'CHECK_MISSING', details: { missing: ['secrecy_declaration'] } });
    await record(applicationId, 'secrecy_declaration');
    await murat.api.recruiting.move({ applicationId, from: 'interested', to: 'ready' });
    expect(await stageOf(applicationId)).toBe('ready');
  });

  it('not even by hand in the database', async () => {
    const applicationId = await applied(await volunteer('Lotte'));
    await expect(
      scene.db.execute(sql`update application set stage = 'ready' where id = ${applicationId}`),
    ).rejects.toMatchObject({ cause: { constraint_name: 'application_ready' } });
    await expect(
      scene.db.execute(sql`
        insert into application (activity_id, organisation_id, person_id, stage, stage_at, created_at, created_by)
        select activity_id, organisation_id, ${(await volunteer('Max')).id}, 'ready', now(), now(), created_by
        from application where id = ${applicationId}`),
    ).rejects.toMatchObject({ cause: { constraint_name: 'application_ready' } });
  });

  it('an expired certificate counts as missing, and who was born before 1971 needs no measles confirmation', async () => {
    const person = await volunteer('Rosa');
    const applicationId = await applied(person, 'reading');
    await record(
      applicationId,
      ...(['intake_talk', 'volunteer_agreement', 'secrecy_declaration', 'self_commitment'] as const),
      'training_reading',
    );
    await murat.api.recruiting.record({ applicationId, kind: 'record_inspection', on: '2021-11-23' });
    const toReady = () => murat.api.recruiting.move({ applicationId, from: 'interested', to: 'ready' });
    expect(await refusal(toReady())).toMatchObject({
      details: { missing: ['record_inspection', 'measles_confirmation'] },
    });
    await murat.api.recruiting.setBirthYear({ applicationId, birthYear: 1955 });
    await record(applicationId, 'record_inspection');
    await toReady();
    expect(await stageOf(applicationId)).toBe('ready');
  });

  it('the pure rule and the database agree on what is missing', async () => {
    const person = await volunteer('Zora');
    const on = '2026-11-24';
    const day = fc.constantFrom('2026-11-20', '2026-11-24', '2026-11-25', '2027-02-01');
    const held = fc.uniqueArray(
      fc.record({ kind: fc.constantFrom(...qualificationKinds), grantedOn: day, expiresOn: fc.option(day) }),
      { selector: ({ kind }) => kind },
    );
    await fc.assert(
      fc.asyncProperty(
        held,
        fc.uniqueArray(fc.constantFrom(...qualificationKinds)),
        fc.option(fc.constantFrom(1955, 1970, 1971, 1990)),
        async (qualifications, requirements, birthYear) => {
          await scene.db.delete(schema.qualification).where(eq(schema.qualification.personId, person.id));
          for (const one of qualifications)
            await scene.db.insert(schema.qualification).values({ ...one, personId: person.id });
          await scene.db
            .update(schema.volunteer)
            .set({ birthYear })
            .where(eq(schema.volunteer.personId, person.id));
          const [row] = await scene.db.execute<{ missing: string[] }>(
            sql`select lacking(${sql.param(requirements)}::text[], ${person.id}, ${on}, ${aplerbeck}) as missing`,
          );
          expect(missingFor({ requirements }, { qualifications, birthYear }, on)).toEqual(row!.missing);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('two who move it at the same moment: one does, the other is told', async () => {
    const applicationId = await applied(await volunteer('Nora'));
    const results = await Promise.allSettled([
      murat.api.recruiting.move({ applicationId, from: 'interested', to: 'talk' }),
      selin.api.recruiting.move({ applicationId, from: 'interested', to: 'checks' }),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { application } = await murat.api.recruiting.get({ applicationId });
    expect(application.moves).toHaveLength(2);
  });

  it('a move is taken back exactly, but only the last one', async () => {
    const applicationId = await applied(await volunteer('Paula'));
    const paused = await murat.api.recruiting.move({
      ...{ applicationId, from: 'interested', to: 'paused', pausedUntil: '2027-01-31' },
    });
    const back = await murat.api.recruiting.move({ applicationId, from: 'paused', to: 'talk' });
    expect(await refusal(murat.api.recruiting.undoMove(paused))).toMatchObject({ code: 'UNDO_TOO_LATE' });
    await murat.api.recruiting.undoMove(back);
    const { application } = await murat.api.recruiting.get({ applicationId });
    expect(application).toMatchObject({ stage: 'paused', pausedUntil: '2027-01-31' });
    expect(application.moves.map(({ toStage }) => toStage)).toEqual(['paused', 'interested']);
  });

  it('leaves with a reason and returns, unless another one for the same has been opened meanwhile', async () => {
    const person = await volunteer('Quirin');
    const applicationId = await applied(person);
    const end = { applicationId, from: 'interested', to: 'left' } as const;
    await expect(murat.api.recruiting.move(end)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await murat.api.recruiting.move({ ...end, leftReason: 'no_time' });
    expect((await murat.api.recruiting.list({ stage: 'left' })).items.map(({ id }) => id)).toContain(
      applicationId,
    );
    const second = await applied(person);
    expect(second).not.toBe(applicationId);
    const back = { applicationId, from: 'left', to: 'interested' } as const;
    expect(await refusal(murat.api.recruiting.move(back))).toMatchObject({ code: 'ALREADY_EXISTS' });
    await murat.api.recruiting.move({
      ...{ applicationId: second, from: 'interested', to: 'left', leftReason: 'other' },
    });
    await murat.api.recruiting.move(back);
    expect(await stageOf(applicationId)).toBe('interested');
  });

  it('the board pages each stage for itself and counts all', async () => {
    const { activityId } = await murat.api.recruiting.saveActivity({
      ...{ organisationId: aplerbeck, kind: 'other', name: 'Großer Andrang' },
      ...{ stages: ['talk'], requirements: [] },
    });
    for (let n = 0; n < 9; n++) {
      const { id } = await volunteer(`Gast${n}`);
      await murat.api.recruiting.openApplication({ activityId, personId: id });
    }
    const first = await murat.api.recruiting.board({ activityId });
    const second = await murat.api.recruiting.board({ activityId, pages: { interested: 2 } });
    expect(first.counts.interested).toBe(9);
    expect([first.cards.length, second.cards.length]).toEqual([6, 3]);
    expect(new Set([...first.cards, ...second.cards].map(({ id }) => id)).size).toBe(9);
  });
});

describe('a check that ends', () => {
  afterEach(() => {
    scene.now = new Date('2026-11-24T09:00:00+01:00');
  });
  const night = (day: string) =>
    lookAfterReadiness({ actor: null, db: scene.db, now: new Date(`${day}T03:40:00+01:00`) });
  const endOn = (person: Person, day: string) =>
    scene.db.execute(sql`
      update qualification set expires_on = ${day} where person_id = ${person.id} and kind = 'intake_talk'`);

  it('takes her out of "ready" in the night, tells her and the office once, and renewing it puts her back', async () => {
    const vera = await volunteer('Vera');
    const applicationId = await applied(vera);
    await record(applicationId, 'intake_talk', 'volunteer_agreement', 'secrecy_declaration');
    await murat.api.recruiting.move({ applicationId, from: 'interested', to: 'ready' });
    await endOn(vera, '2026-11-23');
    // The last day still counts.
    await night('2026-11-23');
    expect(await stageOf(applicationId)).toBe('ready');
    await night('2026-11-25');
    await night('2026-11-25');
    expect(await stageOf(applicationId)).toBe('checks');
    const told = async () =>
      (await vera.api.messaging.notices({ onlyUnread: true })).items.map(({ kind }) => kind);
    expect((await told()).filter((kind) => kind === 'recruiting_expired')).toHaveLength(1);
    const calls = async () =>
      (await murat.api.messaging.calls({})).items.filter(({ kind }) => kind === 'recruiting_expired');
    expect(await calls()).toMatchObject([{ personId: vera.id }]);
    const [last] = (await murat.api.recruiting.get({ applicationId })).application.moves;
    expect(last).toMatchObject({ moverName: null, cause: 'expired' });

    scene.now = new Date('2026-11-25T10:00:00+01:00');
    await murat.api.recruiting.record({ applicationId, kind: 'intake_talk', on: '2026-11-25' });
    expect(await stageOf(applicationId)).toBe('ready');
    expect(await calls()).toEqual([]);
    expect((await told()).filter((kind) => kind === 'recruiting_ready')).toHaveLength(2);
  });

  it('does not put back whom somebody has moved on since', async () => {
    const wanda = await volunteer('Wanda');
    const applicationId = await applied(wanda);
    await record(applicationId, 'intake_talk', 'volunteer_agreement', 'secrecy_declaration');
    await murat.api.recruiting.move({ applicationId, from: 'interested', to: 'ready' });
    await endOn(wanda, '2026-11-23');
    await night('2026-11-25');
    scene.now = new Date('2026-11-25T10:00:00+01:00');
    await murat.api.recruiting.move({ applicationId, from: 'checks', to: 'talk' });
    await endOn(wanda, '2027-11-23');
    await night('2026-11-26');
    expect(await stageOf(applicationId)).toBe('talk');
  });
});

describe('declarations', () => {
  it('Hanne signs the version that counts, once, and only what her office asks for', async () => {
    const hanne = await volunteer('Hanne');
    expect(await hanne.api.recruiting.myTexts()).toEqual([]);
    await applied(hanne);
    const texts = await hanne.api.recruiting.myTexts();
    expect(texts.map(({ kind }) => kind).toSorted()).toEqual(['secrecy_declaration', 'volunteer_agreement']);
    const secrecy = texts.find(({ kind }) => kind === 'secrecy_declaration')!;
    await hanne.api.recruiting.sign({ textId: secrecy.id, isAgreed: true });
    await hanne.api.recruiting.sign({ textId: secrecy.id, isAgreed: true });
    const [row] = await scene.db
      .select()
      .from(schema.qualification)
      .where(eq(schema.qualification.personId, hanne.id));
    expect(row).toMatchObject({
      ...{ kind: 'secrecy_declaration', grantedOn: '2026-11-24', textId: secrecy.id, signedHow: 'online' },
    });
    const stranger = await volunteer('Fremd', brackel);
    expect(await refusal(stranger.api.recruiting.sign({ textId: secrecy.id, isAgreed: true }))).toMatchObject(
      { code: 'NOT_FOUND' },
    );
  });

  it('count for the controller to whom they were given: another Träger asks for its own, the same one does not', async () => {
    const provider = await scene.organisation('Beispielverband', 'provider');
    const hoerde = await scene.organisation('Seniorenbüro Hörde');
    const mengede = await scene.organisation('Seniorenbüro Mengede');
    await scene.db.execute(sql`
      update organisation set provider_id = ${provider} where id in (${hoerde}, ${mengede})`);
    const petra = await scene.person('Petra', {
      roles: [
        ['coordinator', hoerde],
        ['coordinator', mengede],
      ],
    });
    const rita = await volunteer('Rita');
    const applicationId = await applied(rita, 'group');
    await record(applicationId, 'volunteer_agreement', 'secrecy_declaration');
    await murat.api.recruiting.move({ applicationId, from: 'interested', to: 'ready' });

    const groups = (await petra.api.recruiting.activities()).filter(({ kind }) => kind === 'group');
    const apply = async (organisationId: string) => {
      const [row] = await scene.db
        .insert(schema.application)
        .values({
          ...{ activityId: groups.find((one) => one.organisationId === organisationId)!.id, organisationId },
          ...{ personId: rita.id, stageAt: scene.now, createdAt: scene.now, createdBy: petra.id },
        })
        .returning({ id: schema.application.id });
      return row!.id;
    };
    const [atHoerde, atMengede] = [await apply(hoerde), await apply(mengede)];
    const missingAt = async (id: string) =>
      (await petra.api.recruiting.board({})).cards
        .find((card) => card.id === id)!
        .requirements.filter(({ light }) => light === 'red')
        .map(({ kind }) => kind);
    expect(await missingAt(atHoerde)).toEqual(['volunteer_agreement', 'secrecy_declaration']);
    expect(
      await refusal(petra.api.recruiting.move({ applicationId: atHoerde, from: 'interested', to: 'ready' })),
    ).toMatchObject({ code: 'CHECK_MISSING' });
    for (const { id, organisationId } of await rita.api.recruiting.myTexts()) {
      if (organisationId === hoerde) await rita.api.recruiting.sign({ textId: id, isAgreed: true });
    }
    expect(await missingAt(atHoerde)).toEqual([]);
    expect(await missingAt(atMengede)).toEqual([]);
    await petra.api.recruiting.move({ applicationId: atHoerde, from: 'interested', to: 'ready' });
    // What she signed first stands as it was.
    expect(await stageOf(applicationId)).toBe('ready');
    const rows = await scene.db.execute<{ n: number }>(sql`
      select count(*)::int as n from qualification where person_id = ${rita.id} and kind = 'secrecy_declaration'`);
    expect(rows[0]!.n).toBe(2);
  });

  it('new words end older signatures on the day by which they are to be renewed', async () => {
    const person = await volunteer('Signe');
    const applicationId = await applied(person);
    await record(applicationId, 'volunteer_agreement');
    const publish = (afterVersion: number) =>
      murat.api.recruiting.publishText({
        ...{ organisationId: aplerbeck, kind: 'volunteer_agreement', body: 'Neu.', afterVersion },
        renewBy: '2026-12-31',
      });
    const { toRenew } = await publish(1);
    expect(toRenew).toBeGreaterThan(0);
    expect(await refusal(publish(1))).toMatchObject({ code: 'CHANGED_MEANWHILE' });
    const { application } = await murat.api.recruiting.get({ applicationId });
    expect(application.requirements.find(({ kind }) => kind === 'volunteer_agreement')).toMatchObject({
      ...{ light: 'yellow', expiresOn: '2026-12-31' },
    });
    const text = (await person.api.recruiting.myTexts()).find(({ kind }) => kind === 'volunteer_agreement')!;
    expect(text).toMatchObject({ version: 2, signedOn: null });
    await person.api.recruiting.sign({ textId: text.id, isAgreed: true });
    const [held] = await scene.db
      .select()
      .from(schema.qualification)
      .where(
        and(
          eq(schema.qualification.personId, person.id),
          eq(schema.qualification.kind, 'volunteer_agreement'),
        ),
      );
    expect(held).toMatchObject({ expiresOn: null, textId: text.id });
  });
});

describe('talks and trainings', () => {
  const plan = (more: Partial<Parameters<Person['api']['recruiting']['planMeeting']>[0]> = {}) =>
    murat.api.recruiting.planMeeting({
      ...{
        organisationId: aplerbeck,
        kind: 'talk',
        date: '2026-11-26',
        startTime: '10:00',
        endTime: '10:45',
      },
      ...{ places: 1, title: '', placeName: '', room: '', ...more },
    });

  it('the last place goes to one of two, and the other is told', async () => {
    const { eventId } = await plan();
    const [uwe, vera] = [await volunteer('Uwe'), await volunteer('Vera')];
    await Promise.all([applied(uwe), applied(vera)]);
    const results = await Promise.allSettled(
      [uwe, vera].map((person) => person.api.recruiting.book({ eventId })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await murat.api.recruiting.meeting({ eventId })).meeting.taken).toBe(1);
  });

  it('nobody is booked for two things at once', async () => {
    const first = await plan({ date: '2026-12-01', places: 5 });
    const second = await plan({ date: '2026-12-01', startTime: '10:30', endTime: '11:00', places: 5 });
    const willi = await volunteer('Willi');
    const applicationId = await applied(willi);
    await willi.api.recruiting.book(first);
    expect(await refusal(murat.api.recruiting.bookFor({ ...second, applicationId }))).toMatchObject({
      code: 'OVERLAPPING_SIGNUP',
    });
  });

  it('only who has applied is invited, and the booking stands among her dates', async () => {
    const { eventId } = await plan({ date: '2026-12-02', places: 5 });
    const xenia = await volunteer('Xenia');
    expect(await refusal(xenia.api.recruiting.book({ eventId }))).toMatchObject({ code: 'NOT_FOUND' });
    await applied(xenia);
    await xenia.api.recruiting.book({ eventId });
    expect(await xenia.api.scheduling.mySignups()).toMatchObject([{ eventId, role: 'participant' }]);
  });

  it('being there records it in one tap, not before it began', async () => {
    const { eventId } = await plan({
      ...{ kind: 'training', training: 'training_dementia', date: '2026-11-25', places: 5 },
    });
    const person = await volunteer('Yvonne');
    const applicationId = await applied(person);
    await murat.api.recruiting.bookFor({ eventId, applicationId });
    const attended = () => murat.api.recruiting.recordAttendance({ eventId, personId: person.id });
    expect(await refusal(attended())).toMatchObject({ code: 'NOT_FOUND' });
    const before = scene.now;
    scene.now = new Date('2026-11-25T12:00:00+01:00');
    await attended();
    expect((await murat.api.recruiting.meeting({ eventId })).guests).toMatchObject([{ wasThere: true }]);
    scene.now = before;
    const [row] = await scene.db
      .select()
      .from(schema.qualification)
      .where(eq(schema.qualification.personId, person.id));
    expect(row).toMatchObject({ kind: 'training_dementia', grantedOn: '2026-11-25' });
  });
});

describe('readiness for matching', () => {
  it('answers for many people in one query, and leaves out who is no volunteer', async () => {
    const [ready, lacking] = [await volunteer('Anna'), await volunteer('Berta')];
    const applicationId = await applied(ready);
    await record(applicationId, 'intake_talk', 'volunteer_agreement', 'secrecy_declaration');
    const paused = await applied(lacking);
    await murat.api.recruiting.move({ applicationId: paused, from: 'interested', to: 'paused' });
    const found = await readinessOf(scene, {
      ...{ organisationId: aplerbeck, kind: 'visiting', on: '2026-11-24' },
      personIds: [ready.id, lacking.id, murat.id],
    });
    expect(found.get(ready.id)).toMatchObject({ isReady: true, missing: [], stage: 'interested' });
    expect(found.get(lacking.id)).toMatchObject({ isReady: false, stage: 'paused' });
    expect(found.has(murat.id)).toBe(false);
  });
});
