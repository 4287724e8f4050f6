import { app } from '#lib/server/app.server.ts';
import { dev } from '$app/environment';
import { error } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';

/** The workshop's pages exist only in development and in a demo. */
export const load: LayoutServerLoad = () => {
  if (!dev && !app().env.DEMO) error(404);
};
