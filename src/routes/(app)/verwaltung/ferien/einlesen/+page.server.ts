import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { type CalendarFileProblem, ENTRIES_AT_MOST } from '#lib/features/school-holidays/calendar-file.ts';
import { FILE_BYTES_AT_MOST, previewImportSchema } from '#lib/features/school-holidays/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { refuseAction } from '#lib/server/forms.server.ts';
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { confirmChange } from '../change.server.ts';

export const load: PageServerLoad = async ({ locals }) => {
  // Only who may change the holidays opens this page.
  await locals.api.schoolHolidays.list({});
};

const faults: Record<CalendarFileProblem, () => string> = {
  no_calendar: m.school_holidays_file_no_calendar,
  cut_off: m.school_holidays_file_cut_off,
  no_entries: m.school_holidays_file_no_entries,
  too_many: () => m.school_holidays_file_too_many({ count: ENTRIES_AT_MOST }),
};

/** Older programs write the umlauts of Windows. */
function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The form of a file that may be too large for the server to take at all. */
async function formOf(request: Request): Promise<FormData | null> {
  return request.formData().catch((refused: unknown) => {
    if ((refused as { status?: number }).status === 413) return null;
    throw refused;
  });
}

/** What the preview's form carries along: the entries as they stand in the file, and how their ends are meant. */
function entriesOf(form: FormData) {
  const ends = form.get('ends');
  const given = previewImportSchema.safeParse({
    entries: JSON.parse(String(form.get('entries') ?? '[]')),
    endsAreIncluded: ends === null ? null : ends === 'included',
  });
  return given.success ? given.data : error(400);
}

async function preview({ locals }: RequestEvent, given: ReturnType<typeof entriesOf>, unreadable: number) {
  const { entries } = given;
  return { preview: { entries, unreadable, ...(await locals.api.schoolHolidays.previewImport(given)) } };
}

export const actions = {
  async read(event) {
    const form = await formOf(event.request);
    const file = form?.get('file');
    const text = String(form?.get('text') ?? '');
    const isFile = file instanceof File && file.size > 0;
    if (form === null || (isFile ? file.size : text.length) > FILE_BYTES_AT_MOST) {
      return fail(413, { fault: m.school_holidays_file_too_large() });
    }
    if (!isFile && !text.trim()) return fail(400, { fault: m.school_holidays_file_missing() });
    try {
      const content = isFile ? decode(await file.arrayBuffer()) : text;
      const { entries, unreadable } = await event.locals.api.schoolHolidays.readFile({ text: content });
      return await preview(event, { entries, endsAreIncluded: null }, unreadable);
    } catch (refusal) {
      const problem = domainErrorOf(refusal)?.details.reason as CalendarFileProblem | undefined;
      if (!problem) throw refusal;
      return fail(400, { fault: faults[problem](), text });
    }
  },

  async preview(event) {
    const form = await event.request.formData();
    return preview(event, entriesOf(form), Number(form.get('unreadable')));
  },

  async save(event) {
    const form = await event.request.formData();
    const given = entriesOf(form);
    const again = await preview(event, given, Number(form.get('unreadable')));
    const taken = new Set(form.getAll('take').map(String));
    const chosen = again.preview.rows.filter((row, index) => taken.has(tickOf(index, row.replaces)));
    if (taken.size === 0) return fail(400, { ...again, fault: m.school_holidays_import_nothing() });
    if (chosen.length < taken.size) return fail(409, { ...again, fault: m.error_changed_meanwhile() });
    try {
      const done = await event.locals.api.schoolHolidays.replace({
        remove: [...new Set(chosen.flatMap(({ replaces }) => replaces.map(({ id }) => id)))],
        add: chosen.map(({ name, firstOn, lastOn }) => ({ name, firstOn, lastOn })),
      });
      confirmChange(event.cookies, m.school_holidays_imported({ count: chosen.length }), done);
    } catch (refusal) {
      const { status, data } = refuseAction(refusal);
      return fail(status, { ...again, fault: data.message.text });
    }
    redirect(303, '/verwaltung/ferien');
  },
} satisfies Actions;

/** A tick is for what its line showed: the entry, and what it would replace. */
function tickOf(index: number, replaces: { id: string }[]): string {
  return [index, ...replaces.map(({ id }) => id)].join(' ');
}
