import { formatPhone } from '#lib/features/accounts/phone.ts';
import { languageName, skillName } from '#lib/features/volunteers/names.ts';
import type { ExportedVolunteer } from '#lib/features/volunteers/profile.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { batches, type Column, spreadsheetResponse } from '#lib/server/spreadsheet/response.server.ts';
import { formatWeekday } from '#lib/time/format.ts';
import { wallTime } from '#lib/time/zone.ts';
import { readQuery } from '../query.ts';
import type { RequestHandler } from './$types';

const day = (instant: Date | null) => instant && wallTime(instant).date;

/** Headings and times as the import reads them again. */
function columns(): Column<ExportedVolunteer>[] {
  const states = {
    new: m.volunteers_state_new(),
    active: m.volunteers_state_active(),
    paused: m.volunteers_state_paused(),
    left: m.volunteers_state_left(),
  };
  const times = ({ availability }: ExportedVolunteer) =>
    availability
      .map((row) => `${formatWeekday(row.weekday, getLocale(), 'short')} ${row.startTime}–${row.endTime}`)
      .join(', ');
  return [
    { header: m.imports_field_familyName(), value: (row) => row.familyName },
    { header: m.imports_field_givenName(), value: (row) => row.givenName },
    { header: m.imports_field_email(), value: (row) => row.email, width: 32 },
    { header: m.imports_field_phone(), value: (row) => row.phone && formatPhone(row.phone) },
    { header: m.imports_field_postalCode(), value: (row) => row.postalCode },
    { header: m.imports_field_district(), value: (row) => row.districtName },
    { header: m.imports_field_languages(), value: (row) => row.languages.map(languageName).join(', ') },
    { header: m.imports_field_skills(), value: (row) => row.skills.map(skillName).join(', '), width: 32 },
    { header: m.imports_field_availability(), value: times, width: 32 },
    { header: m.volunteers_state(), value: (row) => states[row.state] },
    { header: m.volunteers_registered(), value: (row) => day(row.registeredAt), type: 'date' },
    { header: m.volunteers_last_date(), value: (row) => day(row.lastAt), type: 'date' },
    { header: m.volunteers_next_date(), value: (row) => day(row.nextAt), type: 'date' },
  ];
}

/** The volunteers of the list, as it is filtered, with what their files say of how to reach them. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const { page: _, text, ...query } = readQuery(url);
  const rows = await batches(
    (offset) => locals.api.volunteers.export({ ...query, text: text || undefined, offset }),
    columns(),
  );
  return spreadsheetResponse(url.searchParams.get('format'), m.nav_volunteers(), rows);
};
