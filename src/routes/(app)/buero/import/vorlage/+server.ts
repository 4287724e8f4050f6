import { importKinds } from '#lib/features/imports/import.ts';
import { templateColumns } from '#lib/features/imports/template.ts';
import { fieldName, importKindName } from '#lib/features/imports/words.ts';
import { m } from '#lib/paraglide/messages.js';
import { spreadsheetResponse } from '#lib/server/spreadsheet/response.server.ts';
import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** A spreadsheet with the fitting headings and one example. */
export const GET: RequestHandler = ({ url, locals }) => {
  const kind = importKinds.find((one) => one === url.searchParams.get('art'));
  if (!kind || !locals.actor) error(404, { message: m.common_error_404_title() });
  const columns = templateColumns(kind);
  async function* rows() {
    yield [columns.map(({ example }) => example)];
  }
  return spreadsheetResponse(url.searchParams.get('format'), importKindName(kind), {
    columns: columns.map(({ field }) => ({ header: fieldName(field) })),
    rows: rows(),
  });
};
