import { type Experience, experiences } from '#lib/features/matching/facts.ts';
import type { Db } from '#lib/server/db/client.server.ts';
import { volunteer } from '#lib/server/db/schema/index.ts';
import { eq, sql } from 'drizzle-orm';
import { experienceSkills, type Wishes } from './wishes.ts';

export async function findWishes(db: Db, personId: string): Promise<Wishes | null> {
  const [row] = await db
    .select({
      gender: volunteer.gender,
      wishesGender: volunteer.wishesGender,
      maxTandems: volunteer.maxTandems,
      maxChildren: volunteer.maxChildren,
      excludes: volunteer.excludes,
      skills: volunteer.skills,
    })
    .from(volunteer)
    .where(eq(volunteer.personId, personId));
  if (!row) return null;
  const { skills, ...wishes } = row;
  return {
    ...(wishes as Omit<Wishes, 'experience'>),
    experience: experiences.filter((one) => skills.includes(experienceSkills[one])),
  };
}

export async function updateWishes(
  db: Db,
  personId: string,
  { experience, ...wishes }: Omit<Wishes, 'experience'> & { experience: Experience[] },
): Promise<void> {
  const all = Object.values(experienceSkills);
  const held = experience.map((one) => experienceSkills[one]);
  await db
    .update(volunteer)
    .set({
      ...wishes,
      skills: sql`array(select skill from unnest(${volunteer.skills}) skill
        where skill <> all (${sql.param(all)}::text[])) || ${sql.param(held)}::text[]`,
    })
    .where(eq(volunteer.personId, personId));
}
