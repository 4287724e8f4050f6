import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { refuseAction } from '#lib/server/forms.server.ts';
import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const [activities, texts] = await Promise.all([
    locals.api.recruiting.activities(),
    locals.api.recruiting.texts(),
  ]);
  return { activities, texts };
};

export const actions = {
  async archive({ request, locals, cookies }) {
    const sent = await request.formData();
    const activityId = String(sent.get('activityId'));
    const isArchived = sent.get('isArchived') === 'true';
    try {
      await locals.api.recruiting.archiveActivity({ activityId, isArchived });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, {
      text: isArchived ? m.recruiting_activity_archived() : m.recruiting_activity_returned(),
      undo: {
        action: '/buero/bewerbungen/einstellungen?/archive',
        fields: { activityId, isArchived: String(!isArchived) },
      },
    });
    redirect(303, '/buero/bewerbungen/einstellungen');
  },
} satisfies Actions;
