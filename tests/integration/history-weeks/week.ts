import type { SessionFields } from '#lib/features/history-weeks/schema.ts';
import { weekRoles } from '#lib/features/history-weeks/history-week.ts';
import * as schema from '#lib/server/db/schema/index.ts';
import type { Person, Scene } from '#tests/support/scene.ts';

/** The people and houses around a history week. */
export type WeekScene = {
  office: string;
  house: string;
  murat: Person;
  okafor: Person;
  /** A coordinator and a contact with whom the week has nothing to do. */
  nadja: Person;
  lenz: Person;
  hanne: Person;
};

export async function weekScene(scene: Scene): Promise<WeekScene> {
  await scene.town();
  const office = await scene.organisation('Seniorenbüro Aplerbeck');
  const other = await scene.organisation('Seniorenbüro Brackel');
  const house = await scene.organisation('Haus Abendrot', 'care_home');
  const school = await scene.organisation('Lindenschule', 'school');
  return {
    ...{ office, house },
    murat: await scene.person('Murat', { roles: [['coordinator', office]] }),
    okafor: await scene.person('Grace', { roles: [['facility_contact', house]] }),
    nadja: await scene.person('Nadja', { roles: [['coordinator', other]] }),
    lenz: await scene.person('Sabine', { roles: [['facility_contact', school]] }),
    hanne: await scene.person('Hanne'),
  };
}

/** A history week of five days from `firstOn`, hosted by the house. */
export async function openWeek(
  { office, murat }: WeekScene,
  firstOn = '2026-12-07',
  lastOn = '2026-12-11',
): Promise<string> {
  const { projectId } = await murat.api.projects.create({
    organisationId: office,
    kind: 'history_week',
    title: 'Geschichtswoche im Haus Abendrot',
    summary: 'Fünf Tage erzählen.',
    description: '',
    languages: ['de'],
    isStanding: false,
    insuredThrough: '',
    contactId: murat.id,
  });
  await murat.api.projects.addPartner({ projectId, name: 'Haus Abendrot', role: 'contributes_room' });
  await murat.api.historyWeeks.setDays({ projectId, firstOn, lastOn });
  return projectId;
}

export const session = (changes: Partial<SessionFields> = {}): SessionFields => ({
  title: 'Schule früher',
  date: '2026-12-08',
  startTime: '09:30',
  endTime: '11:00',
  venueId: '',
  roomId: '',
  room: 'Festsaal',
  note: '',
  withChildren: false,
  roles: weekRoles.map((role, index) => ({ role, min: index < 3 ? 1 : 0, max: index < 4 ? 2 : 0 })),
  ...changes,
});

/** Residents by their given names, who all need an escort. */
export async function residents(person: Person, projectId: string, ...names: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const givenName of names) {
    const { participantId } = await person.api.historyWeeks.saveParticipant({
      projectId,
      givenName,
      initial: 'K',
      needsEscort: true,
    });
    ids.push(participantId);
  }
  return ids;
}

export async function room(scene: Scene, house: string, name: string): Promise<string> {
  const [row] = await scene.db
    .insert(schema.room)
    .values({ organisationId: house, name })
    .returning({ id: schema.room.id });
  return row!.id;
}
