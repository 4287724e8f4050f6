import type { Db } from '#lib/server/db/client.server.ts';
import { sql } from 'drizzle-orm';
import type { Activity, ActivityDate, ShiftPage } from './activity.ts';
import { SHIFTS_PER_PAGE } from './finder.ts';
import { aroundShift, readCard, shiftCard } from './finder-slots.repository.server.ts';

/** An `ActivityDate` as JSON; aliases as in `shiftCard`. */
const activityDate = sql`${shiftCard} || jsonb_build_object(
  'street', coalesce(e.street, v.street), 'postalCode', coalesce(e.postal_code, v.postal_code), 'city', v.city,
  'room', e.room, 'note', coalesce(s.note, e.note), 'language', s.language, 'requirements', s.requirements,
  'isStepFree', e.is_step_free or coalesce(v.is_step_free, false), 'accessNote', coalesce(e.access_note, v.access_note),
  'isCancelled', s.cancelled_at is not null or e.cancelled_at is not null,
  'cancellationReason', coalesce(s.cancellation_reason, e.cancellation_reason))`;

const head = sql`jsonb_build_object(
  'id', p.id, 'title', p.title, 'kind', p.kind, 'summary', p.summary, 'description', p.description,
  'languages', p.languages, 'isStanding', p.is_standing, 'insuredThrough', p.insured_through,
  'organisation', jsonb_build_object('name', o.name, 'phone', o.phone, 'email', o.email))`;

/** An open activity with a page of its dates from `now` on, called-off ones among them; null for any other. */
export async function findActivity(
  db: Db,
  projectId: string,
  { now, page }: { now: Date; page: number },
): Promise<Activity | null> {
  const upcoming = sql`e.project_id = ${projectId} and e.published_at is not null and s.start_at > ${now.toISOString()}`;
  const [row] = await db.execute<{
    head: Omit<Activity, 'dates' | 'total'>;
    total: number;
    dates: ActivityDate[];
  }>(sql`
    select ${head} as head,
      (select count(*)::int from shift s join event e on e.id = s.event_id where ${upcoming}) as total,
      (select coalesce(jsonb_agg(card), '[]') from (
        select ${activityDate} as card from shift s ${aroundShift} where ${upcoming}
        order by s.start_at, s.id limit ${SHIFTS_PER_PAGE} offset ${(page - 1) * SHIFTS_PER_PAGE}) c) as dates
    from project p join organisation o on o.id = p.organisation_id
    where p.id = ${projectId} and p.published_at is not null and p.closed_at is null`);
  return row ? { ...row.head, total: row.total, dates: row.dates.map(readDate) } : null;
}

/**
 * A published shift with its activity, and how it stands with `personId`: a place, or what is in the way of one.
 * Null when there is none, or it belongs to another activity.
 */
export async function findShiftPage(
  db: Db,
  { projectId, shiftId }: { projectId: string; shiftId: string },
  personId: string | null,
  now: Date,
): Promise<ShiftPage | null> {
  const [row] = await db.execute<ShiftPage>(sql`
    select ${head} as activity, ${activityDate} as shift,
      case when s.cancelled_at is not null or e.cancelled_at is not null then 'cancelled'
        when p.closed_at is not null then 'closed'
        when s.start_at <= ${now.toISOString()} then 'past' end as closed,
      case when ${personId}::uuid is not null then jsonb_build_object(
        'status', g.status, 'position', g.position, 'missing', coalesce(to_jsonb(obstacle.missing), '[]'),
        'conflict', (select ${shiftCard} from shift s ${aroundShift} where s.id = obstacle.shift_id)) end as own
    from shift s ${aroundShift}
    left join lateral (
      select case when confirmed_at is null then 'waiting' else 'confirmed' end as status,
        case when confirmed_at is null then (
          select count(*)::int from signup w where w.shift_id = s.id and w.ended_at is null
            and w.confirmed_at is null and w.arrival <= signup.arrival) end as position
      from signup where shift_id = s.id and person_id = ${personId} and ended_at is null) g on true
    left join lateral (
      select missing_requirements(s.id, ${personId}) as missing, conflicting_shift(s.id, ${personId}) as shift_id
      where ${personId}::uuid is not null and g.status is null) obstacle on true
    where s.id = ${shiftId} and p.id = ${projectId} and p.published_at is not null and e.published_at is not null`);
  if (!row) return null;
  const { shift, own } = row;
  return {
    ...row,
    shift: readDate(shift),
    own: own && { ...own, conflict: own.conflict && readCard(own.conflict) },
  };
}

function readDate(json: ActivityDate): ActivityDate {
  return { ...json, ...readCard(json) };
}
