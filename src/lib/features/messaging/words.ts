import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/paraglide/runtime.js';
import { formatDay } from '#lib/time/format.ts';
import type { NoticeFacts, NoticeKind } from './notice.ts';

type Words = { title: string; text: string };
type In = { locale: Locale };

const noticeWords: { [Kind in NoticeKind]: (facts: NoticeFacts[Kind], language: In) => Words } = {
  series_dates_cancelled: ({ title, dates, reason }, { locale }) => ({
    title: m.messaging_series_dates_cancelled({ title, count: dates.length }, { locale }),
    text: m.messaging_series_dates_cancelled_text(
      { dates: dates.map((date) => formatDay(date, locale)).join('; '), reason },
      { locale },
    ),
  }),
  history_week_thanks: ({ title }, { locale }) => ({
    title: m.messaging_history_week_thanks({}, { locale }),
    text: m.messaging_history_week_thanks_text({ title }, { locale }),
  }),
};

/** A notice in words, in the language of the person it is for. */
export function wordsOf(notice: { kind: string; details: unknown }, locale: Locale): Words {
  const words = noticeWords[notice.kind as NoticeKind] as
    ((facts: unknown, language: In) => Words) | undefined;
  return words?.(notice.details, { locale }) ?? { title: notice.kind, text: '' };
}
