import { DomainError } from '#lib/errors/domain-error.ts';
import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import {
  getVolunteer,
  grantQualification,
  requireLookedAfter,
  welcome,
} from '#lib/features/volunteers/office.service.server.ts';
import { isDeclaration } from '#lib/features/volunteers/volunteer.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { wallTime } from '#lib/time/zone.ts';
import { getActivity } from './activities.service.server.ts';
import { listTexts } from './activities.repository.server.ts';
import {
  type Application,
  type ApplicationFacts,
  type ApplicationLine,
  APPLICATIONS_PER_PAGE,
  CARDS_PER_STAGE,
  type DueStep,
} from './application.ts';
import * as repository from './applications.repository.server.ts';
import { returnRenewed } from './expiry.service.server.ts';
import { canRecruit } from './policy.ts';
import { requirementsOf } from './readiness.ts';
import type { ApplicationQuery, Apply, BoardQuery, RecordRequirement, UpdateApplication } from './schema.ts';
import { type Stage, stages } from './stage.ts';

type ApplicationId = { applicationId: string };

/** The line as pages show it: what is required is judged for today. */
export function judged(ctx: ActorContext, facts: ApplicationFacts): ApplicationLine {
  const { required, qualifications, birthYear, ...line } = facts;
  const today = wallTime(ctx.now).date;
  return {
    ...line,
    requirements: requirementsOf({ requirements: required }, { qualifications, birthYear }, today),
  };
}

const filterOf = (ctx: ActorContext, { activityId, text, isMine }: BoardQuery | ApplicationQuery) => ({
  organisationIds: plannedOrganisationIds(ctx.actor),
  activityId,
  text: text || undefined,
  assigneeId: isMine ? ctx.actor.id : undefined,
});

const everyStage = (counted: Partial<Record<Stage, number>>) =>
  Object.fromEntries(stages.map((stage) => [stage, counted[stage] ?? 0])) as Record<Stage, number>;

/** The applications of one's offices, a page of each stage; those who have left are only counted. */
export async function getBoard(
  ctx: ActorContext,
  query: BoardQuery,
): Promise<{ cards: ApplicationLine[]; counts: Record<Stage, number>; perStage: number }> {
  const filter = filterOf(ctx, query);
  const [cards, counted] = await Promise.all([
    repository.listCards(ctx.db, filter, { perStage: CARDS_PER_STAGE, pages: query.pages }),
    repository.countByStage(ctx.db, filter),
  ]);
  return {
    cards: cards.map((facts) => judged(ctx, facts)),
    counts: everyStage(counted),
    perStage: CARDS_PER_STAGE,
  };
}

const DUE_SHOWN = 6;

/** For the desk: next steps whose day has come, at one office or all of one's own. Throws NOT_FOUND. */
export function listDue(
  ctx: ActorContext,
  { organisationId }: { organisationId?: string | undefined },
): Promise<DueStep[]> {
  const planned = plannedOrganisationIds(ctx.actor);
  requireAllowed(organisationId === undefined || planned.includes(organisationId));
  return repository.listDue(ctx.db, {
    organisationIds: organisationId ? [organisationId] : planned,
    until: wallTime(ctx.now).date,
    limit: DUE_SHOWN,
  });
}

/** The same as a list; without a stage everybody who has not left. */
export async function listApplications(
  ctx: ActorContext,
  query: ApplicationQuery,
): Promise<{ items: ApplicationLine[]; counts: Record<Stage, number>; total: number; pageSize: number }> {
  const filter = filterOf(ctx, query);
  const [items, counted] = await Promise.all([
    repository.listApplications(
      ctx.db,
      { ...filter, stage: query.stage },
      { sort: query.sort, limit: APPLICATIONS_PER_PAGE, offset: (query.page - 1) * APPLICATIONS_PER_PAGE },
    ),
    repository.countByStage(ctx.db, filter),
  ]);
  const counts = everyStage(counted);
  const all = stages.filter((stage) => stage !== 'left').reduce((sum, stage) => sum + counts[stage], 0);
  return {
    items: items.map((facts) => judged(ctx, facts)),
    counts,
    total: query.stage ? counts[query.stage] : all,
    pageSize: APPLICATIONS_PER_PAGE,
  };
}

/** The applications of one person at one's offices, those that ended too. */
export async function listOfPerson(
  ctx: ActorContext,
  { personId }: { personId: string },
): Promise<ApplicationLine[]> {
  const organisationIds = plannedOrganisationIds(ctx.actor);
  const found = await repository.listOfPerson(ctx.db, { personId, organisationIds });
  return found.map((facts) => judged(ctx, facts));
}

async function requireOwn(ctx: ActorContext, { applicationId }: ApplicationId) {
  const found = await repository.findApplication(ctx.db, applicationId);
  requireAllowed(found !== null && canRecruit(ctx.actor, found.organisationId));
  return found;
}

