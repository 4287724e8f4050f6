import { DomainError } from '#lib/errors/domain-error.ts';
import { brokenConstraint } from '#lib/errors/postgres.ts';
import { askToCall } from '#lib/features/messaging/service.server.ts';
import type { ProjectKind } from '#lib/features/projects/project.ts';
import { getProject } from '#lib/features/projects/service.server.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { ActorContext, Context } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { addJob } from '#lib/server/jobs/queue.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import type { RateLimiter } from '#lib/server/rate-limit.server.ts';
import { readFacts } from './facts.ts';
import { linkToken, newReference } from './link.server.ts';
import * as places from './places.repository.server.ts';
import { canAnswer, canAskFor } from './policy.ts';
import * as repository from './repository.server.ts';
import { projectKindFor, type Request, unfinishedStates } from './request.ts';
import { type AskForProject, reach, type SubmitRequest } from './schema.ts';
import { titleOf } from './words.ts';

type RequestId = { requestId: string };
export type PublicContext = Context & { limits: RateLimiter; secret: string; address: string };

/** Days within which the person must hear where her data came from (Art. 14 GDPR: one month, so four weeks). */
const NOTICE_DAYS = 28;
const DAY = 86_400_000;

/**
 * Takes a request from whoever has no account. It goes to the office of the district that the place suggests.
 * Throws INVALID_INPUT on `place` when no district is found, TOO_MANY_REQUESTS.
 *
 * @returns its number, and the secret part of the link by which it can be followed
 */
export async function submitRequest(
  ctx: PublicContext,
  input: SubmitRequest,
): Promise<{ reference: string; token: string }> {
  await ctx.limits.use('requestByAddress', ctx.address);
  const [district] = await places.suggestDistricts(ctx.db, input.place);
  if (!district) throw new DomainError('INVALID_INPUT', { field: 'place' });
  const { email, phone } = reach.parse(input.reach);
  const { reach: _reach, personKnows, ...rest } = input;
  const { id, reference } = await open(ctx, {
    ...rest,
    ...aboutWhom(input),
    channel: 'web',
    organisationId: await officeFor(ctx, district.code),
    districtCode: district.code,
    contactEmail: email,
    contactPhone: phone,
    locale: getLocale(),
    facts: {},
  });
  return { reference, token: linkToken(id, ctx.secret) };
}

/** Asks for a project in the name of a house. It goes to the office of the house's district. */
export async function askForProject(ctx: ActorContext, input: AskForProject): Promise<RequestId> {
  requireAllowed(canAskFor(ctx.actor, input));
  const [house, contact] = await Promise.all([
    places.findHouse(ctx.db, input.facilityId),
    repository.findContact(ctx.db, ctx.actor.id),
  ]);
  requireAllowed(house !== null);
  const { kind, facilityId, phone, wish, ...facts } = input;
  const { id } = await open(ctx, {
    kind,
    channel: 'facility',
    organisationId: await officeFor(ctx, house.districtCode),
    facilityId,
    contactName: ctx.actor.name,
    contactPhone: phone ?? contact?.phone ?? null,
    contactEmail: contact?.email ?? null,
    locale: contact?.locale ?? getLocale(),
    districtCode: house.districtCode,
    wish,
    facts,
  });
  return { requestId: id };
}

/** A request of one's own office. Throws NOT_FOUND, also for what another office answers. */
export async function requireOwn(ctx: ActorContext, { requestId }: RequestId): Promise<Request> {
  const request = await repository.findRequest(ctx.db, requestId);
  requireAllowed(request !== null && canAnswer(ctx.actor, request));
  return request;
}

/** What a plan made from a request begins with. */
type PlanningFacts = {
  requestId: string;
  reference: string;
  kind: ProjectKind;
  organisationId: string;
  facilityId: string | null;
  facilityName: string | null;
  contactName: string;
  /** A title to change: what, and where; never a client's name. */
  title: string;
  wishes: string;
  facts: ReturnType<typeof readFacts>;
};

