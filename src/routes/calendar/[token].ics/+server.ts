import { answerFeed } from '../answer.server.ts';
import type { RequestHandler } from './$types';

/** Somebody's own calendar, for whoever has the link. */
export const GET: RequestHandler = ({ request, locals, params, url }) =>
  answerFeed(request, { filename: 'miteinander.ics', isPublic: false }, (known) =>
    locals.api.feeds.personal({ token: params.token, known, origin: url.origin }),
  );
