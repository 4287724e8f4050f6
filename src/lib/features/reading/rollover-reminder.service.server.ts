import { schoolYearName, schoolYearOf } from '#lib/features/days-off/school-year.ts';
import { notify } from '#lib/features/messaging/service.server.ts';
import type { Context } from '#lib/server/context.server.ts';
import { asSystem } from '#lib/server/db/as-actor.server.ts';
import { wallTime } from '#lib/time/zone.ts';
import { isRolloverSeason } from './pair.ts';
import * as repository from './schools.repository.server.ts';

/**
 * Reminds offices and schools, once in each school year, that somebody has to say which pairs go on. It asks nobody and
 * ends nothing: the office begins the round. The background job of the mornings of May and June.
 *
 * @returns how many offices and schools have pairs that nobody has been asked about yet
 */
export async function remindOfRollover(ctx: Context): Promise<{ offices: number; schools: number }> {
  const { date } = wallTime(ctx.now);
  if (!isRolloverSeason(date)) return { offices: 0, schools: 0 };
  const year = schoolYearName(schoolYearOf(date) + 1);
  return asSystem(ctx.db, async (db) => {
    const schools = await repository.listUnaskedSchools(db);
    const offices = Map.groupBy(schools, ({ organisationId }) => organisationId);
    for (const [organisationId, served] of offices) {
      const pairs = served.reduce((sum, school) => sum + school.pairs, 0);
      const about = { facts: { year, pairs }, key: `rollover due ${organisationId} ${year}`, organisationId };
      const personIds = await repository.listCoordinatorIds(db, organisationId);
      await notify(
        { ...ctx, db },
        personIds.map((personId) => ({ ...about, kind: 'reading_rollover_due' as const, personId })),
      );
    }
    for (const { schoolId, name } of schools) {
      const about = { facts: { school: name, year }, key: `rollover ahead ${schoolId} ${year}` };
      const personIds = await repository.listContactIds(db, schoolId);
      await notify(
        { ...ctx, db },
        personIds.map((personId) => ({
          ...about,
          kind: 'reading_rollover_ahead' as const,
          personId,
          organisationId: schoolId,
        })),
      );
    }
    return { offices: offices.size, schools: schools.length };
  });
}
