import * as schema from '#lib/server/db/schema/index.ts';
import { addDays } from '#lib/time/date.ts';
import { addDate, type Place, placeAt, schoolWeekFrom, type WrittenDate } from './dates.ts';
import type { Organisation, Staff } from './organisations.ts';
import type { Project } from './projects.ts';
import { type Planning, projectOf } from './series.ts';
import type { ShiftPlan } from './signups.ts';
import * as texts from './texts.ts';

/** How many sessions each of the five days has. */
const sessionsPerDay = [3, 2, 3, 2, 2];
const sessionTimes = ['09:30', '11:15', '14:00'];

/** A week as it was written, for whoever adds residents to it. */
export type WrittenWeek = { project: Project; planner: Staff; house: Organisation; sessions: WrittenDate[] };

/** Rooms of a house, by session in turn. */
export type Rooms = { id: string; name: string }[];

/**
 * Five days, twelve sessions, eighty places. `shape` lets the demo say how full which place shall be.
 *
 * @param from the week begins on the first Monday, not earlier than this, of a week without holidays
 */
export function addHistoryWeek(
  planning: Planning,
  from: string,
  shape: (session: number, role: string) => Partial<ShiftPlan> = () => ({}),
  rooms: Rooms = [],
): WrittenWeek {
  const { town, unit, crew } = planning;
  const planner = unit.coordinators[0]!;
  const house = unit.careHomes[0] ?? unit.meetingPlaces[0]!;
  const project = projectOf(planning, 'history_week', texts.historyWeek, unit.office, planner, house.name);
  const monday = schoolWeekFrom(town, from);
  town.writer.add(schema.projectPartner, {
    projectId: project.id,
    organisationId: house.id,
    role: 'contributes_room',
  });
  town.writer.add(schema.historyWeek, {
    projectId: project.id,
    firstOn: monday,
    lastOn: addDays(monday, 4),
    witnessSessionsPerDay: 1,
    copiedFrom: null,
    createdAt: project.createdAt,
    createdBy: planner.id,
    thankedAt: null,
    thankedBy: null,
    participantsDeletedAt: null,
    participantsDeletedBy: null,
  });
  const sessions: WrittenDate[] = [];
  sessionsPerDay.forEach((count, day) => {
    for (let slot = 0; slot < count; slot++) {
      const session = sessions.length;
      const title = texts.historySessions[session % texts.historySessions.length]!;
      const roles: ShiftPlan[] = [
        { role: 'witness', min: 1, max: 2 },
        { role: 'moderator', min: 1, max: 1 },
        { role: 'escort', min: 1, max: 2 },
        { role: 'recorder', min: 0, max: 1 },
      ];
      if (session === 0) roles.push({ role: 'set_up', min: 2, max: 4 });
      if (session === 11) roles.push({ role: 'catering', min: 2, max: 4, requirements: ['food_hygiene'] });
      const room = rooms[session % rooms.length];
      const place: Place = placeAt(house, room?.name ?? 'Festsaal');
      sessions.push(
        addDate(town, crew, {
          project,
          planner,
          title,
          place: room ? { ...place, roomId: room.id } : place,
          date: addDays(monday, day),
          time: sessionTimes[slot]!,
          minutes: 90,
          shifts: roles.map((role) => ({ ...role, ...shape(session, role.role) })),
          note: session === 0 ? 'Wir treffen uns eine Viertelstunde vorher im Foyer.' : null,
        }),
      );
    }
  });
  return { project, planner, house, sessions };
}
