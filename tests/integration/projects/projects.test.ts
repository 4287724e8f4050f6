import type { CreateProject } from '#lib/features/projects/schema.ts';
import * as schema from '#lib/server/db/schema/index.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene, type Person } from '#tests/support/scene.ts';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '../scheduling/refusal.ts';

const database = useDatabase();
let scene: Scene;
let office: string;
let murat: Person;
let neighbour: Person;
let hanne: Person;

beforeAll(async () => {
  scene = new Scene(database.url);
  await scene.town();
  office = await scene.organisation('Seniorenbüro Aplerbeck');
  const other = await scene.organisation('Seniorenbüro Brackel');
  murat = await scene.person('Murat', { roles: [['coordinator', office]] });
  neighbour = await scene.person('Nadja', { roles: [['coordinator', other]] });
  hanne = await scene.person('Hanne');
});
afterAll(() => scene.close());

const draft = (changes: Partial<CreateProject> = {}): CreateProject => ({
  organisationId: office,
  kind: 'reading',
  title: 'Lesepaten an der Emscherschule',
  summary: 'Einmal in der Woche vorlesen.',
  description: '',
  languages: ['de'],
  isStanding: true,
  substitutesNeedApproval: false,
  placesBy: 'asking',
  insuredThrough: '',
  contactId: murat.id,
  ...changes,
});

describe('a project', () => {
  it('begins as a draft of its office and is shown to everybody once it is published', async () => {
    const { projectId } = await murat.api.projects.create(draft());
    expect(await murat.api.projects.get({ projectId })).toMatchObject({
      publishedAt: null,
      contactId: murat.id,
    });
    await murat.api.projects.publish({ projectId });
    await murat.api.projects.publish({ projectId });
    expect(await murat.api.projects.get({ projectId })).toMatchObject({ publishedAt: scene.now });
    const events = await scene.db
      .select()
      .from(schema.domainEvent)
      .where(eq(schema.domainEvent.projectId, projectId));
    expect(events.map((event) => event.type)).toEqual(['project_created', 'project_published']);
  });

  it('stays a draft while nobody can be asked about it', async () => {
    const { projectId } = await murat.api.projects.create(draft({ contactId: '', summary: '' }));
    expect(await refusal(murat.api.projects.publish({ projectId }))).toEqual({
      code: 'INVALID_INPUT',
      details: { missing: ['summary', 'contact'] },
    });
  });

  it('names only people of its own office as contact', async () => {
    expect(await refusal(murat.api.projects.create(draft({ contactId: neighbour.id })))).toEqual({
      code: 'INVALID_INPUT',
      details: { field: 'contactId' },
    });
  });

  it('does not exist for another office, which can neither see nor change nor create it', async () => {
    const { projectId } = await murat.api.projects.create(draft());
    const { organisationId: _office, kind: _kind, ...fields } = draft();
    const attempts = [
      neighbour.api.projects.get({ projectId }),
      neighbour.api.projects.update({ projectId, ...fields }),
      neighbour.api.projects.publish({ projectId }),
      neighbour.api.projects.close({ projectId }),
      neighbour.api.projects.reopen({ projectId }),
      neighbour.api.projects.addPartner({ projectId, name: 'Seniorenbüro Aplerbeck', role: 'lead' }),
      neighbour.api.projects.removePartner({ projectId, organisationId: office }),
      neighbour.api.scheduling.projectEvents({ projectId }),
      neighbour.api.projects.create(draft()),
    ];
    const refusals = await Promise.all(attempts.map(refusal));
    expect(new Set(refusals.map((one) => one.code))).toEqual(new Set(['NOT_FOUND']));
    const { items } = await neighbour.api.projects.list({});
    expect(items).toEqual([]);
  });

  it('is nothing that Hanne plans', async () => {
    expect((await refusal(hanne.api.projects.list({}))).code).toBe('FORBIDDEN');
  });
});

