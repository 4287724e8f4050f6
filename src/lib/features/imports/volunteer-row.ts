import { type AvailabilityWindow, mergeWindows } from '#lib/features/volunteers/availability.ts';
import { readList, readName } from './cells.ts';
import { readAvailability } from './rhythm.ts';
import { findNamed, type Lookup, type Named, type ReadRow, type RowCells, RowReader } from './row.ts';

/** Somebody whom the office knows and writes down. */
export type VolunteerRow = {
  givenName: string;
  familyName: string;
  email: string | null;
  phone: string | null;
  postalCode: string | null;
  districtCode: string | null;
  languages: string[];
  skills: string[];
  availability: AvailabilityWindow[];
};

const LONGEST_NAME = 80;

/** Reads a volunteer. What of the talents cannot be read is left out with a hint; a wrong address is an error. */
export function readVolunteer(cells: RowCells, lookup: Lookup): ReadRow<VolunteerRow> {
  const reader = new RowReader(cells);
  const whole = readName(cells.name ?? '');
  const givenName = reader.text('givenName', LONGEST_NAME) || whole.givenName;
  const familyName = reader.text('familyName', LONGEST_NAME) || whole.familyName;
  if (!familyName) reader.complain('missing', cells.name === undefined ? 'familyName' : 'name');
  else if (!givenName) reader.complain('missing', 'givenName');
  else if (Math.max(givenName.length, familyName.length) > LONGEST_NAME) reader.complain('too_long', 'name');
  const email = reader.email();
  const mobile = reader.phone('mobile');
  const phone = reader.phone('phone');
  if (!cells.email && !cells.phone && !cells.mobile) reader.complain('not_reachable');
  const district = cells.district ? findDistrict(lookup.districts, cells.district) : null;
  if (cells.district && !district) reader.hint('district_unknown', 'district', cells.district);
  const windows = cells.availability ? readAvailability(cells.availability) : [];
  if (!windows) reader.hint('availability_unreadable', 'availability', cells.availability!);
  return reader.result({
    givenName,
    familyName,
    email,
    phone: mobile ?? phone,
    postalCode: reader.postalCode(),
    districtCode: district?.code ?? null,
    languages: codesOf(reader, 'languages', lookup.languages),
    skills: codesOf(reader, 'skills', lookup.skills),
    availability: mergeWindows(windows ?? []),
  });
}

/** `Stadtbezirk Aplerbeck` is Aplerbeck. */
function findDistrict(districts: Named[], text: string): Named | null {
  return findNamed(districts, text.replace(/^(Stadt)?bezirk\s+/i, ''));
}

function codesOf(reader: RowReader, field: 'languages' | 'skills', known: Named[]): string[] {
  const codes = new Set<string>();
  for (const word of readList(reader.cells[field] ?? '')) {
    const found = findNamed(known, word);
    if (found) codes.add(found.code);
    else reader.hint(field === 'languages' ? 'language_unknown' : 'skill_unknown', field, word);
  }
  return [...codes];
}
