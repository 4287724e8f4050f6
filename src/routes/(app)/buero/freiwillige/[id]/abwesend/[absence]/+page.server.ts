import { m } from '#lib/paraglide/messages.js';
import { error } from '@sveltejs/kit';
import { awayActions } from '../../../../../away.server.ts';
import type { Actions, PageServerLoad } from './$types';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const load: PageServerLoad = async ({ locals, params }) => {
  if (!uuid.test(params.absence)) error(404, { message: m.common_error_404_title() });
  const away = await locals.api.substitutes.away({ absenceId: params.absence });
  if (away.personId !== params.id) error(404, { message: m.common_error_404_title() });
  return { away };
};

export const actions = awayActions satisfies Actions;
