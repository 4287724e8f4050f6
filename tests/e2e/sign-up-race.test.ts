import postgres from 'postgres';
import { expect, test } from '#tests/support/browser-test.ts';
import { mutate, openSessions } from '#tests/support/sessions.ts';

type Answer = { status: 'confirmed' | 'waiting'; position?: number };

test('two hundred want five places at the same moment, over two instances, ten times in a row', async ({
  app,
  secondInstance,
  database,
}) => {
  test.setTimeout(180_000);
  const sql = postgres(database.url, { max: 2 });
  const people = await sql<{ id: string }[]>`
    insert into person (given_name, family_name, email)
    select 'Rennen', n, 'rennen-' || n || '@example.org' from generate_series(1, 200) n returning id`;
  await sql`insert into volunteer (person_id, registered_at) select id, now() from person where given_name = 'Rennen'`;
  const cookies = await openSessions(
    sql,
    people.map(({ id }) => id),
  );
  const [event] = await sql<{ id: string }[]>`
    select e.id from event e join project p on p.id = e.project_id
    where e.published_at is not null and e.cancelled_at is null and p.published_at is not null
      and p.closed_at is null and e.start_at > now() limit 1`;

  for (let round = 0; round < 10; round++) {
    const [shift] = await sql<{ id: string }[]>`
      insert into shift (event_id, role, start_at, end_at, min_places, max_places)
      values (${event!.id}, 'escort', now() + make_interval(days => ${300 + round}),
        now() + make_interval(days => ${300 + round}, hours => 1), 1, 5) returning id`;
    const answers = await Promise.all(
      cookies.map((cookie, i) =>
        mutate<Answer>(
          (i % 2 ? secondInstance : app).baseUrl,
          'scheduling.signUp',
          { shiftId: shift!.id },
          cookie,
        ),
      ),
    );
    expect(answers.filter(({ status }) => status === 'confirmed')).toHaveLength(5);

    const rows = await sql<{ personId: string; isConfirmed: boolean }[]>`
      select person_id as "personId", confirmed_at is not null as "isConfirmed" from signup
      where shift_id = ${shift!.id} and ended_at is null order by arrival`;
    expect(rows.map(({ isConfirmed }) => isConfirmed)).toEqual([
      ...Array(5).fill(true),
      ...Array(195).fill(false),
    ]);
    // Everybody was told the very place that they have on the list.
    const told = new Map(people.map(({ id }, i) => [id, answers[i]!.position]));
    expect(rows.slice(5).map(({ personId }) => told.get(personId))).toEqual(
      Array.from({ length: 195 }, (_, i) => i + 1),
    );
    const [counters] = await sql`select taken_places, waiting_count from shift where id = ${shift!.id}`;
    expect(counters).toEqual({ taken_places: 5, waiting_count: 195 });
  }
  await sql.end();
});
