import { followActions } from '../../../follow-actions.server.ts';
import type { Actions, RequestEvent } from './$types';

export const actions: Actions = followActions<RequestEvent>(async ({ params }) => params.token);
