import { domainErrorOf } from '#lib/errors/domain-error.ts';
import {
  type ClosingRow,
  editRows,
  filledRows,
  rowsOf,
  STRETCHES_AT_MOST,
} from '#lib/features/closing-days/closing-day.ts';
import { addClosingDaysSchema } from '#lib/features/closing-days/schema.ts';
import { schoolYearOf } from '#lib/features/days-off/school-year.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuseAction, schemaOf } from '#lib/server/forms.server.ts';
import { formatDate } from '#lib/time/format.ts';
import { wallTime } from '#lib/time/zone.ts';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const houses = await locals.api.closingDays.houses();
  const thisYear = schoolYearOf(wallTime(locals.context.now).date);
  const asked = Math.trunc(Number(url.searchParams.get('jahr')));
  const schoolYear = Math.abs(asked - thisYear) <= 5 ? asked : thisYear;
  const houseId = url.searchParams.get('haus') ?? houses[0]?.id;
  const year = houseId ? await locals.api.closingDays.year({ houseId, schoolYear }) : null;
  return { houses, thisYear, schoolYear, year };
};

/** The page of the same house and year. */
function here({ url }: RequestEvent): string {
  const query = new URLSearchParams(url.searchParams);
  for (const name of [...query.keys()]) if (name.startsWith('/')) query.delete(name);
  return `/einrichtung/schliesstage?${query}`;
}

type Effect = { cancelled: number; restored: number; people: number };
function inWords(text: string, { cancelled, restored, people }: Effect): string {
  return [
    text,
    ...(cancelled > 0 ? [m.closing_days_cancelled({ count: cancelled })] : []),
    ...(restored > 0 ? [m.closing_days_restored({ count: restored })] : []),
    ...(people > 0 ? [m.closing_days_told({ count: people })] : []),
  ].join(' ');
}

async function readEntry(form: FormData) {
  const rows = rowsOf(form);
  const filled = filledRows(rows);
  const houseId = String(form.get('houseId'));
  const entry = await readForm({ houseId, stretches: filled } as never, schemaOf(addClosingDaysSchema));
  return { rows: filled.length > 0 ? filled : rows, entry };
}

type Entry = Awaited<ReturnType<typeof readEntry>>['entry'];

/** What stands beside the rows when the house is closed on one of these days already. */
function refuseTwice(rows: ClosingRow[], entry: Entry, error: unknown) {
  const refusal = domainErrorOf(error);
  if (refusal?.code !== 'ALREADY_EXISTS' || refusal.details.index === undefined) {
    return fail(409, { rows, entry, ...refuseAction(error).data });
  }
  const { index, firstOn, lastOn } = refusal.details as { index: number; firstOn: string; lastOn: string };
  const days = [...new Set([firstOn, lastOn])].map((day) => formatDate(day, getLocale(), 'numeric'));
  entry.errors.stretches = { [index]: { firstOn: [m.closing_days_twice({ days: days.join(' – ') })] } };
  return fail(409, { rows, entry });
}

export const actions = {
  /** Every button of the form but the last: another row, one row less, back, and a look at what would happen. */
  async enter({ request, locals }) {
    const form = await request.formData();
    const press = String(form.get('press') ?? '');
    if (press !== '') return { rows: editRows(rowsOf(form), press, STRETCHES_AT_MOST) };
    const { rows, entry } = await readEntry(form);
    if (!entry.valid) return fail(400, { rows, entry });
    try {
      return { rows, preview: await locals.api.closingDays.preview(entry.data) };
    } catch (refusal) {
      return refuseTwice(rows, entry, refusal);
    }
  },

  async save(event) {
    const { rows, entry } = await readEntry(await event.request.formData());
    if (!entry.valid) return fail(400, { rows, entry });
    try {
      const { ids, ...effect } = await event.locals.api.closingDays.add(entry.data);
      setFlash(event.cookies, {
        text: inWords(m.closing_days_saved({ count: ids.length }), effect),
        undo: {
          action: `${here(event)}&/remove`,
          fields: { houseId: entry.data.houseId, ids: ids.join(' ') },
        },
        seconds: 20,
      });
    } catch (refusal) {
      return refuseTwice(rows, entry, refusal);
    }
    redirect(303, here(event));
  },

  async remove(event) {
    const given = await idsOf(event.request);
    const effect = await event.locals.api.closingDays.remove(given);
    setFlash(event.cookies, {
      text: inWords(m.closing_days_removed(), effect),
      undo: {
        action: `${here(event)}&/return`,
        fields: { houseId: given.houseId, ids: given.ids.join(' ') },
      },
      seconds: 20,
    });
    redirect(303, here(event));
  },

  async return(event) {
    try {
      const effect = await event.locals.api.closingDays.return(await idsOf(event.request));
      setFlash(event.cookies, { text: inWords(m.closing_days_returned(), effect) });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    redirect(303, here(event));
  },
} satisfies Actions;

async function idsOf(request: Request): Promise<{ houseId: string; ids: string[] }> {
  const form = await request.formData();
  return { houseId: String(form.get('houseId')), ids: String(form.get('ids')).split(' ') };
}
