import type { ProjectKind } from '#lib/features/projects/project.ts';
import type { Context } from '#lib/server/context.server.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { presets } from './activity.ts';
import { listReadinessFacts } from './applications.repository.server.ts';
import { type Readiness, readiness } from './readiness.ts';
import type { Stage } from './stage.ts';

/** How somebody stands for an activity: may they begin, and where is their application, if there is one. */
export type PersonReadiness = Readiness & { stage: Stage | null };

/**
 * Who of these people may begin with a kind of activity at an office, on that day; in one query. Measured by the
 * activity they applied for, else by the office's first of that kind, else by what offices usually ask for. Who is no
 * volunteer is not in the answer. For other features, which have judged the permission.
 */
export async function readinessOf(
  ctx: Pick<Context, 'db'>,
  query: { organisationId: string; kind: ProjectKind; personIds: string[]; on: PlainDate },
): Promise<Map<string, PersonReadiness>> {
  const usual = presets.find(({ kind }) => kind === query.kind)?.requirements ?? presets.at(-1)!.requirements;
  const facts = await listReadinessFacts(ctx.db, query);
  return new Map(
    facts.map(({ personId, required, ...person }) => [
      personId,
      { ...readiness({ requirements: required ?? usual }, person, query.on), stage: person.stage },
    ]),
  );
}
