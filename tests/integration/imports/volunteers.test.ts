import { workOn } from '#lib/features/imports/work.service.server.ts';
import * as schema from '#lib/server/db/schema/index.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene, type Person } from '#tests/support/scene.ts';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '../scheduling/refusal.ts';
import { csv, formOf, startImport, work } from './support.ts';

const database = useDatabase();
let scene: Scene;
let office: string;
let other: string;
let murat: Person;
let nadja: Person;

beforeAll(async () => {
  scene = new Scene(database.url);
  await scene.town();
  office = await scene.organisation('Seniorenbüro Aplerbeck');
  other = await scene.organisation('Seniorenbüro Brackel');
  murat = await scene.person('Murat', { roles: [['coordinator', office]] });
  nadja = await scene.person('Nadja', { roles: [['coordinator', other]] });
});
afterAll(() => scene.close());

/** Somebody whom an office knows already. */
async function volunteerOf(officeId: string, facts: Partial<typeof schema.person.$inferInsert>) {
  const [person] = await scene.db
    .insert(schema.person)
    .values({ givenName: 'Hanne', familyName: 'Grünwald', email: null, phone: '+492214710100', ...facts })
    .returning();
  await scene.db.insert(schema.volunteer).values({ personId: person!.id, officeId, registeredAt: scene.now });
  return person!.id;
}

const people = (familyName: string) =>
  scene.db.select().from(schema.person).where(eq(schema.person.familyName, familyName));

describe('a list of volunteers', () => {
  it('from Windows Excel becomes people of the office, with umlauts, telephones and postal codes as they are', async () => {
    const file = csv(
      'Name, Vorname;E-Mail;Handy;PLZ;Stadtbezirk;Sprachen;Zeiten\r\n' +
        'Größmann, Käthe;Kaethe@Example.org;0171 / 39 200 11;01067;Aplerbeck;Deutsch, Türkisch;Mo 14-16 Uhr\r\n' +
        'Yılmaz, Ömer;;0171-3920012;44287;;;\r\n'.replace('Yılmaz', 'Yilmaz'),
      'latin1',
    );
    const runId = await startImport(scene, murat, office, 'volunteers', file);
    expect(await murat.api.imports.get({ runId })).toMatchObject({
      state: 'checked',
      totalRows: 2,
      doneRows: 2,
      newRows: 2,
      duplicateRows: 0,
      badRows: 0,
    });
    expect(await people('Größmann')).toEqual([]);

    await murat.api.imports.takeOver({ runId });
    await work(scene, runId);
    expect(await murat.api.imports.get({ runId })).toMatchObject({
      state: 'applied',
      createdRows: 2,
      updatedRows: 0,
    });
    const [kaethe] = await people('Größmann');
    expect(kaethe).toMatchObject({
      givenName: 'Käthe',
      email: 'kaethe@example.org',
      phone: '+4917139' + '20011',
      districtCode: 'apl',
      emailConfirmedAt: null,
    });
    const [profile] = await scene.db
      .select()
      .from(schema.volunteer)
      .where(eq(schema.volunteer.personId, kaethe!.id));
    expect(profile).toMatchObject({
      officeId: office,
      postalCode: '01067',
      languages: ['de', 'tr'],
      welcomedBy: murat.id,
    });
    const windows = await scene.db
      .select()
      .from(schema.availability)
      .where(eq(schema.availability.personId, kaethe!.id));
    expect(windows).toMatchObject([{ weekday: 1, startTime: '14:00:00', endTime: '16:00:00' }]);
    const mails = await scene.db.execute(
      sql`select from graphile_worker.jobs where task_identifier = 'send_mail'`,
    );
    expect(mails.length).toBe(0);
  });

  it('is guessed the next time as the office has said it', async () => {
    const file = csv('Kürzel;Rufname;Mail\nGrau;Tilda;tilda@example.org');
    const { runId } = await murat.api.imports.upload(formOf(office, 'volunteers', file));
    const { columns } = await murat.api.imports.columns({ runId });
    expect(columns).toEqual([
      { header: 'Kürzel', field: null, samples: ['Grau'] },
      { header: 'Rufname', field: 'givenName', samples: ['Tilda'] },
      { header: 'Mail', field: 'email', samples: ['tilda@example.org'] },
    ]);
    expect(
      await refusal(murat.api.imports.setColumns({ runId, mapping: ['', 'givenName', 'email'] })),
    ).toMatchObject({ code: 'INVALID_INPUT', details: { missing: [['name', 'familyName']], repeated: [] } });
    await murat.api.imports.setColumns({ runId, mapping: ['familyName', 'givenName', 'email'] });
    const again = await murat.api.imports.upload(formOf(office, 'volunteers', file));
    const fields = (await murat.api.imports.columns(again)).columns.map(({ field }) => field);
    expect(fields).toEqual(['familyName', 'givenName', 'email']);
  });

  it('says of each bad row what is wrong', async () => {
    const file = csv(
      [
        'Vorname;Nachname;E-Mail;Telefon;PLZ;Sprachen',
        'Ute;Kern;ute.kern@example,org;;;',
        ';Kern;kern@example.org;;;',
        'Uwe;Kern;;;;',
        'Ulf;Kern;ulf@example.org;12;4428x;',
        'Ina;Kern;ina@example.org;;;Plattdeutsch',
        'Ina;Kern;ina@example.org;;;',
        `Max;Kern;${nadja.actor.email};;;`,
      ].join('\n'),
    );
    const runId = await startImport(scene, murat, office, 'volunteers', file);
    const { items } = await murat.api.imports.rows({ runId, verdict: 'bad' });
    expect(items.map(({ number, problems }) => [number, ...problems.map(({ code }) => code)])).toEqual([
      [2, 'email_invalid'],
      [3, 'missing'],
      [4, 'not_reachable'],
      [5, 'phone_invalid', 'postal_code_invalid'],
      [7, 'repeated'],
      [8, 'has_account'],
    ]);
    const hints = await murat.api.imports.rows({ runId, verdict: 'new', hintsOnly: true });
    expect(hints.items.map(({ number, problems }) => [number, problems[0]!.code])).toEqual([
      [6, 'language_unknown'],
    ]);
  });
});

