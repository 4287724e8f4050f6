import { templateCodes, templateForKind } from '#lib/features/templates/template.ts';
import { redirect } from '@sveltejs/kit';
import { isUuid, withQuery } from '#lib/ui/addresses.ts';
import type { PageServerLoad } from './$types';

/**
 * First the template; `?vorlage=` is the form's answer, `?art=` begins without one. `?anfrage=` names the request that
 * the project answers: its kind says which template, unless another is to be chosen (`?wahl=1`).
 */
export const load: PageServerLoad = async ({ locals, url }) => {
  const asked = (name: string) => url.searchParams.get(name) || undefined;
  const [organisation, haus, art] = [asked('organisation'), asked('haus'), asked('art')];
  const anfrage = isUuid(asked('anfrage') ?? '') ? asked('anfrage') : undefined;
  const template = templateCodes.find((code) => code === asked('vorlage'));
  if (template) redirect(303, withQuery(`/buero/projekte/neu/${template}`, { organisation, haus, anfrage }));
  if (art) redirect(303, withQuery('/buero/projekte/neu/leer', { art, organisation, anfrage }));
  if (anfrage && !asked('wahl')) {
    const { kind } = await locals.api.requests.planningFacts({ requestId: anfrage });
    const fitting = templateForKind(kind);
    redirect(
      303,
      fitting
        ? withQuery(`/buero/projekte/neu/${fitting}`, { anfrage })
        : withQuery('/buero/projekte/neu/leer', { art: kind, anfrage }),
    );
  }
  const [options, houses] = await Promise.all([
    locals.api.projects.options(),
    locals.api.projects.partnerOptions({}),
  ]);
  return {
    anfrage,
    organisations: options.organisations,
    houses: houses.map(({ name }) => name),
  };
};
