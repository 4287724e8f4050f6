import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/paraglide/runtime.js';
import { formatDateTime } from '#lib/time/format.ts';
import type { NoticeFacts, NoticeKind } from './notice.ts';

type Words = { title: string; text: string };
type In = { locale: Locale };

/** A longer list is for the page, not for a message. */
const SHOWN = 12;

const instantIn = (at: string, locale: Locale) => formatDateTime(new Date(at), locale);
const instantsIn = (instants: string[], locale: Locale) =>
  [
    ...instants.slice(0, SHOWN).map((at) => instantIn(at, locale)),
    ...(instants.length > SHOWN
      ? [m.messaging_series_more({ count: instants.length - SHOWN }, { locale })]
      : []),
  ].join('; ');
const datesIn = (dates: { title: string; at: string }[], locale: Locale) =>
  [
    ...dates.slice(0, SHOWN).map(({ title, at }) => `${title}: ${instantIn(at, locale)}`),
    ...(dates.length > SHOWN ? [m.messaging_series_more({ count: dates.length - SHOWN }, { locale })] : []),
  ].join('; ');

const noticeWords: { [Kind in NoticeKind]: (facts: NoticeFacts[Kind], language: In) => Words } = {
  series_dates_cancelled: ({ dates, reasons }, { locale }) => ({
    title: m.messaging_series_dates_cancelled({ count: dates.length }, { locale }),
    text: m.messaging_series_dates_cancelled_text(
      { dates: datesIn(dates, locale), reason: reasons.join(', ') },
      { locale },
    ),
  }),
  history_week_thanks: ({ title }, { locale }) => ({
    title: m.messaging_history_week_thanks({}, { locale }),
    text: m.messaging_history_week_thanks_text({ title }, { locale }),
  }),
  series_dates_restored: ({ dates }, { locale }) => ({
    title: m.messaging_series_dates_restored({ count: dates.length }, { locale }),
    text: datesIn(dates, locale),
  }),
  series_changed: ({ title, moved, cancelled, released }, { locale }) => ({
    title: m.messaging_series_changed({ title }, { locale }),
    text: [
      ...moved
        .slice(0, SHOWN)
        .map(({ from, to }) =>
          m.messaging_series_moved({ from: instantIn(from, locale), to: instantIn(to, locale) }, { locale }),
        ),
      ...(moved.length > SHOWN ? [m.messaging_series_more({ count: moved.length - SHOWN }, { locale })] : []),
      ...(cancelled.length > 0
        ? [m.messaging_series_gone({ dates: instantsIn(cancelled, locale) }, { locale })]
        : []),
      ...(released.length > 0
        ? [m.messaging_series_released({ dates: instantsIn(released, locale) }, { locale })]
        : []),
    ].join('\n'),
  }),
};

/** A notice in words, in the language of the person it is for. */
export function wordsOf(notice: { kind: string; details: unknown }, locale: Locale): Words {
  const words = noticeWords[notice.kind as NoticeKind] as
    ((facts: unknown, language: In) => Words) | undefined;
  return words?.(notice.details, { locale }) ?? { title: notice.kind, text: '' };
}
