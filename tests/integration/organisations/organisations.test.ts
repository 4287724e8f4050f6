import { domainErrorOf } from '#lib/errors/domain-error.ts';
import type { CreateOrganisation } from '#lib/features/organisations/schema.ts';
import {
  domainEvent,
  organisation,
  postalCode,
  postalCodeDistrict,
  district,
} from '#lib/server/db/schema/index.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene, type Person } from '#tests/support/scene.ts';
import { desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
let scene: Scene;
let ada: Person;
let murat: Person;

beforeAll(async () => {
  scene = new Scene(database.url);
  await scene.town();
  await scene.db
    .insert(district)
    .values({ code: 'hoe', name: 'Hörde', position: 2, latitude: 51.48, longitude: 7.5 });
  await scene.db.insert(postalCode).values({ code: '44287', latitude: 51.5, longitude: 7.57 });
  await scene.db.insert(postalCode).values({ code: '44263', latitude: 51.48, longitude: 7.51 });
  await scene.db.insert(postalCodeDistrict).values([
    { postalCode: '44263', districtCode: 'apl', isMain: false },
    { postalCode: '44263', districtCode: 'hoe', isMain: true },
  ]);
  const unit = await scene.organisation('Geschäftsstelle', 'central_unit');
  const office = await scene.organisation('Seniorenbüro Aplerbeck');
  ada = await scene.person('Ada', { roles: [['administrator', unit]] });
  murat = await scene.person('Murat', { roles: [['coordinator', office]] });
});
afterAll(() => scene.close());

const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'not refused',
    (error: unknown) => {
      const refusal = domainErrorOf(error);
      return refusal ? { code: refusal.code, ...refusal.details } : error;
    },
  );

const school = (fields: Partial<CreateOrganisation> = {}) =>
  ada.api.organisations.create({
    kind: 'school',
    name: 'Grundschule Lerchenweg',
    districtCode: 'apl',
    ...fields,
  });

