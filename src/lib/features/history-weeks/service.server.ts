import { DomainError } from '#lib/errors/domain-error.ts';
import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import { dayOffCalendars } from '#lib/features/days-off/service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import type { PlainDate } from '#lib/time/date.ts';
import {
  givenNames,
  type Helper,
  type PlannedWeek,
  type Session,
  type Side,
  type Week,
  weekDays,
  type WeekPlan,
} from './history-week.ts';
import { weekSide } from './policy.ts';
import * as repository from './repository.server.ts';
import type { SetDays } from './schema.ts';
import { weekWarnings } from './warnings.ts';

type ProjectId = { projectId: string };

/** A week, set up or not, and as whom one plans it. Throws NOT_FOUND, also for whom it is not. */
export async function findMyWeek(
  ctx: ActorContext,
  { projectId }: ProjectId,
): Promise<{ week: Week; side: Side }> {
  const week = await repository.findWeek(ctx.db, projectId);
  const side = week && weekSide(ctx.actor, week);
  requireAllowed(week !== null && side !== null);
  return { week, side };
}

/** A week that is set up. Throws NOT_FOUND. */
export async function requireWeek(
  ctx: ActorContext,
  input: ProjectId,
): Promise<{ week: PlannedWeek; side: Side }> {
  const { week, side } = await findMyWeek(ctx, input);
  requireAllowed(isSetUp(week));
  return { week, side };
}

/** A week that can still be changed. Throws NOT_FOUND, SHIFT_CLOSED. */
export async function requireOpenWeek(ctx: ActorContext, input: ProjectId) {
  const found = await requireWeek(ctx, input);
  if (found.week.isClosed) throw new DomainError('SHIFT_CLOSED', { reason: 'closed' });
  return found;
}

/** The same for one of its sessions. */
export async function requireOpenSession(ctx: ActorContext, { eventId }: { eventId: string }) {
  const projectId = await repository.findProjectOfEvent(ctx.db, eventId);
  requireAllowed(projectId !== null);
  return requireOpenWeek(ctx, { projectId });
}

function isSetUp(week: Week): week is PlannedWeek {
  return week.days !== null;
}

/**
 * The seat of the running office, for a verb of scheduling: the week's own policy has allowed what scheduling's
 * does not know of, that a host plans too. Who acts stays who it is.
 */
export function inNameOfOffice(ctx: ActorContext, week: Week): ActorContext {
  const seat = {
    organisationId: week.organisationId,
    organisationName: week.organisationName,
    organisationKind: 'senior_office',
    districtCode: null,
    role: 'coordinator',
  } as const;
  return { ...ctx, actor: { ...ctx.actor, memberships: [...ctx.actor.memberships, seat] } };
}

/** A week with everything that is planned, and what to look at. Without days it is not set up yet. */
export async function getWeek(ctx: ActorContext, input: ProjectId) {
  const { week, side } = await findMyWeek(ctx, input);
  if (!isSetUp(week)) return { week, side, plan: null, warnings: [] };
  const [plan, { travelBufferMinutes }] = await Promise.all([
    loadPlan(ctx, week, side),
    repository.townFacts(ctx.db),
  ]);
  const warnings = [...weekWarnings(plan, travelBufferMinutes)].map(([eventId, list]) => ({ eventId, list }));
  return { week, side, plan, warnings };
}

/** Everything planned in a week, with names as this side may read them. */
export async function loadPlan(ctx: ActorContext, week: PlannedWeek, side: Side): Promise<WeekPlan> {
  const { firstOn: from, lastOn: to } = week.days;
  const houseIds = week.houses.map(({ id }) => id);
  const [sessions, participants, exceptions, rooms, calendarOf] = await Promise.all([
    repository.listSessions(ctx.db, week),
    repository.listParticipants(ctx.db, week.projectId),
    repository.listExceptions(ctx.db, week.projectId),
    repository.listRooms(ctx.db, houseIds),
    dayOffCalendars(ctx, { venueIds: houseIds, from, to }),
  ]);
  const calendar = calendarOf(houseIds[0] ?? null);
  return {
    ...{ week, side, participants, exceptions, rooms },
    sessions: withNames(sessions, side),
    daysOff: weekDays(week.days)
      .map((date) => ({ date, reasons: calendar(date) }))
      .filter(({ reasons }) => reasons.length > 0),
  };
}

/** The office reads names and numbers, a house given names only. */
function withNames(sessions: repository.SessionRow[], side: Side): Session[] {
  const people = sessions.flatMap(({ roles }) => roles.flatMap((role) => role.people));
  const first = givenNames(people.map((one) => ({ ...one, id: one.personId })));
  const shown = ({ personId, givenName, familyName, phone }: repository.PersonRow): Helper =>
    side === 'office'
      ? { personId, name: `${givenName} ${familyName}`.trim(), phone }
      : { personId, name: first.get(personId) ?? givenName, phone: null };
  return sessions.map((session) => ({
    ...session,
    roles: session.roles.map((role) => ({ ...role, people: role.people.map(shown) })),
  }));
}

const WEEKS_LISTED = 30;

/** Weeks that one's offices run or one's houses host, the latest first. */
export function listWeeks(ctx: ActorContext) {
  return repository.listWeeks(ctx.db, {
    organisationIds: plannedOrganisationIds(ctx.actor),
    houseIds: ctx.actor.memberships
      .filter(({ role }) => role === 'facility_contact')
      .map(({ organisationId }) => organisationId),
    limit: WEEKS_LISTED,
  });
}

/**
 * Sets a week up or gives it other days. Throws NOT_FOUND, SHIFT_CLOSED, OUTSIDE_WEEK when a session would lie
 * outside, INVALID_INPUT on `house` when no organisation is called so.
 */
export async function setDays(ctx: ActorContext, input: SetDays): Promise<void> {
  const { week } = await findMyWeek(ctx, input);
  if (week.isClosed) throw new DomainError('SHIFT_CLOSED', { reason: 'closed' });
  const { projectId, firstOn, lastOn, witnessSessionsPerDay, house } = input;
  const houseId = house && (await repository.findHouse(ctx.db, house));
  if (house && !houseId) throw new DomainError('INVALID_INPUT', { field: 'house' });
  if (await repository.hasSessionsOutside(ctx.db, week, input)) {
    throw new DomainError('OUTSIDE_WEEK', { field: 'firstOn', firstOn, lastOn });
  }
  await withTransaction(ctx.db, async (db) => {
    await repository.putWeek(db, {
      ...{ projectId, firstOn, lastOn, witnessSessionsPerDay },
      createdAt: ctx.now,
      createdBy: ctx.actor.id,
    });
    if (houseId) await repository.addHost(db, projectId, houseId);
    await record({ ...ctx, db }, 'history_week_planned', week);
  });
}

/** Throws OUTSIDE_WEEK for a day that is none of the week's. */
export function requireDayOf(week: PlannedWeek, date: PlainDate): void {
  const { firstOn, lastOn } = week.days;
  if (date < firstOn || date > lastOn)
    throw new DomainError('OUTSIDE_WEEK', { field: 'date', firstOn, lastOn });
}

/** Records what happened to a week; never with a name. */
export function record(
  ctx: Pick<ActorContext, 'db' | 'now'> & { actor: ActorContext['actor'] | null },
  type: string,
  week: { projectId: string; organisationId: string },
  eventId: string | null = null,
): Promise<void> {
  return repository.recordEvent(ctx.db, {
    ...{ type, eventId },
    occurredAt: ctx.now,
    actorId: ctx.actor?.id ?? null,
    organisationId: week.organisationId,
    projectId: week.projectId,
  });
}
