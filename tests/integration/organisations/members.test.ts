import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { createAdministrator } from '#lib/features/organisations/administrators.service.server.ts';
import { domainEvent, membership, person } from '#lib/server/db/schema/index.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene, type Person } from '#tests/support/scene.ts';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const database = useDatabase({ per: 'test' });
let scene: Scene;
let unit: string;
let office: string;
let ada: Person;

beforeEach(async () => {
  scene = new Scene(database.url);
  await scene.town();
  unit = await scene.organisation('Geschäftsstelle', 'central_unit');
  office = await scene.organisation('Seniorenbüro Aplerbeck');
  ada = await scene.person('Ada', { roles: [['administrator', unit]] });
});
afterEach(() => scene.close());

const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'not refused',
    (error: unknown) => domainErrorOf(error)?.code ?? error,
  );
const seatOf = async (personId: string) => {
  const [seat] = await scene.db
    .select()
    .from(membership)
    .where(and(eq(membership.personId, personId), isNull(membership.endedAt)));
  return seat;
};

describe('giving somebody a seat', () => {
  it('takes the person who has an account with this address already', async () => {
    const murat = await scene.person('Murat', { isVolunteer: false });
    const email = murat.actor.email!.toUpperCase();
    const added = await ada.api.organisations.addMember({
      organisationId: office,
      email,
      role: 'coordinator',
    });
    expect(added.isNewPerson).toBe(false);
    const members = await ada.api.organisations.members({ organisationId: office });
    expect(members).toMatchObject([{ personId: murat.id, role: 'coordinator' }]);
    const [event] = await scene.db
      .select()
      .from(domainEvent)
      .where(eq(domainEvent.type, 'membership_started'));
    expect(event).toMatchObject({
      personId: murat.id,
      organisationId: office,
      details: { role: 'coordinator' },
    });
  });

  it('opens an account for somebody new and writes how to sign in', async () => {
    const { isNewPerson } = await ada.api.organisations.addMember({
      organisationId: office,
      email: 'neu@example.org',
      role: 'coordinator',
      givenName: 'Nele',
      familyName: 'Neumann',
    });
    expect(isNewPerson).toBe(true);
    const [row] = await scene.db.select().from(person).where(eq(person.email, 'neu@example.org'));
    expect(row).toMatchObject({ givenName: 'Nele', passwordHash: null, createdBy: ada.id });
    const jobs = await scene.db.execute(
      sql`select payload->>'to' as "to" from graphile_worker._private_jobs`,
    );
    expect(jobs).toMatchObject([{ to: 'neu@example.org' }]);
  });

  it('asks for the name of somebody new instead of inventing one', async () => {
    const input = { organisationId: office, email: 'neu@example.org', role: 'coordinator' } as const;
    expect(await refused(ada.api.organisations.addMember(input))).toBe('INVALID_INPUT');
    expect(await scene.db.select().from(person).where(eq(person.email, input.email))).toEqual([]);
  });

  it('gives the same seat only once, and only a role that the organisation has', async () => {
    const murat = await scene.person('Murat', { roles: [['coordinator', office]] });
    const input = { organisationId: office, email: murat.actor.email! };
    expect(await refused(ada.api.organisations.addMember({ ...input, role: 'coordinator' }))).toBe(
      'ALREADY_EXISTS',
    );
    expect(await refused(ada.api.organisations.addMember({ ...input, role: 'administrator' }))).toBe(
      'INVALID_INPUT',
    );
  });
});

describe('ending a seat', () => {
  it('counts at once and can be taken back for some seconds', async () => {
    const murat = await scene.person('Murat', { roles: [['coordinator', office]] });
    const { id: membershipId } = (await seatOf(murat.id))!;
    await ada.api.organisations.endMembership({ membershipId });
    expect(await seatOf(murat.id)).toBeUndefined();
    scene.now = new Date(scene.now.getTime() + 9_000);
    await ada.api.organisations.undoEndMembership({ membershipId });
    expect((await seatOf(murat.id))?.id).toBe(membershipId);
  });

  it('cannot be taken back an hour later', async () => {
    const murat = await scene.person('Murat', { roles: [['coordinator', office]] });
    const { id: membershipId } = (await seatOf(murat.id))!;
    await ada.api.organisations.endMembership({ membershipId });
    scene.now = new Date(scene.now.getTime() + 3_600_000);
    expect(await refused(ada.api.organisations.undoEndMembership({ membershipId }))).toBe('UNDO_TOO_LATE');
  });

  it('is refused for the last administrator, also by archiving the organisation', async () => {
    const { id: membershipId } = (await seatOf(ada.id))!;
    expect(await refused(ada.api.organisations.endMembership({ membershipId }))).toBe('LAST_ADMINISTRATOR');
    expect(await refused(ada.api.organisations.archive({ organisationId: unit }))).toBe('LAST_ADMINISTRATOR');
  });

  it('leaves one of two administrators who end each other at the same moment', async () => {
    const boris = await scene.person('Boris', { roles: [['administrator', unit]] });
    const [hers, his] = [(await seatOf(ada.id))!.id, (await seatOf(boris.id))!.id];
    const outcomes = await Promise.all([
      refused(ada.api.organisations.endMembership({ membershipId: his })),
      refused(boris.api.organisations.endMembership({ membershipId: hers })),
    ]);
    expect(outcomes.toSorted()).toEqual(['LAST_ADMINISTRATOR', 'not refused']);
  });
});

describe('the command line', () => {
  it('makes the first administrator, and her central unit, in an empty town', async () => {
    await scene.db.execute(sql`truncate person, organisation cascade`);
    const ada = { email: 'ada@example.org', givenName: 'Ada', familyName: 'Winter' };
    const { personId } = await createAdministrator({ url: database.url, ...ada });
    expect(await seatOf(personId)).toMatchObject({ role: 'administrator' });
    expect(await refused(createAdministrator({ url: database.url, ...ada }))).toBe('EMAIL_TAKEN');
  });
});
