import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { sentenceFor } from '#lib/errors/sentence.server.ts';
import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import { FILE_BYTES_AT_MOST, type ImportKind, importKinds } from '#lib/features/imports/import.ts';
import { canImport } from '#lib/features/imports/policy.ts';
import { listRunsSchema, RUNS_PER_PAGE, uploadSchema } from '#lib/features/imports/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { error, fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import type { Actions, PageServerLoad } from './$types';

/** What a form weighs beside its file. */
const FORM_BYTES = 100_000;

export const load: PageServerLoad = async ({ locals, url }) => {
  const actor = locals.actor!;
  const planned = plannedOrganisationIds(actor);
  const kinds = importKinds.filter((kind) =>
    planned.some((organisationId) => canImport(actor, { organisationId, kind })),
  );
  if (kinds.length === 0) error(404, { message: m.common_error_404_title() });
  const page = listRunsSchema.shape.page.catch(1).parse(Number(url.searchParams.get('seite') ?? 1));
  const names = new Map(actor.memberships.map((seat) => [seat.organisationId, seat.organisationName]));
  return {
    kinds,
    kind: kinds.find((kind) => kind === url.searchParams.get('art')) ?? kinds[0]!,
    organisations: planned.map((id) => ({ id, name: names.get(id) ?? '' })),
    page,
    pageSize: RUNS_PER_PAGE,
    runs: await locals.api.imports.list({ page }),
  };
};

export const actions: Actions = {
  async default({ request, locals }) {
    // The rest is not even read: the sentence matters, not the reason why a connection broke.
    if (Number(request.headers.get('content-length')) > FILE_BYTES_AT_MOST + FORM_BYTES) {
      return fail(413, { errors: { file: [m.imports_file_too_large()] } });
    }
    const form = await request.formData();
    const typed = {
      kind: form.get('kind') as ImportKind,
      organisationId: String(form.get('organisationId')),
    };
    const read = uploadSchema.safeParse(form);
    if (!read.success) {
      const { fieldErrors } = z.flattenError(read.error);
      return fail(400, { ...typed, errors: fieldErrors as { file?: string[] } });
    }
    let runId: string;
    try {
      ({ runId } = await locals.api.imports.upload(form));
    } catch (refused) {
      const refusal = domainErrorOf(refused);
      if (!refusal) throw refused;
      return fail(400, { ...typed, errors: { file: [sentenceFor(refusal)] } });
    }
    redirect(303, `/buero/import/${runId}`);
  },
};
