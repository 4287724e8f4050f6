import type { EventFields, ShiftInput } from '#lib/features/scheduling/events.schema.ts';
import { kindDefaults, type ProjectKind } from '#lib/features/projects/project.ts';
import type { Caller } from '#lib/trpc/root.server.ts';

/** The form of a date as it was sent, with rows of shifts named `shifts.0.role`. Judging it is the schema's part. */
export function readEventFields(sent: FormData): EventFields {
  const text = (name: string) => String(sent.get(name) ?? '');
  const rows = [...sent.keys()].flatMap((key) => /^shifts\.(\d+)\.role$/.exec(key)?.[1] ?? []);
  const places = (name: string) => (text(name).trim() === '' ? NaN : Number(text(name)));
  const shifts = rows.map((row) => ({
    id: text(`shifts.${row}.id`),
    role: text(`shifts.${row}.role`),
    label: text(`shifts.${row}.label`),
    minPlaces: places(`shifts.${row}.minPlaces`),
    maxPlaces: places(`shifts.${row}.maxPlaces`),
    requirements: sent.getAll(`shifts.${row}.requirements`).map(String),
    language: text(`shifts.${row}.language`),
    note: text(`shifts.${row}.note`),
  }));
  return {
    title: text('title'),
    date: text('date'),
    startTime: text('startTime'),
    endTime: text('endTime'),
    endDate: text('endDate'),
    venueId: '',
    placeName: text('placeName'),
    street: text('street'),
    postalCode: text('postalCode').trim(),
    room: text('room'),
    isStepFree: sent.has('isStepFree'),
    accessNote: text('accessNote'),
    note: text('note'),
    shifts: shifts as ShiftInput[],
  };
}

/** Finds the house that is meant by its name; an address of its own means another place. */
export async function withVenue<T extends Pick<EventFields, 'placeName' | 'street' | 'venueId'>>(
  api: Caller,
  fields: T,
): Promise<T> {
  const name = fields.placeName.trim().toLowerCase();
  if (name === '' || fields.street.trim() !== '') return fields;
  const [house] = await api.projects.partnerOptions({ text: name });
  return house?.name.toLowerCase() === name ? { ...fields, venueId: house.id } : fields;
}

/** The buttons "another shift" and "remove", without JavaScript. */
export function withRowsChanged<T extends { shifts: ShiftInput[] }>(
  fields: T,
  sent: FormData,
  newShift: ShiftInput,
): T {
  const removed = sent.get('removeShift');
  const shifts = fields.shifts.filter((_, index) => String(index) !== removed);
  return { ...fields, shifts: sent.has('addShift') ? [...shifts, newShift] : shifts };
}

/** What a new shift of such a project starts with. */
export function newShiftFor(kind: ProjectKind): ShiftInput {
  const { role, minPlaces, maxPlaces, requirements } = kindDefaults[kind];
  return {
    id: '',
    role,
    label: '',
    minPlaces,
    maxPlaces,
    requirements: requirements as ShiftInput['requirements'],
    language: '',
    note: '',
  };
}

/** Houses that the field suggests before anything is typed. */
export async function venueNames(api: Caller): Promise<string[]> {
  return (await api.organisations.listVenues({ text: '' })).map((house) => house.name);
}