describe('duplicates', () => {
  it('are found by e-mail, by telephone with name and by similar name, within the own office only', async () => {
    const byMail = await volunteerOf(office, { familyName: 'Abel', email: 'abel@example.org' });
    const byPhone = await volunteerOf(office, { familyName: 'Brehm', phone: '+492214710111' });
    const byName = await volunteerOf(office, { familyName: 'Cremer', givenName: 'Hannelore' });
    await volunteerOf(other, { familyName: 'Dorn', phone: '+492214710113' });
    const file = csv(
      [
        'Name;E-Mail;Telefon',
        'Anders Abel;ABEL@example.org;',
        'Hanne Brehm;;(0221) 4710-111',
        'Hanne Cremer;hanne.cremer@example.org;',
        'Hanne Dorn;;0221 4710113',
        'Cremer Hannelore;;0221 4710199',
      ].join('\n'),
    );
    const runId = await startImport(scene, murat, office, 'volunteers', file);
    const { items } = await murat.api.imports.rows({ runId, verdict: 'duplicate' });
    expect(items.map((row) => [row.number, row.duplicateId, row.duplicateReason, row.choice])).toEqual([
      [2, byMail, 'email', 'skip'],
      [3, byPhone, 'phone', 'skip'],
      [4, byName, 'name', 'skip'],
      [6, byName, 'name', 'skip'],
    ]);
    expect(items[2]).toMatchObject({ duplicateName: 'Hannelore Cremer' });
    expect((await murat.api.imports.rows({ runId, verdict: 'new' })).items.map((row) => row.number)).toEqual([
      5,
    ]);
  });

  it('fill what is empty and overwrite nothing, and an undo empties just that again', async () => {
    const id = await volunteerOf(office, { familyName: 'Ebert', givenName: 'Hanne', phone: '+492214710120' });
    const file = csv(
      'Vorname;Nachname;E-Mail;Telefon;PLZ;Zeiten\nHanne;Ebert;ebert@example.org;0221 4710121;44287;Di vormittags',
    );
    const runId = await startImport(scene, murat, office, 'volunteers', file);
    await murat.api.imports.choose({ runId, choice: 'update' });
    await murat.api.imports.takeOver({ runId });
    await work(scene, runId);
    expect(await murat.api.imports.get({ runId })).toMatchObject({ createdRows: 0, updatedRows: 1 });
    const now = () => people('Ebert');
    expect(await now()).toMatchObject([{ id, email: 'ebert@example.org', phone: '+492214710120' }]);
    await murat.api.imports.undo({ runId });
    await work(scene, runId);
    expect(await now()).toMatchObject([{ id, email: null, phone: '+492214710120' }]);
    const windows = await scene.db
      .select()
      .from(schema.availability)
      .where(eq(schema.availability.personId, id));
    expect(windows).toEqual([]);
  });

  it('are created all the same where the office says so, row by row', async () => {
    await volunteerOf(office, { familyName: 'Falk', givenName: 'Jan', phone: '+492214710130' });
    const file = csv('Vorname;Nachname;Telefon\nJan;Falk;0221 4710131\nJana;Falk;0221 4710132');
    const runId = await startImport(scene, murat, office, 'volunteers', file);
    await murat.api.imports.choose({ runId, choice: 'create', number: 3 });
    expect(await murat.api.imports.choices({ runId })).toMatchObject({ skip: 1, create: 1, update: 0 });
    await murat.api.imports.takeOver({ runId });
    await work(scene, runId);
    expect((await people('Falk')).map(({ givenName }) => givenName).sort()).toEqual(['Jan', 'Jana']);
  });
});

