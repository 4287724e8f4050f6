import { problemSentence } from '#lib/features/imports/words.ts';
import { m } from '#lib/paraglide/messages.js';
import { spreadsheetResponse } from '#lib/server/spreadsheet/response.server.ts';
import type { RequestHandler } from './$types';

/** The bad rows as they stood in the file, each with what is wrong, to be mended and uploaded again. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const { api } = locals;
  const run = await api.imports.get({ runId: params.id });
  async function* rows() {
    for (let page = 1; ; page++) {
      const { items } = await api.imports.rows({ runId: run.id, verdict: 'bad', page });
      if (items.length === 0) return;
      yield items.map(({ number, cells, problems }) => [
        ...run.headers.map((_, column) => cells[column] ?? ''),
        problems.map((problem) => problemSentence(number, problem)).join(' '),
      ]);
    }
  }
  const headers = [...run.headers, m.imports_bad_column()];
  return spreadsheetResponse(url.searchParams.get('format'), m.imports_tab_bad(), {
    columns: headers.map((header) => ({ header })),
    rows: rows(),
  });
};
