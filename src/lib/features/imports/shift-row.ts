import { kindDefaults } from '#lib/features/projects/project.ts';
import type { ShiftRole } from '#lib/features/scheduling/shift.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { type PlainTime, wallTimeProblem } from '#lib/time/zone.ts';
import { folded, readWhole } from './cells.ts';
import { findNamed, type Lookup, type ReadRow, type RowCells, RowReader } from './row.ts';
import { readClock, readDay } from './when.ts';

/** Where something takes place: one of our houses, or a place in words. */
export type PlaceColumns = { venueId: string; placeName: string; street: string; postalCode: string };

/** A shift with its date; rows with the same `eventKey` are shifts of one date. */
export type ShiftRow = PlaceColumns & {
  projectId: string;
  eventKey: string;
  title: string;
  date: PlainDate;
  startTime: PlainTime;
  endTime: PlainTime;
  role: ShiftRole;
  minPlaces: number;
  maxPlaces: number;
  note: string;
};

const MOST_PLACES = 500;

export function readShift(cells: RowCells, lookup: Lookup): ReadRow<ShiftRow> {
  const reader = new RowReader(cells);
  const project = findProject(reader, lookup);
  const title = reader.text('title', 120);
  if (!cells.date) reader.complain('missing', 'date');
  const day = readDay(reader, 'date', lookup);
  const clock = readClock(reader, day?.time);
  if (day && clock && isSkipped(day.date, clock, lookup.timeZone)) {
    reader.complain('time_skipped', 'startTime', `${clock.startTime}–${clock.endTime}`);
  }
  const usual = kindDefaults[project?.kind ?? 'other'];
  const role = cells.role ? findNamed(lookup.roles, cells.role) : null;
  if (cells.role && !role) reader.complain('role_unknown', 'role', cells.role);
  const most =
    readPlaces(reader, 'maxPlaces') ?? Math.max(usual.maxPlaces, readWhole(cells.minPlaces ?? '') ?? 0);
  const least = readPlaces(reader, 'minPlaces') ?? Math.min(usual.minPlaces, most);
  if (least > most) reader.complain('places_invalid', 'minPlaces', cells.minPlaces);
  const place = readPlace(reader, lookup);
  const note = reader.text('note', 500);
  return reader.result({
    ...place,
    projectId: project?.id ?? '',
    eventKey: [
      project?.id,
      folded(title),
      day?.date,
      clock?.startTime,
      clock?.endTime,
      folded(cells.place ?? ''),
    ].join('|'),
    title,
    date: day?.date ?? '',
    startTime: clock?.startTime ?? '',
    endTime: clock?.endTime ?? '',
    role: (role?.code as ShiftRole | undefined) ?? usual.role,
    minPlaces: least,
    maxPlaces: most,
    note,
  });
}

function findProject(reader: RowReader, { projects }: Lookup) {
  const title = reader.needed('project', 200);
  if (!title) return null;
  const named = projects.filter((project) => folded(project.title) === folded(title));
  const open = named.find((project) => !project.isClosed);
  if (open) return open;
  return reader.complain(named.length > 0 ? 'project_closed' : 'project_unknown', 'project', title);
}

function readPlaces(reader: RowReader, field: 'minPlaces' | 'maxPlaces'): number | null {
  const text = reader.cells[field];
  if (!text) return null;
  const places = readWhole(text);
  const least = field === 'minPlaces' ? 0 : 1;
  if (places === null || places < least || places > MOST_PLACES)
    return reader.complain('places_invalid', field, text);
  return places;
}

const isSkipped = (date: PlainDate, clock: { startTime: PlainTime; endTime: PlainTime }, zone: string) =>
  [clock.startTime, clock.endTime].some((time) => wallTimeProblem(date, time, zone) === 'gap');

/** A place that is called like one of our houses is that house. */
export function readPlace(reader: RowReader, { houses }: Lookup): PlaceColumns {
  const placeName = reader.needed('place', 160);
  const street = reader.text('street', 160);
  const postalCode = reader.postalCode() ?? '';
  const house = houses.find(({ name }) => folded(name) === folded(placeName));
  if (house) return { venueId: house.id, placeName: '', street: '', postalCode: '' };
  return { venueId: '', placeName, street, postalCode };
}
