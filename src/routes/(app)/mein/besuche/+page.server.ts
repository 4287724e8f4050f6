import { saveWishesSchema } from '#lib/features/tandems/schema.ts';
import { readWishes, wishesFields } from '#lib/features/tandems/wishes-form.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  if (!locals.actor?.isVolunteer) error(404, { message: m.common_error_404_title() });
  const [tandems, standIns, wishes] = await Promise.all([
    locals.api.tandems.mine(),
    locals.api.tandems.myStandIns(),
    locals.api.tandems.wishes({}),
  ]);
  return {
    tandems,
    standIns,
    form: await readForm(wishesFields(wishes), schemaOf(saveWishesSchema), { errors: false }),
  };
};

export const actions: Actions = {
  async default({ request, locals, cookies }) {
    const form = await readForm(readWishes(await request.formData()), schemaOf(saveWishesSchema));
    if (!form.valid) return fail(400, { form });
    try {
      await locals.api.tandems.saveWishes(form.data);
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.tandems_saved() });
    redirect(303, '/mein/besuche');
  },
};
