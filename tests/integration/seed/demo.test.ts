import { verifyPassword } from '#lib/server/auth/password.server.ts';
import { cast, DEMO_PASSWORD } from '#lib/server/seed/cast.ts';
import { isEmptyDatabase, seedDatabase } from '#lib/server/seed/seed.server.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** A Monday in term, a Friday before Christmas, and a Sunday in the summer holidays. */
const mornings = ['2026-11-23T07:30:00+01:00', '2026-12-18T08:00:00+01:00', '2027-08-01T23:30:00+02:00'];

describe.each(mornings)('the demo opened on %s', (morning) => {
  const database = useDatabase();
  const now = new Date(morning);
  let sql: postgres.Sql;
  beforeAll(async () => {
    await seedDatabase({ url: database.url, scale: 'demo', now });
    sql = postgres(database.url, { max: 1 });
  });
  afterAll(() => sql.end());
  const count = async (query: postgres.PendingQuery<postgres.Row[]>) => Number((await query)[0]!['count']);

  it('has about as many dates and people as the model of the domain', async () => {
    const events = await count(sql`select count(*) from event`);
    expect(events).toBeGreaterThan(4500);
    expect(events).toBeLessThan(6000);
    expect(await count(sql`select count(*) from volunteer where left_at is null`)).toBe(160);
    expect(await count(sql`select count(*) from volunteer`)).toBe(220);
    expect(await count(sql`select count(*) from organisation where kind = 'senior_office'`)).toBe(12);
  });

  it('keeps the rules that the seed went around: counters, times, places, checks', async () => {
    expect(
      await count(sql`select count(*) from shift s where (taken_places, waiting_count) <> (
        select count(*) filter (where confirmed_at is not null), count(*) filter (where confirmed_at is null)
        from signup g where g.shift_id = s.id and g.ended_at is null)`),
    ).toBe(0);
    expect(
      await count(sql`select count(*) from signup g, lateral signup_facts(g.shift_id) f
        where (g.during, g.during_with_travel, g.place_key) <> (f.during, f.during_with_travel, f.place_key)`),
    ).toBe(0);
    expect(
      await count(sql`select count(*) from signup g where g.confirmed_at is not null and g.ended_at is null
        and cardinality(missing_requirements(g.shift_id, g.person_id)) > 0`),
    ).toBe(0);
    expect(
      await count(sql`select count(*) from pg_constraint where conrelid = 'signup'::regclass and contype = 'x'
        and convalidated`),
    ).toBe(2);
    expect(
      await count(
        sql`select count(*) from pg_trigger where tgrelid = 'signup'::regclass and tgenabled <> 'O'`,
      ),
    ).toBe(0);
  });

  it('invents no past that lies in the future', async () => {
    expect(
      await count(sql`select count(*) from signup where signed_up_at > ${now} or ended_at > ${now}`),
    ).toBe(0);
    expect(
      await count(
        sql`select count(*) from event where created_at > ${now} or published_at > ${now} or cancelled_at > ${now}`,
      ),
    ).toBe(0);
    expect(await count(sql`select count(*) from volunteer where registered_at > ${now}`)).toBe(0);
    expect(await count(sql`select count(*) from domain_event where occurred_at > ${now}`)).toBe(0);
  });

  it('gives Murat a desk with something on it', async () => {
    const [desk] = await sql`
      select count(*) filter (where s.taken_places < s.min_places) as short,
        count(*) filter (where s.waiting_count > 0) as waiting,
        count(*) filter (where s.role = 'escort' and s.max_places - s.taken_places = 1) as "lastPlaces"
      from shift s join event e on e.id = s.event_id join organisation o on o.id = e.organisation_id
      where o.name = 'Seniorenbüro Aplerbeck' and e.published_at is not null and e.cancelled_at is null
        and s.start_at > ${now} and s.start_at < ${now}::timestamptz + interval '60 days'`;
    expect(Number(desk!['short'])).toBeGreaterThanOrEqual(3);
    expect(Number(desk!['waiting'])).toBeGreaterThanOrEqual(3);
    expect(Number(desk!['lastPlaces'])).toBeGreaterThanOrEqual(3);
    const office = sql`(select id from organisation where name = 'Seniorenbüro Aplerbeck')`;
    const news = await count(
      sql`select count(*) from volunteer where office_id = ${office} and welcomed_at is null`,
    );
    expect(news).toBeGreaterThanOrEqual(3);
    expect(news).toBeLessThanOrEqual(5);
    expect(
      await count(sql`select count(*) from interest i join project p on p.id = i.project_id
        where p.organisation_id = ${office} and i.answered_at is null`),
    ).toBeGreaterThanOrEqual(3);
    expect(
      await count(
        sql`select count(*) from project where organisation_id = ${office} and published_at is null and not is_internal`,
      ),
    ).toBe(1);
    expect(
      await count(sql`select count(*) from event where organisation_id = ${office} and cancelled_at is not null
        and start_at > ${now}`),
    ).toBeGreaterThanOrEqual(1);
  });

  it('has a proposal for the coming week, found by the search itself', async () => {
    const [run] = await sql`select state, outcome, gap, elapsed_seconds as seconds from roster_run`;
    expect(run).toMatchObject({ state: 'done', outcome: 'optimal' });
    expect(await count(sql`select count(*) from roster_proposal where state = 'proposed'`)).toBeGreaterThan(
      2,
    );
    expect(await count(sql`select count(*) from volunteer_pair`)).toBe(2);
  });

  it('gives Hanne a date within two days, several more, and one that she waits for', async () => {
    const places = await sql<{ startAt: Date; isConfirmed: boolean }[]>`
      select s.start_at as "startAt", g.confirmed_at is not null as "isConfirmed"
      from signup g join shift s on s.id = g.shift_id join person p on p.id = g.person_id
      where p.email = ${cast.hanne.email} and g.ended_at is null and s.start_at > ${now} order by s.start_at`;
    const confirmed = places.filter((place) => place.isConfirmed);
    expect(confirmed[0]!.startAt.getTime() - now.getTime()).toBeLessThan(2 * 86_400_000);
    expect(confirmed.length).toBeGreaterThanOrEqual(5);
    expect(confirmed.length).toBeLessThanOrEqual(8);
    expect(places.length - confirmed.length).toBe(1);
  });

  it('lets the whole cast and every volunteer sign in with the same password', async () => {
    const emails = [
      ...Object.values(cast).map(({ email }) => email),
      // Hanne is the 220th.
      'volunteer-00001@example.org',
      'volunteer-00219@example.org',
    ];
    const people = await sql<
      { hash: string }[]
    >`select password_hash as hash from person where email = any (${emails})`;
    expect(people).toHaveLength(emails.length);
    expect(await count(sql`select count(distinct password_hash) from person`)).toBe(1);
    expect(await verifyPassword(people[0]!.hash, DEMO_PASSWORD)).toBe(true);
  });

  it('does not touch a database with people in it', async () => {
    expect(await isEmptyDatabase(database.url)).toBe(false);
    await expect(seedDatabase({ url: database.url, scale: 'demo', now })).rejects.toThrow(
      'only an empty one',
    );
  });
});

