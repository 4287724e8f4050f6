import * as schema from '#lib/server/db/schema/index.ts';
import { addDays } from '#lib/time/date.ts';
import type { Rooms, WrittenWeek } from './history-week.ts';
import type { Organisation } from './organisations.ts';
import type { Town } from './town.ts';

/** Invented residents: given name, initial, floor, whether they need an escort, what they allow. */
const residents = [
  ['Erna', 'K', 'Wohnbereich 1', true, 'photo_and_sound'],
  ['Wilhelm', 'S', 'Wohnbereich 1', false, 'photo_and_sound'],
  ['Hedwig', 'M', 'Wohnbereich 1', true, 'photo'],
  ['Alfred', 'B', 'Wohnbereich 2', false, 'photo'],
  ['Ilse', 'T', 'Wohnbereich 2', true, 'none'],
  ['Käthe', 'R', 'Wohnbereich 2', false, 'photo_and_sound'],
  ['Otto', 'L', 'Wohnbereich 3', true, 'unknown'],
  ['Gertrud', 'W', 'Wohnbereich 3', false, 'photo'],
  ['Bruno', 'F', 'Wohnbereich 3', false, 'photo_and_sound'],
  ['Elfriede', 'H', 'Wohnbereich 1', true, 'photo_and_sound'],
  ['Heinrich', 'P', 'Wohnbereich 2', false, 'unknown'],
  ['Margarete', 'D', 'Wohnbereich 3', true, 'photo'],
  ['Leni', 'Z', 'Wohnbereich 1', false, 'none'],
  ['Josef', 'N', 'Wohnbereich 2', false, 'photo_and_sound'],
] as const;

/** How many residents come to a session. */
const PER_SESSION = 5;

/** Tells the house's rooms, which its weeks then take in turn. */
export function addRooms(town: Town, house: Organisation): Rooms {
  return ['Festsaal', 'Bibliothek', 'Wohnküche'].map((name) => {
    const id = town.random.id();
    town.writer.add(schema.room, {
      ...{ id, name },
      organisationId: house.id,
      seats: name === 'Festsaal' ? 80 : 16,
      isStepFree: true,
      note: '',
      createdAt: house.createdAt,
      createdBy: null,
      archivedAt: null,
      archivedBy: null,
    });
    return { id, name };
  });
}

/** Fourteen residents at the sessions of a week, some with their escorts, and three people who would stand in. */
export function addResidents(town: Town, week: WrittenWeek): void {
  const { project, planner, sessions } = week;
  const at = new Date(town.anchor - 6 * 86_400_000);
  const by = { createdAt: at, createdBy: planner.id };
  const added = residents.map(([givenName, initial, house, needsEscort, photoConsent]) => {
    const isKnown = photoConsent !== 'unknown';
    const id = town.random.id();
    town.writer.add(schema.participant, {
      ...{ id, givenName, initial, house, needsEscort, photoConsent },
      projectId: project.id,
      consentOn: isKnown ? addDays(town.today, -6) : null,
      consentBy: isKnown ? planner.id : null,
      ...by,
    });
    return { id, needsEscort };
  });
  sessions.forEach((session, number) => {
    const free = [...(session.people.get('escort') ?? [])];
    for (let n = 0; n < PER_SESSION; n++) {
      const resident = added[(number * PER_SESSION + n) % added.length]!;
      town.writer.add(schema.sessionParticipant, {
        eventId: session.id,
        participantId: resident.id,
        during: `["${new Date(session.start).toISOString()}","${new Date(session.end).toISOString()}")`,
        isWitness: n === 0,
        escortId: (resident.needsEscort && free.pop()) || null,
        addedAt: at,
        addedBy: planner.id,
      });
    }
  });
  const helpers = [...new Set(sessions.flatMap((one) => [...one.people.values()].flat()))];
  const standIns = [
    { personId: helpers[0] ?? null, name: '', phone: '', roles: ['witness'], note: 'nur vormittags' },
    { personId: helpers[1] ?? null, name: '', phone: '', roles: ['escort', 'set_up'], note: '' },
    {
      personId: null,
      name: 'Lieselotte Brink',
      phone: '+493023125046',
      roles: ['escort'],
      note: 'wohnt gegenüber',
    },
  ];
  for (const standIn of standIns) {
    if (!standIn.personId && !standIn.name) continue;
    town.writer.add(schema.standIn, { id: town.random.id(), projectId: project.id, ...standIn, ...by });
  }
}
