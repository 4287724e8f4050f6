import { m } from '#lib/paraglide/messages.js';
import { formatDate } from '#lib/time/format.ts';
import { callBackOn, type FollowedRequest } from './request.ts';

type Step = { title: string; text?: string; when?: string; state: 'done' | 'current' | 'upcoming' };

/** The way of a request as its requester reads it: what was, what is, what comes. */
export function followSteps(request: FollowedRequest, locale: string): Step[] {
  const { isPlain, state, timeZone } = request;
  const words = isPlain
    ? {
        received: m.requests_plain_follow_received,
        in_talk: m.requests_plain_follow_in_talk,
        planned: m.requests_plain_follow_planned,
        plannedText: m.requests_plain_follow_planned_text,
        running: m.requests_plain_follow_running,
        done: m.requests_plain_follow_done,
      }
    : {
        received: m.requests_follow_received,
        in_talk: m.requests_follow_in_talk,
        planned: m.requests_follow_planned,
        plannedText: m.requests_follow_planned_text,
        running: m.requests_follow_running,
        done: m.requests_follow_done,
      };
  const date = (at: Date | null) => (at ? { when: formatDate(at, locale, 'long', timeZone) } : {});
  const order = ['new', 'in_talk', 'planned', 'running', 'done'] as const;
  const reached = order.findIndex((one) => one === state);
  const due = formatDate(callBackOn(request.createdAt, timeZone), locale);
  const steps = [
    {
      title: words.received(),
      ...date(request.createdAt),
      ...(state === 'new' && { text: m.requests_follow_received_text({ date: due }) }),
    },
    {
      title: words.in_talk(),
      ...date(request.takenAt),
      ...(request.assigneeName && { text: m.requests_follow_in_talk_text({ name: request.assigneeName }) }),
    },
    {
      title: words.planned(),
      ...date(request.plannedAt),
      ...(state === 'planned' && { text: words.plannedText() }),
    },
    { title: words.running(), ...date(request.startedAt) },
    { title: words.done(), ...date(request.doneAt) },
  ];
  return steps.map((step, index) => ({
    ...step,
    state: index < reached || state === 'done' ? 'done' : index === reached ? 'current' : 'upcoming',
  }));
}
