import type { Db } from '#lib/server/db/client.server.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { type SQL, sql } from 'drizzle-orm';
import type { Between, Giver, Need } from './facts.ts';

// Row-level security: every function is called inside `asActor`.

/** Somebody who waits, with what the page says of her beside the facts. */
export type NamedNeed = Need & {
  name: string;
  organisationId: string;
  service: string;
  waitingSince: PlainDate;
};
export type NamedGiver = Giver & { name: string; phone: string | null; districtName: string | null };

const windows = (
  table: SQL,
  key: SQL,
) => sql`coalesce((select json_agg(json_build_object('weekday', w.weekday,
    'startTime', to_char(w.start_time, 'HH24:MI'), 'endTime', to_char(w.end_time, 'HH24:MI'))
    order by w.weekday, w.start_time) from ${table} w where ${key}), '[]')`;

/** Open records of these offices without a tandem, who waits longest first; or one record, whatever its state. */
export function listNeeds(
  db: Db,
  which: { organisationIds: string[]; limit: number } | { clientId: string },
  today: PlainDate,
): Promise<NamedNeed[]> {
  const where =
    'clientId' in which
      ? sql`c.id = ${which.clientId}`
      : sql`c.organisation_id = any (${sql.param(which.organisationIds)}::uuid[]) and c.closed_at is null
          and c.death_recorded_at is null
          and not exists (select from tandem t where t.client_id = c.id and t.ended_at is null)`;
  return db.execute<NamedNeed>(sql`
    select c.id, c.given_name || ' ' || c.family_name as name, c.organisation_id as "organisationId", c.service,
      c.waiting_since as "waitingSince", c.district_code as "districtCode", c.latitude, c.longitude, c.gender,
      c.wishes_gender as "wishesGender", c.languages, c.interests, c.requires, c.traits,
      ${windows(sql`client_window`, sql`w.client_id = c.id`)} as windows, c.minutes, c.every_weeks as "everyWeeks",
      ${today}::date - c.waiting_since as "waitingDays", 'person' as who
    from client c where ${where} order by c.waiting_since, c.id ${'limit' in which ? sql`limit ${which.limit}` : sql``}`);
}

/** Checks without which nobody begins, where the office has not said what it asks for. */
const usualChecks = ['volunteer_agreement', 'secrecy_declaration'];
/** What the law asks of who reads with a child, whatever the office asks for (domain.md 3.1, 3.2). */
const checksWithChildren = ['record_inspection', 'measles_confirmation'];
/** Nobody who was born earlier needs the measles confirmation: `lacking()` says the same of one person. */
const notAsked = sql`kind = 'measles_confirmation' and coalesce(g.birth_year < 1971, false)`;

/** The activity of these offices for a service: how much each criterion counts there, as it was stored. */
export async function findWeights(db: Db, organisationIds: string[], kind: string): Promise<unknown> {
  const [row] = await db.execute<{ weights: unknown }>(sql`
    select weights from activity where organisation_id = any (${sql.param(organisationIds)}::uuid[]) and kind = ${kind}
      and archived_at is null order by created_at, id limit 1`);
  return row?.weights ?? null;
}

