import { templateCodes } from '#lib/features/templates/template.ts';
import { redirect } from '@sveltejs/kit';
import { withQuery } from '../../with-query.ts';
import type { PageServerLoad } from './$types';

/** First the template; `?vorlage=` is the form's answer, `?art=` begins without one. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const asked = (name: string) => url.searchParams.get(name) || undefined;
  const [organisation, haus, art] = [asked('organisation'), asked('haus'), asked('art')];
  const template = templateCodes.find((code) => code === asked('vorlage'));
  if (template) redirect(303, withQuery(`/buero/projekte/neu/${template}`, { organisation, haus }));
  if (art) redirect(303, withQuery('/buero/projekte/neu/leer', { art, organisation }));
  const [options, houses] = await Promise.all([
    locals.api.projects.options(),
    locals.api.projects.partnerOptions({}),
  ]);
  return { organisations: options.organisations, houses: houses.map(({ name }) => name) };
};
