import type { PlacePair } from '#lib/features/reading/schema.ts';
import { eq } from 'drizzle-orm';
import * as schema from '#lib/server/db/schema/index.ts';
import type { Person, Scene } from '#tests/support/scene.ts';

/** School holidays of 2026/27 as the ministry has published them (domain.md 5.3). */
const schoolHolidays = [
  ['Sommerferien 2026', '2026-07-20', '2026-09-01'],
  ['Herbstferien', '2026-10-17', '2026-10-31'],
  ['Weihnachtsferien', '2026-12-23', '2027-01-06'],
  ['Osterferien', '2027-03-22', '2027-04-03'],
  ['Pfingstferien', '2027-05-18', '2027-05-18'],
  ['Sommerferien 2027', '2027-07-19', '2027-08-31'],
] as const;

/** Murat's office with Frau Lenz's school: an agreement, lessons, two rooms, and Hanne who may read there. */
export async function readingScene(scene: Scene) {
  await scene.town();
  await scene.db
    .insert(schema.schoolHoliday)
    .values(schoolHolidays.map(([name, firstOn, lastOn]) => ({ name, firstOn, lastOn })));
  const office = await scene.organisation('Seniorenbüro Aplerbeck');
  const school = await scene.organisation('Grundschule am Kastanienhof', 'school');
  const otherOffice = await scene.organisation('Seniorenbüro Brackel');
  const otherSchool = await scene.organisation('Grundschule Lerchenweg', 'school');
  const murat = await scene.person('Murat', { roles: [['coordinator', office]] });
  const nadja = await scene.person('Nadja', { roles: [['coordinator', otherOffice]] });
  const lenz = await scene.person('Lenz', { roles: [['facility_contact', school]] });
  const stranger = await scene.person('Stranger', { roles: [['facility_contact', otherSchool]] });
  const agreement = { contactName: 'Frau Sommer', contactPhone: '030 23125111', agreedOn: '2026-06-01' };
  await murat.api.reading.openSchool({ organisationId: office, schoolId: school, ...agreement });
  await nadja.api.reading.openSchool({ organisationId: otherOffice, schoolId: otherSchool, ...agreement });
  await lenz.api.rooms.setLessons({
    organisationId: school,
    lessons: [
      { number: 1, startTime: '08:15', endTime: '09:00' },
      { number: 2, startTime: '09:05', endTime: '09:50' },
      { number: 3, startTime: '10:10', endTime: '10:55' },
    ],
  });
  const { roomId: library } = await lenz.api.rooms.create({ organisationId: school, name: 'Bücherei' });
  const { roomId: corner } = await lenz.api.rooms.create({
    organisationId: school,
    name: 'Leseecke',
    ticks: ['2-1', '2-2', '4-3'],
  });

  /**
   * A volunteer of Murat's office who may read with children, in the mornings from Monday to Friday; with the record
   * inspection unless said otherwise.
   */
  const mentor = async (
    givenName: string,
    { isInspected = true, ...facts }: { isInspected?: boolean } & Facts = {},
  ): Promise<Person> => {
    const person = await scene.person(givenName);
    await scene.db
      .update(schema.volunteer)
      .set({ officeId: office, languages: ['de'], birthYear: 1955, maxChildren: 6, ...facts })
      .where(isPerson(person.id));
    const checks = [
      'volunteer_agreement',
      'secrecy_declaration',
      ...(isInspected ? ['record_inspection'] : []),
    ];
    await scene.db
      .insert(schema.qualification)
      .values(checks.map((kind) => ({ personId: person.id, kind, grantedOn: '2026-01-10' })));
    await scene.db.insert(schema.availability).values(
      [1, 2, 3, 4, 5].map((weekday) => ({
        personId: person.id,
        weekday,
        startTime: '08:00',
        endTime: '12:00',
      })),
    );
    return person;
  };

  const child = async (nickname: string, by: Person = lenz, schoolId = school) => {
    const fields = { className: '3b', consentOn: '2026-06-15', consentScope: ['reading' as const] };
    return (await by.api.reading.createChild({ schoolId, nickname, ...fields })).childId;
  };

  /** Places them on Tuesdays in the third lesson in the library, from September on, unless said otherwise. */
  const place = (childId: string, mentorId: string, changes: Partial<PlacePair> = {}) =>
    murat.api.reading.place({
      childId,
      mentorId,
      weekday: 2,
      lesson: '10:10-10:55',
      roomId: library,
      firstOn: '2026-09-02',
      ...changes,
    });

  /** Asks her, for the same hours. */
  const ask = (childId: string, mentorId: string, changes: Partial<PlacePair> = {}) =>
    murat.api.reading.ask({
      ...{ childId, mentorId, weekday: 2, lesson: '10:10-10:55', roomId: library, firstOn: '2026-09-02' },
      ...changes,
    });

  const hanne = await mentor('Hanne');
  return {
    ...{ office, school, otherOffice, otherSchool, library, corner },
    ...{ murat, nadja, lenz, stranger, hanne, mentor, child, place, ask },
  };
}

type Facts = Partial<typeof schema.volunteer.$inferInsert>;
const isPerson = (id: string) => eq(schema.volunteer.personId, id);