describe('closing', () => {
  it('waits until nobody has a place at a date ahead, and can be taken back', async () => {
    const { projectId, shiftId } = await scene.shift(office);
    await hanne.api.scheduling.signUp({ shiftId });
    expect((await refusal(murat.api.projects.close({ projectId }))).code).toBe('STILL_IN_USE');
    expect(await murat.api.projects.get({ projectId })).toMatchObject({ closedAt: null });
    await hanne.api.scheduling.cancelSignup({ shiftId });
    await murat.api.projects.close({ projectId });
    expect(await refusal(hanne.api.scheduling.signUp({ shiftId }))).toMatchObject({ code: 'SHIFT_CLOSED' });
    await murat.api.projects.reopen({ projectId });
    expect(await hanne.api.scheduling.signUp({ shiftId })).toEqual({ status: 'confirmed' });
  });

  it('and signing up at the same moment never both succeed', async () => {
    for (let round = 0; round < 10; round++) {
      const { projectId, shiftId } = await scene.shift(office, { inHours: 200 + round * 5 });
      const [closed, signed] = await Promise.allSettled([
        murat.api.projects.close({ projectId }),
        hanne.api.scheduling.signUp({ shiftId }),
      ]);
      expect([closed.status, signed.status].sort()).toEqual(['fulfilled', 'rejected']);
    }
  });
});

describe('the list', () => {
  it('shows the soonest date first, counts states and short shifts, and finds despite umlauts', async () => {
    const quiet = await scene.organisation('Seniorenbüro Hörde');
    const irmgard = await scene.person('Irmgard', { roles: [['group_leader', quiet]] });
    const contactId = irmgard.id;
    const make = (title: string) =>
      irmgard.api.projects.create(draft({ organisationId: quiet, contactId, title }));
    await make('Bücherstunde');
    const { projectId } = await make('Kartenrunde');
    await irmgard.api.projects.publish({ projectId });
    await scene.shift(quiet, { event: { projectId }, shift: { minPlaces: 2, maxPlaces: 3 } });
    const list = await irmgard.api.projects.list({});
    expect(
      list.items.map(({ title, state, shortShifts, upcomingDates }) => [
        title,
        state,
        shortShifts,
        upcomingDates,
      ]),
    ).toEqual([
      ['Kartenrunde', 'published', 1, 1],
      ['Bücherstunde', 'draft', 0, 0],
    ]);
    expect(list.counts).toEqual({ draft: 1, published: 1, closed: 0 });
    expect((await irmgard.api.projects.list({ text: 'buecher' })).items).toHaveLength(1);
    expect((await irmgard.api.projects.list({ state: 'published' })).total).toBe(1);
    expect((await irmgard.api.projects.list({ kind: 'visiting' })).items).toEqual([]);
  });
});

describe('partners', () => {
  it('are found by name, have one role each and can be taken out again', async () => {
    const school = await scene.organisation('Emscherschule', 'school');
    const { projectId } = await murat.api.projects.create(draft());
    await murat.api.projects.addPartner({ projectId, name: 'emscherschule', role: 'contributes_room' });
    await murat.api.projects.addPartner({ projectId, name: 'Emscherschule', role: 'refers_people' });
    expect((await murat.api.projects.get({ projectId })).partners).toEqual([
      { organisationId: school, name: 'Emscherschule', role: 'refers_people' },
    ]);
    await murat.api.projects.removePartner({ projectId, organisationId: school });
    expect((await murat.api.projects.get({ projectId })).partners).toEqual([]);
  });

  it('are not guessed from half a name', async () => {
    const { projectId } = await murat.api.projects.create(draft());
    const attempt = murat.api.projects.addPartner({ projectId, name: 'Emscher', role: 'reads_only' });
    expect(await refusal(attempt)).toMatchObject({ code: 'INVALID_INPUT', details: { field: 'name' } });
  });
});
