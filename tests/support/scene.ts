import type { Actor, Membership } from '#lib/features/accounts/actor.ts';
import type { MembershipRole, OrganisationKind } from '#lib/features/organisations/organisation.ts';
import { schoolHolidaysNrw } from '#lib/features/days-off/school-holidays-nrw.ts';
import type { SessionPort } from '#lib/server/auth/session.server.ts';
import { connect, type Database } from '#lib/server/db/client.server.ts';
import * as schema from '#lib/server/db/schema/index.ts';
import { addMissingSchoolHolidays } from '#lib/server/db/school-holiday.repository.server.ts';
import { type Caller, createCaller } from '#lib/trpc/root.server.ts';
import { eq } from 'drizzle-orm';

const MINUTE = 60_000;

type ShiftFacts = Partial<typeof schema.shift.$inferInsert>;
type EventFacts = Partial<typeof schema.event.$inferInsert>;

/** A signed-in person of a test, and the procedures as that person calls them. */
export type Person = { id: string; actor: Actor; api: Caller };

/**
 * A small town for one test file: people and dates are made on demand, procedures are called as anybody.
 * The clock stands still at `now` until `scene.now` is set.
 */
export class Scene {
  readonly database: Database;
  now: Date;
  #count = 0;

  constructor(url: string, now = new Date('2026-11-24T09:00:00+01:00')) {
    this.database = connect(url, { max: 10 });
    this.now = now;
  }

  get db() {
    return this.database.db;
  }

  close(): Promise<void> {
    return this.database.close();
  }

  /** The town's row and one district. */
  async town({ travelBufferMinutes = 20 } = {}): Promise<void> {
    await this.db
      .insert(schema.town)
      .values({ name: 'Lindenau', phone: '030 23125000', email: 'hilfe@example.org', travelBufferMinutes })
      .onConflictDoNothing();
    await this.db
      .insert(schema.district)
      .values({ code: 'apl', name: 'Aplerbeck', position: 1, latitude: 51.49, longitude: 7.56 })
      .onConflictDoNothing();
  }

  /** The school holidays of North Rhine-Westphalia, as every new town gets them. */
  async schoolHolidays(): Promise<void> {
    await addMissingSchoolHolidays(this.db, schoolHolidaysNrw);
  }

  async organisation(name: string, kind: OrganisationKind = 'senior_office'): Promise<string> {
    const [row] = await this.db
      .insert(schema.organisation)
      .values({ name, kind, districtCode: 'apl' })
      .returning({ id: schema.organisation.id });
    return row!.id;
  }

  /** Somebody with an account; a volunteer unless they only have roles. */
  async person(
    givenName: string,
    {
      roles = [],
      isVolunteer = roles.length === 0,
    }: { roles?: [MembershipRole, string][]; isVolunteer?: boolean } = {},
  ): Promise<Person> {
    const number = ++this.#count;
    const [row] = await this.db
      .insert(schema.person)
      .values({
        givenName,
        familyName: `Test${number}`,
        email: `person-${number}@example.org`,
        districtCode: 'apl',
      })
      .returning();
    const id = row!.id;
    if (isVolunteer) await this.db.insert(schema.volunteer).values({ personId: id, registeredAt: this.now });
    const memberships: Membership[] = [];
    for (const [role, organisationId] of roles) {
      await this.db
        .insert(schema.membership)
        .values({ personId: id, organisationId, role, startedAt: this.now });
      const [organisation] = await this.db
        .select()
        .from(schema.organisation)
        .where(eq(schema.organisation.id, organisationId));
      memberships.push({
        organisationId,
        organisationName: organisation!.name,
        organisationKind: organisation!.kind as OrganisationKind,
        districtCode: organisation!.districtCode,
        role,
      });
    }
    const actor: Actor = {
      id,
      name: `${givenName} Test${number}`,
      givenName,
      email: row!.email,
      locale: 'de',
      isVolunteer,
      memberships,
    };
    return { id, actor, api: this.callerAs(actor) };
  }

  /** A published date of a published project with one shift; `inHours` from now, two hours long. */
  async shift(
    organisationId: string,
    {
      inHours = 24,
      event = {},
      shift = {},
    }: { inHours?: number; event?: EventFacts; shift?: ShiftFacts } = {},
  ): Promise<{ shiftId: string; eventId: string; projectId: string; startAt: Date; endAt: Date }> {
    const planner = await this.#planner();
    const startAt = new Date(this.now.getTime() + inHours * 60 * MINUTE);
    const endAt = new Date(startAt.getTime() + 120 * MINUTE);
    const published = { publishedAt: this.now, publishedBy: planner };
    const projectId =
      event.projectId ??
      (
        await this.db
          .insert(schema.project)
          .values({ organisationId, kind: 'reading', title: 'Vorlesen am Kastanienhof', ...published })
          .returning({ id: schema.project.id })
      )[0]!.id;
    const [eventRow] = await this.db
      .insert(schema.event)
      .values({
        ...{ organisationId, startAt, endAt, createdAt: this.now, changedAt: this.now },
        ...{ ...published, ...event, projectId },
      })
      .returning();
    const [shiftRow] = await this.db
      .insert(schema.shift)
      .values({ eventId: eventRow!.id, role: 'reader', startAt, endAt, minPlaces: 0, ...shift })
      .returning();
    return { shiftId: shiftRow!.id, eventId: eventRow!.id, projectId, startAt, endAt };
  }

  #plannerId: string | undefined;
  async #planner(): Promise<string> {
    this.#plannerId ??= (await this.person('Planung', { isVolunteer: false })).id;
    return this.#plannerId;
  }

  /** The shift as the database has it. */
  async shiftRow(id: string) {
    const [row] = await this.db.select().from(schema.shift).where(eq(schema.shift.id, id));
    return row!;
  }

  /** The procedures as this person, or as nobody; without HTTP, cookies or rate limits. */
  callerAs(actor: Actor | null): Caller {
    const noSession: SessionPort = {
      read: async () => actor,
      start: async () => {},
      end: async () => {},
      endAll: async () => {},
    };
    const currentTime = () => this.now;
    return createCaller({
      actor,
      db: this.db,
      get now() {
        return currentTime();
      },
      sessions: noSession,
      limits: { use: async () => {}, forgive: async () => {} },
      changes: {
        subscribe: () => () => {},
        async *stream() {},
        lastHeardAt: () => 0,
        close: async () => {},
      },
      secret: 'a secret of the tests that nobody else knows',
      address: '127.0.0.1',
    });
  }
}