/** The facts from which a project is drafted. Throws NOT_FOUND. */
export async function planningFacts(ctx: ActorContext, input: RequestId): Promise<PlanningFacts> {
  const request = await requireOwn(ctx, input);
  return {
    requestId: request.id,
    reference: request.reference,
    kind: projectKindFor(request.kind),
    organisationId: request.organisationId,
    facilityId: request.facilityId,
    facilityName: request.facilityName,
    contactName: request.contactName,
    title: titleOf(request),
    wishes: request.wish,
    facts: readFacts(request.kind, request.facts),
  };
}

/**
 * The project answers the request from now on: the request is planned. May be called inside the caller's
 * transaction (`{...ctx, db: tx}`). Throws NOT_FOUND for a project or request of another office,
 * CHANGED_MEANWHILE when the request is finished.
 */
export async function linkProject(
  ctx: ActorContext,
  { requestId, projectId }: RequestId & { projectId: string },
): Promise<void> {
  const request = await requireOwn(ctx, { requestId });
  const project = await getProject(ctx, { projectId });
  requireAllowed(project.organisationId === request.organisationId);
  await withTransaction(ctx.db, async (tx) => {
    const mark = { at: ctx.now, by: ctx.actor.id };
    const linked = await repository.updateInState(tx, requestId, unfinishedStates, {
      projectId,
      ...(!request.planned && { plannedAt: mark.at, plannedBy: mark.by }),
      ...(!request.taken && { takenAt: mark.at, takenBy: mark.by }),
      ...(!request.assigneeId && { assigneeId: mark.by }),
    });
    if (!linked) throw new DomainError('CHANGED_MEANWHILE');
    await record({ ...ctx, db: tx }, 'request_planned', request, projectId);
  });
}

/** Records what happened to a request; the office's pages look again. */
export function record(
  ctx: Context,
  type: string,
  request: { id: string; organisationId: string },
  projectId?: string,
): Promise<void> {
  return repository.recordEvent(ctx.db, {
    type,
    occurredAt: ctx.now,
    actorId: ctx.actor?.id ?? null,
    organisationId: request.organisationId,
    projectId: projectId ?? null,
    details: { requestId: request.id },
  });
}

/** Of oneself one knows, and the name is the contact's. */
export function aboutWhom(
  input: Pick<SubmitRequest, 'relation' | 'contactName' | 'personName' | 'personKnows'>,
) {
  const isOwn = input.relation === 'self';
  return {
    personName: isOwn ? input.personName || input.contactName : input.personName,
    personKnows: isOwn ? 'yes' : input.personKnows,
  };
}

async function officeFor(ctx: Context, districtCode: string | null): Promise<string> {
  const office = await places.findOfficeFor(ctx.db, districtCode);
  if (!office) throw new DomainError('INVALID_INPUT', { field: 'place' });
  return office;
}

/** Writes the request with what follows from it: the confirmation by e-mail, and the notice to the person. */
export async function open(
  ctx: Context,
  row: Omit<repository.NewRequest, 'reference' | 'createdAt' | 'createdBy'>,
): Promise<{ id: string; reference: string }> {
  for (;;) {
    const reference = newReference();
    try {
      return await withTransaction(ctx.db, async (tx) => {
        const id = await repository.insertRequest(tx, {
          ...row,
          reference,
          createdAt: ctx.now,
          createdBy: ctx.actor?.id ?? null,
        });
        const inside = { ...ctx, db: tx };
        await record(inside, 'request_received', { id, organisationId: row.organisationId });
        if (row.contactEmail && row.channel !== 'facility') {
          await addJob(tx, 'send_request_mail', { requestId: id, reason: 'received' });
        }
        if (row.relation && row.relation !== 'self') {
          await askToCall(inside, [
            {
              organisationId: row.organisationId,
              kind: 'request_person_notice',
              facts: { reference, requestId: id },
              dueAt: new Date(ctx.now.getTime() + NOTICE_DAYS * DAY),
              key: `art14 ${id}`,
              requestId: id,
            },
          ]);
        }
        return { id, reference };
      });
    } catch (error) {
      if (brokenConstraint(error) !== 'request_reference') throw error;
    }
  }
}
