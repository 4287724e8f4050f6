import { asSystem } from '#lib/server/db/as-actor.server.ts';
import * as schema from '#lib/server/db/schema/index.ts';
import { eq } from 'drizzle-orm';
import type { OpenClient } from '#lib/features/tandems/schema.ts';
import type { Person, Scene } from '#tests/support/scene.ts';

/** Murat's office, Hanne who is ready to visit, and Frau Kramer who waits. */
export async function tandemTown(scene: Scene) {
  await scene.town();
  const office = await scene.organisation('Seniorenbüro Aplerbeck');
  const murat = await scene.person('Murat', { roles: [['coordinator', office]] });
  const hanne = await readyVolunteer(scene, office, 'Hanne');
  const clientId = await waiting(murat, office, {});
  return { office, murat, hanne, clientId };
}

/** A volunteer of the office who has what a visit needs, free on Tuesday and Thursday mornings. */
export async function readyVolunteer(
  scene: Scene,
  office: string,
  name: string,
  facts: Partial<typeof schema.volunteer.$inferInsert> = {},
): Promise<Person> {
  const person = await scene.person(name);
  await scene.db
    .update(schema.volunteer)
    .set({
      ...{
        officeId: office,
        gender: 'female',
        birthYear: 1955,
        languages: ['de'],
        interests: ['books', 'history'],
      },
      ...{ latitude: 51.49, longitude: 7.57, radiusKm: 5, maxTandems: 1 },
      ...facts,
    })
    .where(eq(schema.volunteer.personId, person.id));
  await scene.db
    .insert(schema.availability)
    .values(
      [2, 4].map((weekday) => ({ personId: person.id, weekday, startTime: '09:00', endTime: '12:00' })),
    );
  await scene.db.insert(schema.qualification).values(
    ['intake_talk', 'volunteer_agreement', 'secrecy_declaration'].map((kind) => ({
      ...{ personId: person.id, kind, grantedOn: '2026-01-10', confirmedAt: scene.now },
    })),
  );
  return person;
}

/** Somebody who waits with this office, as the coordinator opens the file. */
export async function waiting(
  coordinator: Person,
  office: string,
  facts: Partial<OpenClient>,
): Promise<string> {
  const { clientId } = await coordinator.api.tandems.openClient({
    organisationId: office,
    ...{ givenName: 'Erna', familyName: 'Kramer', phone: '030 23125300', street: 'Beispielweg 3' },
    ...{ districtCode: 'apl', birthYear: 1941, gender: 'female', interests: ['books', 'games'], minutes: 90 },
    windows: [{ weekday: 2, startTime: '09:00', endTime: '12:00' }],
    ...facts,
  });
  return clientId;
}

/** Both have said yes and the first meeting is arranged. */
export async function arranged({
  murat,
  hanne,
  clientId,
}: {
  murat: Person;
  hanne: Person;
  clientId: string;
}): Promise<string> {
  const { tandemId } = await murat.api.tandems.ask({ clientId, volunteerId: hanne.id, note: '' });
  await hanne.api.tandems.answer({ tandemId, answer: 'yes' });
  await murat.api.tandems.answerForClient({ tandemId, answer: 'yes' });
  await murat.api.tandems.arrangeMeeting({ tandemId, on: '2026-11-26', at: '15:00' });
  return tandemId;
}

/** The same, and the visits have begun: every Tuesday at half past nine. */
export async function begun(town: { murat: Person; hanne: Person; clientId: string }): Promise<string> {
  const tandemId = await arranged(town);
  await town.murat.api.tandems.beginTrial({
    ...{ tandemId, weekday: 2, startTime: '09:30', endTime: '11:00', firstOn: '2026-12-01' },
  });
  return tandemId;
}

/** A row as nobody but the system sees it. */
export function tandemRow(scene: Scene, id: string) {
  return asSystem(scene.db, async (db) => {
    const [row] = await db.select().from(schema.tandem).where(eq(schema.tandem.id, id));
    return row!;
  });
}
