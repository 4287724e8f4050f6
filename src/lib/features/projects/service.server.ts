import { DomainError } from '#lib/errors/domain-error.ts';
import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { canPlanProject } from './policy.ts';
import { canBePublished, type PartnerRole, type Project, publicationChecklist } from './project.ts';
import * as repository from './repository.server.ts';
import { type CreateProject, type ListProjects, PROJECTS_PER_PAGE, type UpdateProject } from './schema.ts';

type ProjectId = { projectId: string };

/** A project of one's own office. Throws NOT_FOUND, also for what another office runs. */
export async function getProject(ctx: ActorContext, { projectId }: ProjectId): Promise<Project> {
  const project = await repository.findProject(ctx.db, projectId, ctx.now);
  requireAllowed(project !== null && canPlanProject(ctx.actor, project));
  return project;
}

/** The projects of one's offices, the soonest date first, with the number of projects in each state. */
export async function listProjects(ctx: ActorContext, input: ListProjects) {
  const filter = {
    organisationIds: plannedOrganisationIds(ctx.actor),
    text: input.text || null,
    state: input.state ?? null,
    kind: input.kind ?? null,
    now: ctx.now,
  };
  const [items, counts] = await Promise.all([
    repository.listProjects(ctx.db, {
      ...filter,
      limit: PROJECTS_PER_PAGE,
      offset: (input.page - 1) * PROJECTS_PER_PAGE,
    }),
    repository.countByState(ctx.db, filter),
  ]);
  const total = input.state ? counts[input.state] : counts.draft + counts.published + counts.closed;
  return { items, counts, total, pageSize: PROJECTS_PER_PAGE };
}

/** What the form offers: one's organisations and who can be the contact. */
export async function projectOptions(ctx: ActorContext) {
  const ids = plannedOrganisationIds(ctx.actor);
  const names = new Map(ctx.actor.memberships.map((seat) => [seat.organisationId, seat.organisationName]));
  return {
    organisations: ids.map((id) => ({ id, name: names.get(id) ?? '' })),
    contacts: await repository.listContacts(ctx.db, ids),
  };
}

/** Opens a project as a draft, or one that is never published. Throws NOT_FOUND for an organisation one does not plan. */
export async function createProject(
  ctx: ActorContext,
  input: CreateProject,
  { isInternal = false } = {},
): Promise<{ projectId: string }> {
  requireAllowed(canPlanProject(ctx.actor, input));
  await requireContact(ctx, input.organisationId, input.contactId);
  return withTransaction(ctx.db, async (tx) => {
    const projectId = await repository.insertProject(tx, {
      ...input,
      isInternal,
      contactId: input.contactId || null,
      createdAt: ctx.now,
      createdBy: ctx.actor.id,
    });
    await record({ ...ctx, db: tx }, 'project_created', {
      id: projectId,
      organisationId: input.organisationId,
    });
    return { projectId };
  });
}

export async function updateProject(
  ctx: ActorContext,
  { projectId, ...input }: UpdateProject,
): Promise<void> {
  const project = await getProject(ctx, { projectId });
  if (input.contactId !== (project.contactId ?? '')) {
    await requireContact(ctx, project.organisationId, input.contactId);
  }
  await withTransaction(ctx.db, async (tx) => {
    await repository.updateProject(tx, projectId, { ...input, contactId: input.contactId || null });
    await record({ ...ctx, db: tx }, 'project_changed', project);
  });
}

/**
 * Shows the project to everybody. Repeating it changes nothing. Throws NOT_FOUND for an internal one, INVALID_INPUT
 * while something is missing.
 */
export async function publishProject(ctx: ActorContext, input: ProjectId): Promise<void> {
  const project = await getProject(ctx, input);
  requireAllowed(!project.isInternal);
  const checklist = publicationChecklist(project);
  if (!canBePublished(checklist)) {
    const missing = checklist.filter((item) => item.isRequired && !item.isDone).map((item) => item.code);
    throw new DomainError('INVALID_INPUT', { missing });
  }
  await withTransaction(ctx.db, async (tx) => {
    if (await repository.markPublished(tx, project.id, ctx.actor.id, ctx.now)) {
      await record({ ...ctx, db: tx }, 'project_published', project);
    }
  });
}

/** Ends the project. Throws STILL_IN_USE while somebody has a place at a date that lies ahead. */
export async function closeProject(ctx: ActorContext, input: ProjectId): Promise<void> {
  const project = await getProject(ctx, input);
  await withTransaction(ctx.db, async (tx) => {
    const closed = await repository.markClosed(tx, project.id, ctx.actor.id, ctx.now);
    // After the mark: whoever signs up meanwhile either is seen here or sees the project closed.
    if (await repository.hasFuturePeople(tx, project.id, ctx.now)) throw new DomainError('STILL_IN_USE');
    if (closed) await record({ ...ctx, db: tx }, 'project_closed', project);
  });
}

/** Takes a closing back. */
export async function reopenProject(ctx: ActorContext, input: ProjectId): Promise<void> {
  const project = await getProject(ctx, input);
  await withTransaction(ctx.db, async (tx) => {
    if (await repository.markReopened(tx, project.id))
      await record({ ...ctx, db: tx }, 'project_reopened', project);
  });
}

/** Names to choose a partner from. */
export function partnerOptions(ctx: ActorContext, { text }: { text: string }) {
  return repository.listPartnerOptions(ctx.db, text, 200);
}

/** Adds a partner, or gives it another role. Throws INVALID_INPUT on `name` when no organisation is called so. */
export async function addPartner(
  ctx: ActorContext,
  input: ProjectId & { name: string; role: PartnerRole },
): Promise<void> {
  const project = await getProject(ctx, input);
  const [found] = await repository.listPartnerOptions(ctx.db, input.name, 1);
  const isExact = found?.name.toLowerCase() === input.name.toLowerCase();
  if (!isExact || found.id === project.organisationId)
    throw new DomainError('INVALID_INPUT', { field: 'name' });
  await repository.putPartner(ctx.db, { projectId: project.id, organisationId: found.id, role: input.role });
}

export async function removePartner(
  ctx: ActorContext,
  input: ProjectId & { organisationId: string },
): Promise<void> {
  const project = await getProject(ctx, input);
  await repository.deletePartner(ctx.db, project.id, input.organisationId);
}

async function requireContact(ctx: ActorContext, organisationId: string, contactId: string): Promise<void> {
  if (!contactId) return;
  const contacts = await repository.listContacts(ctx.db, [organisationId]);
  if (!contacts.some((contact) => contact.id === contactId)) {
    throw new DomainError('INVALID_INPUT', { field: 'contactId' });
  }
}

function record(
  ctx: ActorContext,
  type: string,
  project: { id: string; organisationId: string },
): Promise<void> {
  return repository.recordEvent(ctx.db, {
    type,
    occurredAt: ctx.now,
    actorId: ctx.actor.id,
    organisationId: project.organisationId,
    projectId: project.id,
  });
}
