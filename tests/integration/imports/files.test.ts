import { ROWS_AT_MOST } from '#lib/features/imports/import.ts';
import { resumeImports, sweepImports } from '#lib/features/imports/work.service.server.ts';
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
let murat: Person;

beforeAll(async () => {
  scene = new Scene(database.url);
  await scene.town();
  office = await scene.organisation('Seniorenbüro Aplerbeck');
  murat = await scene.person('Murat', { roles: [['coordinator', office]] });
});
afterAll(() => scene.close());

const reasonOf = async (file: File) => {
  const { code, details } = await refusal(murat.api.imports.upload(formOf(office, 'volunteers', file)));
  expect(code).toBe('UNREADABLE_FILE');
  expect(details['field']).toBe('file');
  return details['reason'];
};

describe('a file that cannot be taken over leaves nothing behind', () => {
  it.each([
    ['empty', csv('')],
    ['empty', csv('\n;;\n')],
    ['only_headers', csv('Vorname;Nachname;E-Mail\n')],
    ['not_xlsx', new File(['Vorname;Nachname'], 'liste.xlsx')],
    ['broken', new File([new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3, 4, 5])], 'liste.xlsx')],
    ['unknown_type', new File(['%PDF-1.7'], 'liste.pdf')],
    ['too_many_columns', csv(`${Array.from({ length: 61 }, (_, i) => `Spalte ${i}`).join(';')}\nx`)],
  ])('%s', async (reason, file) => {
    expect(await reasonOf(file)).toBe(reason);
    expect(await scene.db.select().from(schema.importRun)).toEqual([]);
  });

  it('with 50,000 rows it says so, and is not half done', async () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => `Vorname${i};Nachname${i};person${i}@example.org`);
    expect(await reasonOf(csv(['Vorname;Nachname;E-Mail', ...rows].join('\n')))).toBe('too_many_rows');
    expect(ROWS_AT_MOST).toBe(20_000);
    expect(await scene.db.select().from(schema.importRun)).toEqual([]);
    expect(await scene.db.select().from(schema.importRow)).toEqual([]);
  });
});

it('a title above the headings is passed over, and rows keep the numbers of the spreadsheet', async () => {
  const file = csv('Ehrenamtliche, Stand November\n\nVorname;Nachname;E-Mail\n\nIna;Kern;keine Adresse');
  const runId = await startImport(scene, murat, office, 'volunteers', file);
  const { items } = await murat.api.imports.rows({ runId, verdict: 'bad' });
  expect(items).toMatchObject([
    { number: 5, problems: [{ code: 'email_invalid', field: 'email', value: 'keine Adresse' }] },
  ]);
});

