import { kindsFor, type RequestKind, requestKinds } from '#lib/features/requests/request.ts';
import { askSchemas } from '#lib/features/requests/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

const kindOf = (url: URL) => requestKinds.find((kind) => kind === url.searchParams.get('art')) ?? null;
/** Every kind has a form of its own; the page shows the fields that it finds in the data. */
const formOf = (kind: RequestKind) => schemaOf(askSchemas[kind] as typeof askSchemas.other);

/** First the kind (and, with several houses, which one), then what belongs to it. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const kind = kindOf(url);
  const { houses } = await locals.api.requests.own({});
  const facility = houses.find(({ id }) => id === url.searchParams.get('einrichtung')) ?? houses[0];
  const known = { facilityId: facility?.id ?? '', kind: (kind ?? 'other') as 'other' };
  return {
    kind,
    kinds: kindsFor(facility?.kind ?? 'school'),
    houses,
    facility,
    form: await readForm(known, formOf(kind ?? 'other'), { errors: false }),
  };
};

export const actions: Actions = {
  async default({ request, locals, cookies, url }) {
    const form = await readForm(request, formOf(kindOf(url) ?? 'other'));
    if (!form.valid) return fail(400, { form });
    let requestId: string;
    try {
      ({ requestId } = await locals.api.requests.ask(form.data));
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.requests_house_sent() });
    redirect(303, `/einrichtung/anfragen/${requestId}`);
  },
};
