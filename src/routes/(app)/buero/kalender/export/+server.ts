import { type ExportedShift, exportShiftsSchema } from '#lib/features/scheduling/export.ts';
import { shiftRoleName } from '#lib/features/scheduling/names.ts';
import { m } from '#lib/paraglide/messages.js';
import { batches, type Column, spreadsheetResponse } from '#lib/server/spreadsheet/response.server.ts';
import { wallTime } from '#lib/time/zone.ts';
import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** Headings as the import reads them again. */
function columns(): Column<ExportedShift>[] {
  const states = {
    draft: m.scheduling_event_state_draft(),
    published: m.scheduling_event_state_published(),
    cancelled: m.scheduling_event_state_cancelled(),
  };
  return [
    { header: m.imports_field_project(), value: (row) => row.projectTitle, width: 32 },
    { header: m.imports_field_title(), value: (row) => row.title, width: 32 },
    {
      header: m.imports_field_date(),
      value: (row) => wallTime(row.startAt, row.timeZone).date,
      type: 'date',
    },
    { header: m.imports_field_startTime(), value: (row) => wallTime(row.startAt, row.timeZone).time },
    { header: m.imports_field_endTime(), value: (row) => wallTime(row.endAt, row.timeZone).time },
    { header: m.imports_field_role(), value: (row) => shiftRoleName(row.role) },
    { header: m.imports_field_minPlaces(), value: (row) => row.min, type: 'number' },
    { header: m.imports_field_maxPlaces(), value: (row) => row.max, type: 'number' },
    { header: m.scheduling_export_taken(), value: (row) => row.taken, type: 'number' },
    { header: m.scheduling_export_waiting(), value: (row) => row.waiting, type: 'number' },
    { header: m.imports_field_place(), value: (row) => row.placeName, width: 32 },
    { header: m.imports_field_street(), value: (row) => row.street },
    { header: m.imports_field_postalCode(), value: (row) => row.postalCode },
    { header: m.scheduling_export_state(), value: (row) => states[row.state] },
  ];
}

/** The shifts of a period, with how many people have a place. */
export const GET: RequestHandler = async ({ locals, url: { searchParams } }) => {
  const given = (name: string) => searchParams.get(name) || undefined;
  const read = exportShiftsSchema.safeParse({
    from: given('von') ?? '',
    to: given('bis') ?? '',
    projectId: given('projekt'),
    organisationId: given('stelle'),
  });
  if (!read.success) error(400, { message: read.error.issues[0]!.message });
  const rows = await batches(
    (offset) => locals.api.scheduling.exportShifts({ ...read.data, offset }),
    columns(),
  );
  return spreadsheetResponse(given('format') ?? null, m.scheduling_export_name(), rows);
};
