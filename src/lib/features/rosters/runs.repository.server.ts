import type { Db } from '#lib/server/db/client.server.ts';
import { rosterRun, rosterRunOffice } from '#lib/server/db/schema/index.ts';
import { addJob } from '#lib/server/jobs/queue.server.ts';
import { eq, sql } from 'drizzle-orm';
import type { RosterRun, RunFailure } from './roster-run.ts';

type NewRun = Pick<RosterRun, 'weekOn' | 'moves' | 'seconds' | 'createdAt'> & { createdBy: string };

/** Opens a run and its job. Throws 23505 when one of the offices has an open one for that week. */
export async function insertRun(db: Db, row: NewRun, organisationIds: string[]): Promise<string> {
  const [run] = await db.insert(rosterRun).values(row).returning({ id: rosterRun.id });
  const runId = run!.id;
  const { weekOn } = row;
  await db
    .insert(rosterRunOffice)
    .values(organisationIds.map((organisationId) => ({ runId, organisationId, weekOn })));
  // One attempt: a search that has died is said to have, and begun again by whoever wants it.
  await addJob(db, 'propose_week', { runId }, { key: `roster ${runId}`, maxAttempts: 1 });
  return runId;
}

const runs = sql`select r.id, r.week_on::text as "weekOn", r.moves, r.seconds, r.state, r.failure,
  r.created_at as "createdAt", c.given_name || ' ' || c.family_name as "createdByName", r.objective, r.bound, r.gap,
  r.elapsed_seconds as "elapsedSeconds", r.outcome, r.step, r.closed_at is not null as "isClosed",
  (select json_agg(json_build_object('id', o.id, 'name', o.name) order by o.name collate german)
    from roster_run_office ro join organisation o on o.id = ro.organisation_id where ro.run_id = r.id) as organisations
  from roster_run r left join person c on c.id = r.created_by`;
type RunRow = Omit<RosterRun, 'createdAt'> & { createdAt: string };
const runOf = (row: RunRow): RosterRun => ({ ...row, createdAt: new Date(row.createdAt) });

export async function findRun(db: Db, runId: string): Promise<RosterRun | null> {
  const [row] = await db.execute<RunRow>(sql`${runs} where r.id = ${runId}`);
  return row ? runOf(row) : null;
}

/** Those that touch any of these organisations in the weeks from `from` to `to`, open ones first. */
export async function listRuns(
  db: Db,
  {
    organisationIds,
    from,
    to,
    limit,
  }: { organisationIds: string[]; from: string; to: string; limit: number },
): Promise<RosterRun[]> {
  const rows = await db.execute<RunRow>(sql`${runs}
    where r.week_on between ${from}::date and ${to}::date and r.id in (
      select run_id from roster_run_office where organisation_id = any (${sql.param(organisationIds)}::uuid[])
        and week_on between ${from}::date and ${to}::date)
    order by r.closed_at is not null, r.week_on, r.created_at desc limit ${limit}`);
  return rows.map(runOf);
}

/** The open run of one of these offices for that week. */
export async function findOpenRunId(
  db: Db,
  weekOn: string,
  organisationIds: string[],
): Promise<string | null> {
  const [row] = await db.execute<{ id: string }>(sql`
    select run_id as id from roster_run_office where is_open and week_on = ${weekOn}::date
      and organisation_id = any (${sql.param(organisationIds)}::uuid[]) limit 1`);
  return row?.id ?? null;
}

/** Takes a queued run for this worker; false when somebody has it, or it was cancelled. */
export async function claimRun(db: Db, runId: string, now: Date): Promise<boolean> {
  const rows = await db.execute(sql`
    update roster_run set state = 'running', started_at = ${now.toISOString()}, reported_at = clock_timestamp()
    where id = ${runId} and state = 'queued' returning id`);
  return rows.length === 1;
}

type Figures = { objective: number; bound: number; gap: number; seconds: number };

/** Writes how far the search is; false when it is no longer wanted. One short statement. */
export async function reportProgress(db: Db, runId: string, figures: Figures | null): Promise<boolean> {
  const rows = await db.execute(sql`
    update roster_run set reported_at = clock_timestamp(), objective = coalesce(${figures?.objective ?? null}, objective),
      bound = coalesce(${figures?.bound ?? null}, bound), gap = coalesce(${figures?.gap ?? null}, gap),
      elapsed_seconds = coalesce(${figures?.seconds ?? null}, elapsed_seconds)
    where id = ${runId} and state = 'running' returning id`);
  return rows.length === 1;
}

/** Ends a run without a proposal, if it is still at work, and frees its weeks. */
export async function endRun(
  db: Db,
  runId: string,
  end: { state: 'failed'; failure: RunFailure } | { state: 'cancelled'; failure?: undefined },
  now: Date,
): Promise<boolean> {
  const rows = await db.execute(sql`
    with ended as (
      update roster_run set state = ${end.state}, failure = ${end.failure ?? null}, finished_at = ${now.toISOString()},
        cancelled_at = case when ${end.state} = 'cancelled' then ${now.toISOString()}::timestamptz end,
        closed_at = ${now.toISOString()}
      where id = ${runId} and state in ('queued','running') returning id)
    update roster_run_office set is_open = false where run_id in (select id from ended) returning run_id`);
  return rows.length > 0;
}

/** Marks a run as found; false when it was cancelled meanwhile. */
export async function finishRun(
  db: Db,
  runId: string,
  figures: Figures & { outcome: string; eligiblePairs: number },
  now: Date,
): Promise<boolean> {
  const rows = await db.execute(sql`
    update roster_run set state = 'done', objective = ${figures.objective}, bound = ${figures.bound}, gap = ${figures.gap},
      elapsed_seconds = ${figures.seconds}, outcome = ${figures.outcome}, eligible_pairs = ${figures.eligiblePairs},
      finished_at = ${now.toISOString()}
    where id = ${runId} and state = 'running' returning id`);
  return rows.length === 1;
}

/** Runs at work that nobody has heard of since `before`: their worker has died. */
export async function listSilent(db: Db, seconds: number): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select id from roster_run where state = 'running'
      and reported_at < clock_timestamp() - make_interval(secs => ${seconds})`);
  return rows.map(({ id }) => id);
}

/** Closes a run; what is proposed and not decided is left out. */
export async function closeRun(db: Db, runId: string, by: string, now: Date): Promise<void> {
  await db
    .update(rosterRun)
    .set({ closedAt: now, closedBy: by })
    .where(sql`${rosterRun.id} = ${runId} and ${rosterRun.closedAt} is null`);
  await db.update(rosterRunOffice).set({ isOpen: false }).where(eq(rosterRunOffice.runId, runId));
}

/** Locks an open run for a step and counts it; null when it is closed, or has no proposal. */
export async function nextStep(db: Db, runId: string): Promise<number | null> {
  const [row] = await db.execute<{ step: number }>(sql`
    update roster_run set step = step + 1 where id = ${runId} and state = 'done' and closed_at is null returning step`);
  return row?.step ?? null;
}

/** Waits for whoever works on the run; false when it is closed. */
export async function lockOpenRun(db: Db, runId: string): Promise<boolean> {
  const rows = await db.execute(sql`
    select from roster_run where id = ${runId} and state = 'done' and closed_at is null for update`);
  return rows.length === 1;
}
