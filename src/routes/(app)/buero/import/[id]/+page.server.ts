import { domainErrorOf } from '#lib/errors/domain-error.ts';
import {
  type ImportField,
  type ImportRun,
  isAtWork,
  type Verdict,
  verdicts,
} from '#lib/features/imports/import.ts';
import { chooseSchema, listRowsSchema } from '#lib/features/imports/schema.ts';
import { fieldName } from '#lib/features/imports/words.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { refuseAction } from '#lib/server/forms.server.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const tabs = [...verdicts, 'hints'] as const;
type Tab = (typeof tabs)[number];

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
  depends('app:import');
  const run = await locals.api.imports.get({ runId: params.id });
  const asksForColumns = url.searchParams.has('spalten') && run.state === 'checked';
  if (run.state === 'uploaded' || asksForColumns) {
    const { columns } = await locals.api.imports.columns({ runId: run.id });
    return { step: 'columns' as const, run, columns };
  }
  if (isAtWork(run.state)) return { step: 'work' as const, run, total: await rowsAtWork(locals, run) };
  if (run.state !== 'checked') {
    return { step: 'done' as const, run, kept: await locals.api.imports.kept({ runId: run.id }) };
  }
  const choices = await locals.api.imports.choices({ runId: run.id });
  const asked = tabs.find((tab) => tab === url.searchParams.get('zeilen'));
  const tab: Tab = asked ?? (run.badRows > 0 ? 'bad' : run.duplicateRows > 0 ? 'duplicate' : 'new');
  const page = listRowsSchema.shape.page.catch(1).parse(Number(url.searchParams.get('seite') ?? 1));
  const [verdict, hintsOnly] =
    tab === 'hints' ? (['new', true] as const) : ([tab as Verdict, false] as const);
  const rows = await locals.api.imports.rows({ runId: run.id, verdict, hintsOnly, page });
  return { step: 'review' as const, run, choices, tab, page, rows };
};

/** How many rows the job at work has to do. */
async function rowsAtWork({ api }: App.Locals, run: ImportRun): Promise<number> {
  if (run.state === 'checking') return run.totalRows;
  if (run.state === 'undoing') return run.createdRows;
  const { update, create } = await api.imports.choices({ runId: run.id });
  return run.newRows + update + create;
}

const here = ({ params, url }: RequestEvent) => {
  const kept = new URLSearchParams([...url.searchParams].filter(([name]) => !name.startsWith('/')));
  return `/buero/import/${params.id}${kept.size > 0 ? `?${kept}` : ''}`;
};

export const actions: Actions = {
  async columns({ request, locals, params }) {
    const form = await request.formData();
    const mapping = form.getAll('field').map(String) as (ImportField | '')[];
    try {
      await locals.api.imports.setColumns({ runId: params.id, mapping });
    } catch (refused) {
      const { missing, repeated } = (domainErrorOf(refused)?.details ?? {}) as {
        missing?: ImportField[][];
        repeated?: ImportField[];
      };
      if (!missing || !repeated) return refuseAction(refused);
      return fail(400, { mapping, ...columnErrors(mapping, missing, repeated) });
    }
    redirect(303, `/buero/import/${params.id}`);
  },

  async choose(event) {
    const form = Object.fromEntries(await event.request.formData());
    const read = chooseSchema.safeParse({
      runId: event.params.id,
      choice: form['choice'],
      ...('number' in form && { number: Number(form['number']) }),
    });
    if (!read.success) return fail(400);
    try {
      await event.locals.api.imports.choose(read.data);
    } catch (refused) {
      return refuseAction(refused);
    }
    setFlash(event.cookies, { text: m.imports_choice_saved() });
    redirect(303, here(event));
  },

  async apply({ request, locals, params }) {
    const form = await request.formData();
    try {
      await locals.api.imports.takeOver({ runId: params.id, publish: form.get('publish') === 'on' });
    } catch (refused) {
      return refuseAction(refused);
    }
    redirect(303, `/buero/import/${params.id}`);
  },

  async undo({ locals, params }) {
    try {
      await locals.api.imports.undo({ runId: params.id });
    } catch (refused) {
      return refuseAction(refused);
    }
    redirect(303, `/buero/import/${params.id}`);
  },

  async discard({ locals, params, cookies }) {
    try {
      await locals.api.imports.discard({ runId: params.id });
    } catch (refused) {
      return refuseAction(refused);
    }
    setFlash(cookies, { text: m.imports_discarded() });
    redirect(303, '/buero/import');
  },
};

/** One sentence above for what no column has; one beside each column that says the same as another. */
function columnErrors(mapping: (ImportField | '')[], missing: ImportField[][], repeated: ImportField[]) {
  const oneOf = (fields: ImportField[]) =>
    fields.map(fieldName).reduce((first, second) => m.imports_or({ first, second }));
  return {
    missing: missing.length > 0 ? m.imports_columns_missing({ fields: missing.map(oneOf).join(', ') }) : null,
    repeated: mapping.map((field) =>
      field && repeated.includes(field)
        ? [m.imports_columns_repeated({ field: fieldName(field) })]
        : undefined,
    ),
  };
}