describe('dates with their tasks', () => {
  it('become one date with several shifts; what cannot be read or is there already is said', async () => {
    const { projectId } = await murat.api.projects.create({
      ...{ organisationId: office, kind: 'reading', title: 'Lesepaten an der Emscherschule', summary: '' },
      ...{ description: '', languages: ['de'], isStanding: true, insuredThrough: '', contactId: '' },
    });
    const house = await scene.organisation('Emscherschule', 'school');
    const lines = [
      'Projekt;Datum;Uhrzeit;Aufgabe;Plätze;Ort',
      'Lesepaten an der Emscherschule;1.12.26;14.30–16 Uhr;Vorlesen;3;Emscherschule',
      'lesepaten an der emscherschule;Di, 1. Dezember 2026;14:30 bis 16:00;Kaffee und Kuchen;1;Emscherschule',
      'Lesepaten an der Emscherschule;46357;9-10;;;Bücherei',
      'Lesepaten an der Emscherschule;31.02.2027;9-10;;;Bücherei',
      'Kochkurs;1.12.2026;9-10;;;Bücherei',
      'Lesepaten an der Emscherschule;28.3.2027;2:30-4;;;Bücherei',
      'Lesepaten an der Emscherschule;2.12.2026;16-14 Uhr;;;Bücherei',
    ];
    const runId = await startImport(scene, murat, office, 'shifts', csv(lines.join('\n')));
    const bad = await murat.api.imports.rows({ runId, verdict: 'bad' });
    expect(bad.items.map(({ number, problems }) => [number, ...problems.map(({ code }) => code)])).toEqual([
      [5, 'date_impossible'],
      [6, 'project_unknown'],
      [7, 'time_skipped'],
      [8, 'end_before_start'],
    ]);
    await murat.api.imports.takeOver({ runId, publish: true });
    await work(scene, runId);
    const events = await scene.db
      .select()
      .from(schema.event)
      .where(eq(schema.event.projectId, projectId))
      .orderBy(schema.event.startAt);
    expect(events).toMatchObject([
      {
        startAt: new Date('2026-12-01T08:00Z'),
        placeName: 'Bücherei',
        venueId: null,
        publishedAt: scene.now,
      },
      { startAt: new Date('2026-12-01T13:30Z'), endAt: new Date('2026-12-01T15:00Z'), venueId: house },
    ]);
    const shifts = await scene.db.select().from(schema.shift).where(eq(schema.shift.eventId, events[1]!.id));
    expect(shifts.map(({ role, maxPlaces }) => [role, maxPlaces]).sort()).toEqual([
      ['catering', 1],
      ['reader', 3],
    ]);

    const again = await startImport(scene, murat, office, 'shifts', csv(lines.slice(0, 4).join('\n')));
    expect(await murat.api.imports.get({ runId: again })).toMatchObject({ newRows: 0, duplicateRows: 3 });

    const hanne = await scene.person('Hanne');
    await murat.api.projects.update({
      ...{ projectId, title: 'Lesepaten', summary: 'Vorlesen.', description: '', languages: ['de'] },
      ...{ isStanding: true, insuredThrough: '', contactId: murat.id },
    });
    await murat.api.projects.publish({ projectId });
    await hanne.api.scheduling.signUp({ shiftId: shifts.find(({ role }) => role === 'catering')!.id });
    await murat.api.imports.undo({ runId });
    await work(scene, runId);
    expect(await murat.api.imports.get({ runId })).toMatchObject({ state: 'undone', keptRows: 1 });
    const left = await scene.db.select().from(schema.event).where(eq(schema.event.projectId, projectId));
    expect(left.map(({ id }) => id)).toEqual([events[1]!.id]);
  });
});

describe('groups', () => {
  it('become drafts with their series, and go again with an undo unless somebody has published one', async () => {
    const file = csv(
      [
        'Gruppe;Rhythmus;Uhrzeit;Ort;Ansprechperson;Ab',
        `Kaffeerunde;2. und 4. Donnerstag im Monat;15–17 Uhr;Gemeindehaus;${murat.actor.name};7.1.2027`,
        'Skatabend;14-täglich Mi;19-21;Gemeindehaus;Frau Niemand;',
        'Singkreis;jeden zweiten Montag;10-11;Gemeindehaus;;',
      ].join('\n'),
    );
    const runId = await startImport(scene, murat, office, 'groups', file);
    const bad = await murat.api.imports.rows({ runId, verdict: 'bad' });
    expect(bad.items).toMatchObject([{ number: 4, problems: [{ code: 'rhythm_ambiguous' }] }]);
    const hints = await murat.api.imports.rows({ runId, verdict: 'new', hintsOnly: true });
    expect(hints.items).toMatchObject([{ number: 3, problems: [{ code: 'contact_unknown' }] }]);
    await murat.api.imports.takeOver({ runId });
    await work(scene, runId);
    const { items } = await murat.api.projects.list({ kind: 'group' });
    const coffee = items.find(({ title }) => title === 'Kaffeerunde')!;
    expect(coffee).toMatchObject({ state: 'draft', nextAt: new Date('2027-01-14T14:00Z') });
    expect(await murat.api.projects.get({ projectId: coffee.id })).toMatchObject({ contactId: murat.id });
    const skat = items.find(({ title }) => title === 'Skatabend')!;
    await scene.db
      .update(schema.project)
      .set({ publishedAt: scene.now, publishedBy: murat.id })
      .where(eq(schema.project.id, skat.id));
    await murat.api.imports.undo({ runId });
    await work(scene, runId);
    expect(await murat.api.imports.kept({ runId })).toEqual([{ id: skat.id, name: 'Skatabend' }]);
    expect((await murat.api.projects.list({ kind: 'group' })).items).toHaveLength(1);
  });
});

