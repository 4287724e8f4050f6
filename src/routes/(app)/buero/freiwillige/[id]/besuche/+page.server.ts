import { saveWishesSchema } from '#lib/features/tandems/schema.ts';
import { readWishes, wishesFields } from '#lib/features/tandems/wishes-form.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { isUuid } from '#lib/ui/addresses.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  if (!isUuid(params.id)) error(404, { message: m.common_error_404_title() });
  const [wishes, { name }] = await Promise.all([
    locals.api.tandems.wishes({ personId: params.id }),
    locals.api.volunteers.get({ personId: params.id }),
  ]);
  return { name, form: await readForm(wishesFields(wishes), schemaOf(saveWishesSchema), { errors: false }) };
};

export const actions: Actions = {
  async default({ request, locals, cookies, params }) {
    const form = await readForm(
      { ...readWishes(await request.formData()), personId: params.id },
      schemaOf(saveWishesSchema),
    );
    if (!form.valid) return fail(400, { form });
    try {
      await locals.api.tandems.saveWishes(form.data);
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.tandems_saved() });
    redirect(303, `/buero/freiwillige/${params.id}`);
  },
};