describe('the same seed on the same day', () => {
  const [first, second] = [useDatabase(), useDatabase()];

  it('gives the same town at any hour, another seed gives another', async () => {
    const fingerprint = async (url: string, seed: number, at: string) => {
      await seedDatabase({ url, scale: 'demo', seed, now: new Date(at) });
      const sql = postgres(url, { max: 1, onnotice: () => {} });
      const [row] = await sql`select
        (select md5(string_agg(id || given_name || family_name || coalesce(phone, ''), ',' order by id)) from person) as people,
        (select md5(string_agg(e::text, ',' order by id)) from event e) as events,
        (select md5(string_agg(g::text, ',' order by id)) from signup g) as signups`;
      await sql`truncate person, organisation, district, town, domain_event cascade`;
      await sql`alter sequence signup_arrival_seq restart`;
      await sql.end();
      return row;
    };
    const morning = await fingerprint(first.url, 1, '2026-11-23T06:00:00+01:00');
    const evening = await fingerprint(second.url, 1, '2026-11-23T22:00:00+01:00');
    expect(evening).toEqual(morning);
    const other = await fingerprint(first.url, 2, '2026-11-23T06:00:00+01:00');
    expect(other!['events']).not.toBe(morning!['events']);
    // Three towns are filled.
  }, 60_000);
});
