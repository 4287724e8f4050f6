import { getLocale } from '#lib/paraglide/runtime.js';
import type { CallTask, Notice } from './notice.ts';
import { wordsOf, wordsOfCall } from './words.ts';

/** A notice as a page shows it. */
export type SaidNotice = Pick<Notice, 'id' | 'eventId' | 'shiftId' | 'createdAt' | 'readAt'> & {
  title: string;
  text: string;
  href: string | null;
};

/** Puts a notice into the words of whoever reads the page: on the server, so that its catalogue stays there. */
export function sayNotice(notice: Notice): SaidNotice {
  const { id, eventId, shiftId, createdAt, readAt } = notice;
  const { href = null, ...words } = wordsOf(notice, getLocale());
  return { id, eventId, shiftId, createdAt, readAt, ...words, href };
}

/** A call as the office's list shows it. */
export type SaidCall = Omit<CallTask, 'kind' | 'details'> & {
  title: string;
  text: string;
  href: string | null;
};

export function sayCall({ kind, details, ...call }: CallTask): SaidCall {
  const { href = null, ...words } = wordsOfCall({ kind, details, eventId: call.eventId }, getLocale());
  return { ...call, ...words, href };
}