describe('all or nothing', () => {
  it('when a row in the middle has been taken meanwhile, nothing is taken over, and the row is named', async () => {
    const rows = Array.from({ length: 1200 }, (_, i) => `Alma${i};Gerber${i};alma${i}@example.org`);
    const runId = await startImport(
      scene,
      murat,
      office,
      'volunteers',
      csv(['Vorname;Nachname;E-Mail', ...rows].join('\n')),
    );
    await volunteerOf(other, { familyName: 'Zander', email: 'alma700@example.org' });
    await murat.api.imports.takeOver({ runId });
    await work(scene, runId);
    expect(await murat.api.imports.get({ runId })).toMatchObject({
      state: 'checked',
      failure: 'changed',
      failedRow: 702,
      createdRows: 0,
    });
    expect(await people('Gerber0')).toEqual([]);
    expect(await people('Gerber1199')).toEqual([]);
  });

  it('two who press at the same moment, or two workers, do it once', async () => {
    const runId = await startImport(
      scene,
      murat,
      office,
      'volunteers',
      csv('Vorname;Nachname;E-Mail\nIda;Hoffer;ida.hoffer@example.org'),
    );
    const presses = await Promise.allSettled([
      murat.api.imports.takeOver({ runId }),
      murat.api.imports.takeOver({ runId }),
    ]);
    expect(presses.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await Promise.all([work(scene, runId), work(scene, runId), work(scene, runId)]);
    expect(await people('Hoffer')).toHaveLength(1);
    expect(await murat.api.imports.get({ runId })).toMatchObject({ state: 'applied', createdRows: 1 });
  });

  it('shows its progress while its transaction is still open', async () => {
    const rows = Array.from({ length: 1500 }, (_, i) => `Bea${i};Iller${i};bea${i}@example.org`);
    const file = csv(['Vorname;Nachname;E-Mail', ...rows].join('\n'));
    const runId = await startImport(scene, murat, office, 'volunteers', file);
    await murat.api.imports.takeOver({ runId });
    const seen = new Set<number>();
    const working = workOn({ actor: null, db: scene.db, now: scene.now }, { runId });
    let isDone = false;
    void working.finally(() => (isDone = true));
    while (!isDone) {
      const run = await murat.api.imports.get({ runId });
      if (run.state === 'applying') seen.add(run.doneRows);
    }
    await working;
    expect(seen.size).toBeGreaterThan(1);
    expect(await people('Iller0')).toHaveLength(1);
  });
});

describe('an undo', () => {
  it('removes what was created, except for whom something depends on since', async () => {
    const file = csv(
      [
        'Vorname;Nachname;E-Mail',
        'Kai;Jost;kai.jost@example.org',
        'Pia;Jost;pia.jost@example.org',
        'Tom;Jost;tom.jost@example.org',
        'Eva;Jost;eva.jost@example.org',
      ].join('\n'),
    );
    const runId = await startImport(scene, murat, office, 'volunteers', file);
    await murat.api.imports.takeOver({ runId });
    await work(scene, runId);
    const byName = new Map((await people('Jost')).map((person) => [person.givenName, person.id]));
    const { shiftId } = await scene.shift(office);
    await scene.db.insert(schema.signup).values({
      ...{ shiftId, personId: byName.get('Pia')!, signedUpAt: scene.now, signedUpBy: murat.id },
      ...{ during: '[,)', duringWithTravel: '[,)', placeKey: '', confirmedAt: scene.now },
    });
    await scene.db
      .insert(schema.session)
      .values({ id: 'a session of Tom', personId: byName.get('Tom')!, expiresAt: new Date('2027-01-01') });
    // Something that no rule of ours knows of.
    await scene.db.insert(schema.callTask).values({
      ...{ organisationId: office, kind: 'notice_unread', personId: byName.get('Eva')! },
      ...{ createdAt: scene.now, dueAt: scene.now, details: {} },
    });
    await murat.api.imports.undo({ runId });
    await work(scene, runId);
    expect((await people('Jost')).map(({ givenName }) => givenName).sort()).toEqual(['Eva', 'Pia', 'Tom']);
    expect(await murat.api.imports.get({ runId })).toMatchObject({ state: 'undone', keptRows: 3 });
    expect((await murat.api.imports.kept({ runId })).map(({ name }) => name)).toEqual([
      'Eva Jost',
      'Pia Jost',
      'Tom Jost',
    ]);
  });
});

describe('an import', () => {
  it('does not exist for another office, and volunteers are taken over by coordinators only', async () => {
    const file = csv('Vorname;Nachname;E-Mail\nLea;Kolb;lea@example.org');
    const runId = await startImport(scene, murat, office, 'volunteers', file);
    const leader = await scene.person('Irmgard', { roles: [['group_leader', office]] });
    const attempts = [nadja, leader].flatMap(({ api }) => [
      api.imports.get({ runId }),
      api.imports.columns({ runId }),
      api.imports.rows({ runId, verdict: 'new' }),
      api.imports.choose({ runId, choice: 'create' }),
      api.imports.takeOver({ runId }),
      api.imports.undo({ runId }),
      api.imports.discard({ runId }),
      api.imports.kept({ runId }),
      api.imports.upload(formOf(office, 'volunteers', file)),
    ]);
    const codes = (await Promise.all(attempts.map(refusal))).map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(['NOT_FOUND']));
    expect((await nadja.api.imports.list({})).items).toEqual([]);
  });

  it('that nobody carries out can be thrown away', async () => {
    const { runId } = await murat.api.imports.upload(
      formOf(office, 'volunteers', csv('Name;E-Mail\nA B;a@example.org')),
    );
    await murat.api.imports.discard({ runId });
    expect((await refusal(murat.api.imports.get({ runId }))).code).toBe('NOT_FOUND');
  });
});
