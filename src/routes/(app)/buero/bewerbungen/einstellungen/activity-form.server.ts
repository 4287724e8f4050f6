import { saveActivitySchema } from '#lib/features/recruiting/schema.ts';
import { optionalStages, type OptionalStage } from '#lib/features/recruiting/stage.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { setError } from 'sveltekit-superforms';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';

/** The stages in the order of the positions that were chosen; who chose none leaves the stage out. */
function stagesOf(sent: FormData): OptionalStage[] {
  const position = (stage: OptionalStage) => Number(sent.get(`place-${stage}`) || 0);
  return optionalStages.filter((stage) => position(stage) > 0).toSorted((a, b) => position(a) - position(b));
}

/** Saves the form of an activity, a new one or one that is there, and leads to the settings. */
export async function saveActivity(
  { request, locals, cookies }: RequestEvent,
  given: { activityId: string; organisationId: string; kind: string } | null,
) {
  const sent = await request.formData();
  const text = (name: string) => String(sent.get(name) ?? '');
  const form = await readForm(
    {
      ...(given ?? { organisationId: text('organisationId'), kind: text('kind') as never }),
      name: text('name'),
      stages: stagesOf(sent),
      requirements: sent.getAll('requirements').map(String) as never,
    } as never,
    schemaOf(saveActivitySchema),
  );
  if (!form.valid) return fail(400, { form });
  try {
    await locals.api.recruiting.saveActivity(form.data);
  } catch (refusal) {
    if (domainErrorOf(refusal)?.code !== 'STILL_IN_USE') return refuse(form, refusal);
    setError(form, 'stages._errors', m.recruiting_stage_in_use());
    return fail(409, { form });
  }
  setFlash(cookies, { text: m.recruiting_saved() });
  redirect(303, '/buero/bewerbungen/einstellungen');
}
