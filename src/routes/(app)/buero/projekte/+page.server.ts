import { projectKinds, projectStates } from '#lib/features/projects/project.ts';
import { listProjectsSchema } from '#lib/features/projects/schema.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const asked = (name: string) => url.searchParams.get(name) ?? undefined;
  const filter = {
    text: asked('text')?.slice(0, 100),
    state: projectStates.find((state) => state === asked('stand')),
    kind: projectKinds.find((kind) => kind === asked('art')),
    page: listProjectsSchema.shape.page.catch(1).parse(Number(asked('seite') ?? 1)),
  };
  return { filter, list: await locals.api.projects.list(filter) };
};
