import { mendRoster, proposeWeek } from '#lib/features/rosters/search.service.server.ts';
import * as schema from '#lib/server/db/schema/index.ts';
import type { Person, Scene } from '#tests/support/scene.ts';
import { eq } from 'drizzle-orm';

/** The week after the scene's Tuesday, 24 November 2026. */
export const week = '2026-11-30';

/** What the worker does as soon as a run is queued. */
export const work = (scene: Scene, runId: string) =>
  proposeWeek({ actor: null, db: scene.db, now: scene.now }, { runId });
export const mend = (scene: Scene, runId: string) =>
  mendRoster({ actor: null, db: scene.db, now: scene.now }, { runId });

/** A volunteer whom the office looks after, with time whenever `windows` say so. */
export async function volunteerOf(
  scene: Scene,
  office: string,
  name: string,
  facts: Partial<typeof schema.volunteer.$inferInsert> = {},
): Promise<Person> {
  const person = await scene.person(name);
  await scene.db
    .update(schema.volunteer)
    .set({ officeId: office, ...facts })
    .where(eq(schema.volunteer.personId, person.id));
  return person;
}

/** A date of next week with room for `max`; `hour` of Monday, 30 November, further days by 24. */
export function dateAt(
  scene: Scene,
  office: string,
  hour: number,
  { min = 1, max = 1, projectId }: { min?: number; max?: number; projectId?: string } = {},
) {
  const start = new Date('2026-11-30T00:00:00+01:00').getTime() + hour * 3_600_000;
  return scene.shift(office, {
    inHours: (start - scene.now.getTime()) / 3_600_000,
    shift: { minPlaces: min, maxPlaces: max },
    event: { ...(projectId && { projectId }) },
  });
}

export const placing = (scene: Scene, projectId: string) =>
  scene.db.update(schema.project).set({ placesBy: 'placing' }).where(eq(schema.project.id, projectId));

/** A run of the office that has been worked on. */
export async function proposedWeek(scene: Scene, murat: Person, office: string, options = {}) {
  const { runId } = await murat.api.rosters.start({
    ...{ weekOn: week, organisationIds: [office], seconds: 5 },
    ...options,
  });
  await work(scene, runId);
  return murat.api.rosters.get({ runId });
}
