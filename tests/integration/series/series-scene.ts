import type { CreateSeries } from '#lib/features/series/schema.ts';
import * as schema from '#lib/server/db/schema/index.ts';
import type { Person, Scene } from '#tests/support/scene.ts';
import { asc, eq } from 'drizzle-orm';

/** Murat's office with a school and a project, and series made as his form would. */
export async function seriesScene(scene: Scene) {
  await scene.town();
  const office = await scene.organisation('Seniorenbüro Aplerbeck');
  const school = await scene.organisation('Grundschule am Kastanienhof', 'school');
  const murat = await scene.person('Murat', { roles: [['coordinator', office]] });
  const [project] = await scene.db
    .insert(schema.project)
    .values({
      organisationId: office,
      kind: 'reading',
      title: 'Lesepaten',
      publishedAt: scene.now,
      publishedBy: murat.id,
    })
    .returning({ id: schema.project.id });
  const projectId = project!.id;

  /** A published weekly reading hour on Tuesdays at 10:00, unless said otherwise. */
  const series = (changes: Partial<CreateSeries> = {}, by: Person = murat) =>
    by.api.series.create({
      projectId,
      publish: true,
      weekdays: [2],
      firstOn: '2026-12-01',
      lastOn: '2027-07-31',
      startTime: '10:00',
      endTime: '10:45',
      venueId: school,
      onSchoolHolidays: 'keep',
      onPublicHolidays: 'skip',
      shifts: [{ role: 'reader' }],
      ...changes,
    });

  const events = (seriesId: string) =>
    scene.db
      .select()
      .from(schema.event)
      .where(eq(schema.event.seriesId, seriesId))
      .orderBy(asc(schema.event.startAt));

  return { office, school, murat, projectId, series, events };
}
