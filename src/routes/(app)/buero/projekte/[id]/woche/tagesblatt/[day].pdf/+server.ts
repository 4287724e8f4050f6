import { daySheetDocument } from '#lib/features/history-weeks/day-sheet-words.ts';
import template from '#lib/features/history-weeks/day-sheet.typ?raw';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { app } from '#lib/server/app.server.ts';
import { setFlash } from '#lib/server/flash.server.ts';
import { renderPdf } from '#lib/server/pdf/typst.server.ts';
import { redirect } from '@sveltejs/kit';
import { baseOf } from '../../week-page.server.ts';
import type { RequestHandler } from './$types';

/** The day sheet as a tagged PDF. Should that fail, the page itself is there to be printed. */
export const GET: RequestHandler = async ({ locals, params, url, cookies }) => {
  const sheet = await locals.api.historyWeeks.daySheet({ projectId: params.id, date: params.day });
  let pdf: Uint8Array<ArrayBuffer>;
  try {
    pdf = renderPdf(template, daySheetDocument(sheet, getLocale()), locals.context.now);
  } catch (cause) {
    app().log.error({ err: cause, requestId: locals.requestId }, 'the day sheet could not be set');
    setFlash(cookies, { text: m.history_weeks_sheet_pdf_failed(), tone: 'warning' });
    redirect(303, `${baseOf(url, params.id)}/tagesblatt/${params.day}`);
  }
  return new Response(pdf, {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="tagesblatt-${params.day}.pdf"`,
      'cache-control': 'private, no-store',
    },
  });
};