describe('an administrator', () => {
  it('creates a school with its address, and the event is recorded', async () => {
    const { organisationId } = await school({
      name: 'Grundschule am Kastanienhof',
      street: 'Kastanienhof 3',
      postalCode: '44287',
      phone: '0221 4710 123',
      website: 'kastanienhof.example.org',
    });
    expect(await ada.api.organisations.get({ organisationId })).toMatchObject({
      kind: 'school',
      districtName: 'Aplerbeck',
      phone: '+492214710123',
      website: 'https://kastanienhof.example.org',
      email: null,
      archivedAt: null,
    });
    const [event] = await scene.db.select().from(domainEvent).orderBy(desc(domainEvent.id)).limit(1);
    expect(event).toMatchObject({ type: 'organisation_created', actorId: ada.id, organisationId });
  });

  it('need not know where a house lies: the point of its postal code stands for it', async () => {
    const { organisationId } = await school({ postalCode: '44287' });
    const point = async () => {
      const [row] = await scene.db.select().from(organisation).where(eq(organisation.id, organisationId));
      return [row!.latitude, row!.longitude];
    };
    expect(await point()).toEqual([51.5, 7.57]);
    await scene.db.update(organisation).set({ latitude: 51.501 }).where(eq(organisation.id, organisationId));
    await ada.api.organisations.update({
      organisationId,
      name: 'A',
      districtCode: 'apl',
      postalCode: '44287',
    });
    expect(await point(), 'a measured point is kept').toEqual([51.501, 7.57]);
    await ada.api.organisations.update({
      organisationId,
      name: 'A',
      districtCode: 'apl',
      postalCode: '44263',
    });
    expect(await point(), 'after a move').toEqual([51.48, 7.51]);
  });

  it('is told that a school needs a district, and that a school carries nobody', async () => {
    expect(await refused(school({ districtCode: '' }))).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'districtCode',
    });
    expect(await refused(school({ districtCode: 'xyz' }))).toMatchObject({ field: 'districtCode' });
    const { organisationId } = await school();
    expect(await refused(school({ providerId: organisationId }))).toMatchObject({ field: 'providerId' });
  });

  it('finds an organisation by a part of its name, without umlauts and with a letter wrong', async () => {
    await school({ name: 'Grundschule an der Mühlenwiese' });
    for (const text of ['mühlen', 'muehlenwiese', 'Mülenwiese']) {
      const { items } = await ada.api.organisations.list({ text });
      expect(
        items.map(({ name }) => name),
        text,
      ).toContain('Grundschule an der Mühlenwiese');
    }
    expect((await ada.api.organisations.list({ text: '%' })).total).toBe(0);
  });

  it('filters by kind and district, and reads long lists page by page in German order', async () => {
    const names = [
      'Ätherkita',
      'Zaunkita',
      ...Array.from({ length: 26 }, (_, n) => `Kita ${String(n).padStart(2, '0')}`),
    ];
    for (const name of names) {
      await ada.api.organisations.create({ kind: 'kindergarten', name, districtCode: 'hoe' });
    }
    const kitas = { kind: 'kindergarten', districtCode: 'hoe' } as const;
    const first = await ada.api.organisations.list(kitas);
    const second = await ada.api.organisations.list({ ...kitas, page: 2 });
    expect(first.total).toBe(28);
    expect(first.items.length + second.items.length).toBe(28);
    expect(first.items[0]!.name).toBe('Ätherkita');
    expect(second.items.at(-1)!.name).toBe('Zaunkita');
    expect((await ada.api.organisations.list({ kind: 'kindergarten', districtCode: 'apl' })).total).toBe(0);
  });

  it('archives what nobody needs, and takes it back', async () => {
    const { organisationId } = await school({ name: 'Alte Schule' });
    await ada.api.organisations.archive({ organisationId });
    expect((await ada.api.organisations.list({ text: 'Alte Schule' })).total).toBe(0);
    expect((await ada.api.organisations.list({ text: 'Alte Schule', isArchived: true })).total).toBe(1);
    expect(await refused(scene.callerAs(null).organisations.getPublic({ organisationId }))).toEqual({
      code: 'NOT_FOUND',
    });
    await ada.api.organisations.return({ organisationId });
    expect((await ada.api.organisations.list({ text: 'Alte Schule' })).total).toBe(1);
  });

  it('cannot archive an office with dates ahead, nor a provider that carries somebody', async () => {
    const office = await scene.organisation('Seniorenbüro Hörde');
    await scene.shift(office, { inHours: 48 });
    expect(await refused(ada.api.organisations.archive({ organisationId: office }))).toEqual({
      code: 'STILL_IN_USE',
    });
    const { organisationId: provider } = await ada.api.organisations.create({
      kind: 'provider',
      name: 'Sozialwerk',
    });
    await school({ providerId: provider });
    expect(await refused(ada.api.organisations.archive({ organisationId: provider }))).toEqual({
      code: 'STILL_IN_USE',
    });
    const row = await ada.api.organisations.get({ organisationId: provider });
    expect(row.archivedAt, 'a refusal changes nothing').toBeNull();
  });

  it('sets the help line and the time to travel', async () => {
    await ada.api.organisations.updateTown({
      phone: '030 23125 010',
      email: 'Hilfe@example.org',
      travelBufferMinutes: 30,
    });
    expect(await scene.callerAs(null).organisations.town()).toMatchObject({
      name: 'Lindenau',
      phone: '+493023125010',
      email: 'hilfe@example.org',
      travelBufferMinutes: 30,
    });
  });
});

describe('everybody', () => {
  it('may know address and opening hours of an organisation, and nothing internal', async () => {
    const { organisationId } = await school({
      name: 'Grundschule Fliederhain',
      openingHours: 'Mo–Fr 8–13 Uhr',
    });
    const known = await scene.callerAs(null).organisations.getPublic({ organisationId });
    expect(known).toMatchObject({ name: 'Grundschule Fliederhain', openingHours: 'Mo–Fr 8–13 Uhr' });
    expect(Object.keys(known)).not.toContain('archivedAt');
  });

  it('is offered the likeliest district for a postal code first', async () => {
    const { suggestDistrict } = scene.callerAs(null).organisations;
    const suggested = await suggestDistrict({ postalCode: '44263' });
    expect(suggested.map(({ name }) => name)).toEqual(['Hörde', 'Aplerbeck']);
    expect(await suggestDistrict({ postalCode: '99999' })).toEqual([]);
  });
});

it('Murat finds houses for his dates while he types, but looks after no organisation', async () => {
  await school({ name: 'Grundschule am Zechenteich', street: 'Zechenteich 1' });
  await school({ name: 'Grundschule Zechenallee ohne Anschrift' });
  const venues = await murat.api.organisations.listVenues({ text: 'Zechen' });
  expect(venues.map(({ name }) => name)).toEqual(['Grundschule am Zechenteich']);
  expect(await refused(murat.api.organisations.list({}))).toEqual({ code: 'FORBIDDEN' });
});