/**
 * One application with its way so far. `isOurs`: whether the actor's office looks after the volunteer, and so may
 * record what it has seen. Throws NOT_FOUND.
 */
export async function getApplication(
  ctx: ActorContext,
  input: ApplicationId,
): Promise<{ application: Application; colleagues: { id: string; name: string }[]; isOurs: boolean }> {
  const file = await requireOwn(ctx, input);
  const [moves, colleagues, { isOurs }] = await Promise.all([
    repository.listMoves(ctx.db, file.id),
    repository.listColleagues(ctx.db, file.organisationId),
    getVolunteer(ctx, { personId: file.personId }),
  ]);
  const { organisationId, kind, email, phone, districtName, assigneeId, note, message, birthYear, ...facts } =
    file;
  return {
    application: {
      ...judged(ctx, { ...facts, birthYear }),
      ...{ organisationId, kind, email, phone, districtName, assigneeId, note, message, birthYear, moves },
    },
    colleagues,
    isOurs,
  };
}

/**
 * Opens an application, from a wish to help, a registration or a talk on the telephone; the wish is answered with it,
 * and who was new is welcome.
 * Where one is open already, that one is meant. Throws NOT_FOUND for people and activities that are not one's own.
 */
export async function openApplication(
  ctx: ActorContext,
  input: Apply,
): Promise<{ applicationId: string; isNew: boolean }> {
  const activity = await getActivity(ctx, input);
  requireAllowed(activity.archivedAt === null);
  const { interestsIn, isOurs } = await getVolunteer(ctx, { personId: input.personId });
  const interestId = interestsIn.find(({ id }) => id === input.interestId)?.id ?? null;
  return withTransaction(ctx.db, async (tx) => {
    const { organisationId } = activity;
    if (isOurs) await welcome({ ...ctx, db: tx }, input);
    if (interestId) await repository.answerInterest(tx, interestId, ctx.actor.id, ctx.now);
    const added = await repository.insertApplication(tx, {
      ...{ activityId: activity.id, organisationId, personId: input.personId, interestId },
      stageAt: ctx.now,
      assigneeId: ctx.actor.id,
      ...{ createdAt: ctx.now, createdBy: ctx.actor.id },
    });
    if (!added) {
      const open = await repository.findOpenApplication(tx, input);
      if (!open) throw new DomainError('CHANGED_MEANWHILE');
      return { applicationId: open, isNew: false };
    }
    const by = { movedAt: ctx.now, movedBy: ctx.actor.id };
    await repository.insertMove(tx, { applicationId: added, toStage: 'interested', ...by });
    await repository.recordEvent(tx, {
      type: 'application_opened',
      ...{ occurredAt: ctx.now, actorId: ctx.actor.id, organisationId, personId: input.personId },
    });
    return { applicationId: added, isNew: true };
  });
}

/** Who takes care of it, what comes next and when, and the office's note. Throws NOT_FOUND. */
export async function updateApplication(
  ctx: ActorContext,
  { applicationId, assigneeId, nextOn, nextStep, note }: UpdateApplication,
): Promise<void> {
  const file = await requireOwn(ctx, { applicationId });
  if (assigneeId) {
    const colleagues = await repository.listColleagues(ctx.db, file.organisationId);
    requireAllowed(colleagues.some(({ id }) => id === assigneeId));
  }
  await withTransaction(ctx.db, async (tx) => {
    await repository.updateApplication(tx, file.id, {
      ...{ nextStep, note },
      assigneeId: assigneeId || null,
      nextOn: nextOn || null,
    });
    const { organisationId, personId } = file;
    await repository.recordEvent(tx, {
      type: 'application_changed',
      ...{ occurredAt: ctx.now, actorId: ctx.actor.id, organisationId, personId },
    });
  });
}

/**
 * Records something that the activity requires: a date, and for a declaration the words that count now. Throws
 * NOT_FOUND, also where another office looks after the volunteer.
 */
export async function recordRequirement(ctx: ActorContext, input: RecordRequirement): Promise<void> {
  const { personId, organisationId } = await requireOwn(ctx, input);
  await requireLookedAfter(ctx, personId);
  const { kind, on } = input;
  const texts = isDeclaration(kind) ? await listTexts(ctx.db, [organisationId]) : [];
  const textId = texts.find((text) => text.kind === kind)?.id;
  await withTransaction(ctx.db, (db) =>
    grantQualification(
      { ...ctx, db },
      { personId, kind, grantedOn: on, ...(textId && { signed: { textId, how: 'paper', organisationId } }) },
    ),
  );
  await returnRenewed(ctx, { personId });
}

/** In which year she was born, told on the telephone. Throws NOT_FOUND. */
export async function setBirthYear(
  ctx: ActorContext,
  { birthYear, ...input }: ApplicationId & { birthYear: number },
): Promise<void> {
  const { personId } = await requireOwn(ctx, input);
  await requireLookedAfter(ctx, personId);
  await repository.setBirthYear(ctx.db, personId, birthYear);
}