/** Who is looked after by these offices, with all that decides whom she suits. One statement, however many they are. */
export function listGivers(
  db: Db,
  {
    organisationIds,
    kind,
    volunteerId,
    today,
    until = today,
    limit,
  }: {
    organisationIds: string[];
    /** What for: the office's activity of this kind says which checks it asks for. */
    kind: string;
    volunteerId?: string | undefined;
    today: PlainDate;
    /** Until when the checks have to hold. */
    until?: PlainDate | undefined;
    limit: number;
  },
): Promise<NamedGiver[]> {
  const isReading = kind === 'reading';
  return db.execute<NamedGiver>(sql`
    with giver as (
      select v.*, p.given_name || ' ' || p.family_name as name, p.phone, p.district_code, p.deactivated_at
      from volunteer v join person p on p.id = v.person_id
      where v.office_id = any (${sql.param(organisationIds)}::uuid[]) and v.left_at is null and p.deactivated_at is null
        ${volunteerId ? sql`and v.person_id = ${volunteerId}` : sql``}
      order by v.registered_at limit ${limit}),
    held as (
      select q.person_id, array_agg(q.kind) as kinds, coalesce(jsonb_object_agg(q.kind, q.expires_on)
          filter (where q.expires_on < ${until}::date), '{}') as ending
      from qualification q join giver g on g.person_id = q.person_id
      where ${today}::date between q.granted_on and coalesce(q.expires_on, 'infinity') group by q.person_id),
    free as (
      select w.person_id, json_agg(json_build_object('weekday', w.weekday, 'startTime', to_char(w.start_time, 'HH24:MI'),
        'endTime', to_char(w.end_time, 'HH24:MI')) order by w.weekday, w.start_time) as windows
      from availability w join giver g on g.person_id = w.person_id group by w.person_id),
    busy as (
      select s.person_id, sum(extract(epoch from upper(s.during) - lower(s.during))) / 3600 / 4 as hours
      from signup s join giver g on g.person_id = s.person_id
      where s.confirmed_at is not null and s.ended_at is null
        and s.during && tstzrange(${today}::date, ${today}::date + 28) group by s.person_id),
    asked as (
      select distinct on (organisation_id) organisation_id, requirements from activity
      where organisation_id = any (${sql.param(organisationIds)}::uuid[]) and kind = ${kind} and archived_at is null
      order by organisation_id, created_at, id),
    applying as (
      select ap.person_id, min(ap.stage) as stage from application ap join activity av on av.id = ap.activity_id
      join giver g on g.person_id = ap.person_id
      where av.kind = ${kind} and av.archived_at is null and ap.organisation_id = any (${sql.param(organisationIds)}::uuid[])
        and ap.stage not in ('ready', 'left') group by ap.person_id),
    load as (
      select volunteer_id, open, ${isReading ? sql`children` : sql`tandems`} as running
      from volunteer_load((select array_agg(person_id) from giver)))
    select g.person_id as id, g.name, g.phone, g.district_code as "districtCode", d.name as "districtName",
      coalesce(g.latitude, pc.latitude, d.latitude) as latitude,
      coalesce(g.longitude, pc.longitude, d.longitude) as longitude, g.gender, g.wishes_gender as "wishesGender",
      coalesce(extract(year from ${today}::date) - g.birth_year < 18, false) as "isMinor", g.languages, g.skills, g.interests,
      array_remove(array[
        case when 'dementia_experience' = any (g.skills) or 'training_dementia' = any (held.kinds) then 'dementia' end,
        case when 'hearing_experience' = any (g.skills) then 'hearing' end,
        case when 'mobility_experience' = any (g.skills) then 'mobility' end], null) as experience,
      coalesce(free.windows, '[]') as windows, g.radius_km as "radiusKm", g.excludes, ${isReading ? sql`g.max_children` : sql`g.max_tandems`} as "maxTandems",
      coalesce(load.running, 0) as tandems, coalesce(load.open, 0) > 0 as "hasOpenProposal",
      array(select kind from unnest(required.kinds) kind
        where kind <> all (coalesce(held.kinds, '{}')) and not (${notAsked})) as "missingChecks",
      coalesce((select jsonb_agg(jsonb_build_object('kind', kind, 'on', held.ending ->> kind))
        from unnest(required.kinds) kind where held.ending ? kind), '[]') as "endingChecks",
      applying.stage as "applicationStage",
      g.paused_at is not null as "isPaused", false as "hasLeft",
      case when g.rests_until > ${today}::date then g.rests_until end as "restsUntil",
      round(coalesce(busy.hours, 0), 1)::float8 as "hoursPerWeek", g.max_hours_per_week as "maxHoursPerWeek"
    from giver g left join held using (person_id) left join free using (person_id) left join busy using (person_id)
    left join load on load.volunteer_id = g.person_id left join asked on asked.organisation_id = g.office_id
    left join applying on applying.person_id = g.person_id
    cross join lateral (select coalesce(asked.requirements, ${sql.param(usualChecks)}::text[]) || array(
      select kind from unnest(${sql.param(isReading ? checksWithChildren : [])}::text[]) kind
      where kind <> all (coalesce(asked.requirements, '{}'))) as kinds) required
    left join district d on d.code = g.district_code left join postal_code pc on pc.code = g.postal_code
    order by g.person_id`);
}

/** What lies between these people and volunteers already; who is not in it are strangers. */
export function listRelations(
  db: Db,
  clientIds: string[],
): Promise<(Between & { clientId: string; volunteerId: string })[]> {
  return db.execute(sql`
    select coalesce(a.client_id, t.client_id) as "clientId", coalesce(a.volunteer_id, t.volunteer_id) as "volunteerId",
      a.client_id is not null as "isApart", coalesce(t.tried, false) as "wasTried", coalesce(t.visits, 0) as "pastVisits"
    from (select client_id, volunteer_id from client_apart where client_id = any (${sql.param(clientIds)}::uuid[])) a
    full join (
      select t.client_id, t.volunteer_id, bool_or(t.end_reason in ('volunteer_declined','client_declined','no_match',
          'trial_not_continued','conflict','safety')) as tried, count(v.tandem_id)::int as visits
      from tandem t left join visit v on v.tandem_id = t.id and v.outcome = 'held'
      where t.client_id = any (${sql.param(clientIds)}::uuid[]) and t.ended_at is not null
      group by t.client_id, t.volunteer_id) t on t.client_id = a.client_id and t.volunteer_id = a.volunteer_id`);
}