describe('an import whose worker has died', () => {
  it('is set to work again, once nobody holds it', async () => {
    const file = csv('Vorname;Nachname;E-Mail\nLea;Kolb;lea.kolb@example.org');
    const { runId } = await murat.api.imports.upload(formOf(office, 'volunteers', file));
    await murat.api.imports.setColumns({ runId, mapping: ['givenName', 'familyName', 'email'] });
    const jobs = () =>
      scene.db.execute(
        sql`select from graphile_worker.jobs where key = ${`import ${runId}`} and locked_at is null`,
      );
    await scene.db.execute(
      sql`select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs`,
    );
    expect(await jobs()).toHaveLength(0);
    const later = new Date(scene.now.getTime() + 120_000);
    await resumeImports({ actor: null, db: scene.db, now: scene.now });
    expect(await jobs()).toHaveLength(0);
    await resumeImports({ actor: null, db: scene.db, now: later });
    expect(await jobs()).toHaveLength(1);
    await work(scene, runId);
    expect(await murat.api.imports.get({ runId })).toMatchObject({ state: 'checked', newRows: 1 });
  });
});

it('after 30 days the rows are deleted, and with them the way back', async () => {
  const file = csv('Vorname;Nachname;E-Mail\nNele;Ott;nele.ott@example.org');
  const runId = await startImport(scene, murat, office, 'volunteers', file);
  await murat.api.imports.takeOver({ runId });
  await work(scene, runId);
  const days = (count: number) => new Date(scene.now.getTime() + count * 86_400_000);
  const rows = () => scene.db.select().from(schema.importRow).where(eq(schema.importRow.runId, runId));
  await sweepImports({ actor: null, db: scene.db, now: days(29) });
  expect(await rows()).toHaveLength(1);
  await sweepImports({ actor: null, db: scene.db, now: days(31) });
  expect(await rows()).toHaveLength(0);
  expect((await refusal(murat.api.imports.undo({ runId }))).code).toBe('UNDO_TOO_LATE');
});

describe('an export', () => {
  it('has what the office may see, and is recorded without persons', async () => {
    const other = await scene.organisation('Seniorenbüro Hörde');
    const nadja = await scene.person('Nadja', { roles: [['coordinator', other]] });
    const { items, total } = await murat.api.volunteers.export({ text: 'Nele' });
    expect(total).toBe(1);
    expect(items).toMatchObject([
      { givenName: 'Nele', familyName: 'Ott', email: 'nele.ott@example.org', availability: [] },
    ]);
    expect((await nadja.api.volunteers.export({})).items).toEqual([]);
    expect((await refusal(nadja.api.volunteers.export({ organisationId: office }))).code).toBe('NOT_FOUND');
    const [recorded] = await scene.db
      .select()
      .from(schema.domainEvent)
      .where(sql`type = 'volunteers_exported' and organisation_id = ${office}`);
    expect(recorded).toMatchObject({ actorId: murat.id, personId: null, details: { count: 1 } });

    const day = { from: '2026-11-25', to: '2026-11-25' };
    await scene.shift(office, { inHours: 24, shift: { maxPlaces: 4 } });
    const shifts = await murat.api.scheduling.exportShifts(day);
    expect(shifts.items[0]).toMatchObject({ projectTitle: 'Vorlesen am Kastanienhof', max: 4, taken: 0 });
    expect((await nadja.api.scheduling.exportShifts(day)).items).toEqual([]);
  });
});
