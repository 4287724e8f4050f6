import { publishTextSchema } from '#lib/features/recruiting/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { wallTime } from '#lib/time/zone.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

/** `?buero=…&art=…`: whose words for which declaration. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const [office, kind] = [url.searchParams.get('buero'), url.searchParams.get('art')];
  const texts = await locals.api.recruiting.texts();
  const text = texts.find((one) => one.organisationId === office && one.kind === kind);
  if (!text) error(404, { message: m.common_error_404_title() });
  const { organisationId, body, version } = text;
  const values = { organisationId, kind: text.kind, body, afterVersion: version, renewBy: '' };
  return {
    text,
    today: wallTime(locals.context.now).date,
    form: await readForm(values, schemaOf(publishTextSchema), { errors: false }),
  };
};

export const actions = {
  async default({ request, locals, cookies }) {
    const form = await readForm(await request.formData(), schemaOf(publishTextSchema));
    if (!form.valid) return fail(400, { form });
    let toRenew: number;
    try {
      ({ toRenew } = await locals.api.recruiting.publishText(form.data));
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, {
      text: form.data.renewBy
        ? m.recruiting_text_published_renew({ count: toRenew })
        : m.recruiting_text_published(),
    });
    redirect(303, '/buero/bewerbungen/einstellungen');
  },
} satisfies Actions;
