import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/paraglide/runtime.js';
import { absenceName } from '#lib/features/reading/names.ts';
import type { AbsenceReason } from '#lib/features/reading/session.ts';
import type { Weekday } from '#lib/time/date.ts';
import { formatDate, formatDateTime, formatDay, formatTime, formatWeekday } from '#lib/time/format.ts';
import type { CallFacts, CallKind, DateFacts, NoticeFacts, NoticeKind } from './notice.ts';

/** `href`: the page about it, where that is not the reader's own date. */
type Words = { title: string; text: string; href?: string };
type In = { locale: Locale };
type About = { eventId: string | null; shiftId: string | null };

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

/** "Dienstag, 24. November, 15:00 Uhr", as a sentence takes it. */
const when = ({ startAt, timeZone }: DateFacts, { locale }: In) =>
  m.messaging_when(
    {
      day: formatDay(new Date(startAt), locale, timeZone),
      time: formatTime(new Date(startAt), locale, timeZone),
    },
    { locale },
  );
/** A notice about one date whose title and text name it and somebody by their first name. */
const aboutDate =
  <Facts extends DateFacts>(
    title: (facts: Facts & { when: string }, language: In) => string,
    text: (facts: Facts & { when: string }, language: In) => string,
    href?: (about: About) => string,
  ) =>
  (facts: Facts, language: In, about: About): Words => {
    const named = { ...facts, when: when(facts, language) };
    return {
      title: title(named, language),
      text: text(named, language),
      ...(href && { href: href(about) }),
    };
  };
/** A notice about one or more dates, told together. */
const aboutDates =
  (
    title: (facts: { count: number }, language: In) => string,
    text: (facts: { dates: string }, language: In) => string,
    href: string,
  ) =>
  ({ dates }: { dates: { title: string; at: string }[] }, language: In): Words => ({
    title: title({ count: dates.length }, language),
    text: text({ dates: datesIn(dates, language.locale) }, language),
    href,
  });
const toEvent = ({ eventId }: About) => `/buero/termine/${eventId}`;

const noticeWords: {
  [Kind in NoticeKind]: (facts: NoticeFacts[Kind], language: In, about: About) => Words;
} = {
  series_dates_cancelled: ({ dates, reasons }, { locale }) => ({
    title: m.messaging_series_dates_cancelled({ count: dates.length }, { locale }),
    text: m.messaging_series_dates_cancelled_text(
      { dates: datesIn(dates, locale), reason: reasons.join(', ') },
      { locale },
    ),
  }),
  recruiting_ready: (facts, { locale }) => ({
    title: m.recruiting_notice_ready(facts, { locale }),
    text: m.recruiting_notice_ready_text(facts, { locale }),
    href: '/mein/bewerbungen',
  }),
  recruiting_booked: aboutDate<NoticeFacts['recruiting_booked']>(
    m.recruiting_notice_booked,
    m.recruiting_notice_booked_text,
    () => '/mein',
  ),
  substitute_wanted: aboutDate<NoticeFacts['substitute_wanted']>(
    m.messaging_substitute_wanted,
    (facts, language) =>
      facts.note
        ? m.messaging_substitute_wanted_note(facts, language)
        : m.messaging_substitute_wanted_text(facts, language),
    () => '/mein/vertretungen',
  ),
  substitute_found: aboutDate<NoticeFacts['substitute_found']>(
    m.messaging_substitute_found,
    m.messaging_substitute_found_text,
    () => '/mein',
  ),
  substitute_proposed: aboutDate<NoticeFacts['substitute_proposed']>(
    m.messaging_substitute_proposed,
    m.messaging_substitute_proposed_text,
  ),
  substitute_reopened: aboutDate<NoticeFacts['substitute_reopened']>(
    m.messaging_substitute_reopened,
    m.messaging_substitute_reopened_text,
    () => '/mein/vertretungen',
  ),
  substitute_to_approve: aboutDate<NoticeFacts['substitute_to_approve']>(
    m.messaging_substitute_to_approve,
    m.messaging_substitute_to_approve_text,
    toEvent,
  ),
  substitute_confirmed: aboutDate<NoticeFacts['substitute_confirmed']>(
    m.messaging_substitute_confirmed,
    m.messaging_substitute_confirmed_text,
  ),
  substitute_not_needed: aboutDate<NoticeFacts['substitute_not_needed']>(
    m.messaging_substitute_not_needed,
    m.messaging_substitute_not_needed_text,
    () => '/mein/vertretungen',
  ),
  substitute_comes: aboutDate<NoticeFacts['substitute_comes']>(
    m.messaging_substitute_comes,
    m.messaging_substitute_comes_text,
    () => '/einrichtung',
  ),
  substitute_comes_not: aboutDate<NoticeFacts['substitute_comes_not']>(
    m.messaging_substitute_comes_not,
    m.messaging_substitute_comes_not_text,
    () => '/einrichtung',
  ),
  substitute_on_hold: aboutDate<NoticeFacts['substitute_on_hold']>(
    m.messaging_substitute_on_hold,
    m.messaging_substitute_on_hold_text,
    () => '/mein/vertretungen',
  ),
  place_moved_up: aboutDate<NoticeFacts['place_moved_up']>(
    m.messaging_place_moved_up,
    m.messaging_place_moved_up_text,
  ),
  history_week_ready: ({ title, projectId, sessions }, { locale }) => ({
    title: m.messaging_history_week_ready({ title }, { locale }),
    text: m.messaging_history_week_ready_text({ count: sessions }, { locale }),
    href: `/buero/projekte/${projectId}/woche`,
  }),
  history_week_thanks: ({ title }, { locale }) => ({
    title: m.messaging_history_week_thanks({}, { locale }),
    text: m.messaging_history_week_thanks_text({ title }, { locale }),
  }),
  reading_question: (_facts, { locale }) => ({
    title: m.reading_notice_question({}, { locale }),
    text: m.reading_notice_question_text({}, { locale }),
    href: '/mein/lesen',
  }),
  reading_meeting: ({ school, at }, { locale }) => ({
    title: m.tandems_notice_meeting({}, { locale }),
    text: m.reading_notice_meeting_text({ school, when: instantIn(at, locale) }, { locale }),
    href: '/mein/lesen',
  }),
  tandem_question: ({ tandemId, district }, { locale }) => ({
    title: m.tandems_notice_question({}, { locale }),
    text: district
      ? m.tandems_notice_question_text({ district }, { locale })
      : m.tandems_notice_question_text_no_district({}, { locale }),
    href: `/mein/besuche/${tandemId}`,
  }),
  tandem_meeting: ({ tandemId, at }, { locale }) => ({
    title: m.tandems_notice_meeting({}, { locale }),
    text: m.tandems_notice_meeting_text({ when: instantIn(at, locale) }, { locale }),
    href: `/mein/besuche/${tandemId}`,
  }),
  tandem_not_now: (_facts, { locale }) => ({
    title: m.tandems_notice_not_now({}, { locale }),
    text: m.tandems_notice_not_now_text({}, { locale }),
    href: '/mein/besuche',
  }),
  roster_question: aboutDates(m.rosters_notice_question, m.rosters_notice_question_text, '/mein#fragen'),
  roster_placed: aboutDates(m.rosters_notice_placed, m.rosters_notice_placed_text, '/mein'),
  roster_released: aboutDates(m.rosters_notice_released, m.rosters_notice_released_text, '/mein'),
  roster_withdrawn: aboutDates(m.rosters_notice_withdrawn, m.rosters_notice_withdrawn_text, '/mein'),
  house_closed: ({ house, dates }, { locale }, about) => ({
    title: m.messaging_house_closed({ house }, { locale }),
    text: m.messaging_house_closed_text({ dates: datesIn(dates, locale) }, { locale }),
    href: toEvent(about),
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
  reading_placed: ({ school, weekday, startTime, firstOn }, { locale }) => ({
    title: m.reading_notice_placed({ school }, { locale }),
    text: m.reading_notice_placed_text(
      {
        weekday: formatWeekday(weekday as Weekday, locale),
        time: startTime,
        day: formatDate(firstOn, locale),
      },
      { locale },
    ),
  }),
  reading_called_off: ({ school, reason, dates }, { locale }) => ({
    title: m.reading_notice_called_off({ count: dates.length }, { locale }),
    text: m.reading_notice_called_off_text(
      { school, dates: instantsIn(dates, locale), reason: absenceName(reason as AbsenceReason, locale) },
      { locale },
    ),
  }),
  reading_takes_place: ({ school, dates }, { locale }) => ({
    title: m.reading_notice_takes_place({ count: dates.length }, { locale }),
    text: m.reading_notice_takes_place_text({ school, dates: instantsIn(dates, locale) }, { locale }),
  }),
  reading_mentor_away: ({ dates, mentor }, { locale }) => ({
    title: m.reading_notice_mentor_away({ count: dates.length }, { locale }),
    text: m.reading_notice_mentor_away_text({ mentor, dates: instantsIn(dates, locale) }, { locale }),
    href: '/einrichtung/lesen',
  }),
  reading_mentor_back: ({ dates, mentor }, { locale }) => ({
    title: m.reading_notice_mentor_back({ count: dates.length }, { locale }),
    text: m.reading_notice_mentor_back_text({ mentor, dates: instantsIn(dates, locale) }, { locale }),
    href: '/einrichtung/lesen',
  }),
  reading_pair_ended: ({ school, lastOn }, { locale }) => ({
    title: m.reading_notice_ended({ school }, { locale }),
    text: m.reading_notice_ended_text({ day: formatDate(lastOn, locale) }, { locale }),
  }),
  reading_rollover: ({ school, year }, { locale }) => ({
    title: m.reading_notice_rollover({ year }, { locale }),
    text: m.reading_notice_rollover_text({ school, year }, { locale }),
  }),
  reading_rollover_due: ({ year, pairs }, { locale }) => ({
    title: m.reading_notice_rollover_due({ year }, { locale }),
    text: m.reading_notice_rollover_due_text({ count: pairs, year }, { locale }),
    href: '/buero/lesen',
  }),
  reading_rollover_ahead: ({ school, year }, { locale }) => ({
    title: m.reading_notice_rollover_ahead({ year }, { locale }),
    text: m.reading_notice_rollover_ahead_text({ school }, { locale }),
    href: '/einrichtung/lesen',
  }),
  request_news: ({ reference, requestId }, { locale }) => ({
    title: m.requests_notice_news({ reference }, { locale }),
    text: m.requests_notice_news_text({}, { locale }),
    href: `/einrichtung/anfragen/${requestId}`,
  }),
};

/** A notice in words, in the language of the person it is for, with the page that it leads to, if any. */
export function wordsOf(notice: { kind: string; details: unknown } & Partial<About>, locale: Locale): Words {
  const words = noticeWords[notice.kind as NoticeKind] as
    ((facts: unknown, language: In, about: About) => Words) | undefined;
  const about = { eventId: notice.eventId ?? null, shiftId: notice.shiftId ?? null };
  const said = words?.(notice.details, { locale }, about) ?? { title: notice.kind, text: '' };
  return about.shiftId ? { href: `/mein#einsatz-${about.shiftId}`, ...said } : said;
}

/** A call about a tandem or a reading pair: whom it concerns stands on its page, not in the list. */
function aboutPair(
  title: (inputs: Record<string, never>, language: In) => string,
  text: (inputs: Record<string, never>, language: In) => string,
) {
  return (facts: { tandemId: string } | { pairId: string }, language: In): Words => ({
    title: title({}, language),
    text: text({}, language),
    href: 'pairId' in facts ? `/buero/lesen/paar/${facts.pairId}` : `/buero/besuche/tandem/${facts.tandemId}`,
  });
}

const callWords: {
  [Kind in CallKind]: (facts: CallFacts[Kind], language: In, about: Pick<About, 'eventId'>) => Words;
} = {
  notice_unread: ({ title }, { locale }, { eventId }) => ({
    title: m.messaging_call_unread({}, { locale }),
    text: m.messaging_call_unread_text({ title }, { locale }),
    ...(eventId && { href: `/buero/termine/${eventId}` }),
  }),
  substitute_needed: (facts, language, { eventId }) => ({
    title: m.messaging_call_substitute({ title: facts.title }, language),
    text: m.messaging_call_substitute_text(
      { givenName: facts.givenName, when: when(facts, language) },
      language,
    ),
    href: `/buero/termine/${eventId}/vertretung/${facts.offerId}`,
  }),
  request_person_notice: ({ reference, requestId }, { locale }) => ({
    title: m.requests_call_notice({ reference }, { locale }),
    text: m.requests_call_notice_text({}, { locale }),
    href: `/buero/anfragen/${requestId}`,
  }),
  request_answer: ({ reference, requestId }, { locale }) => ({
    title: m.requests_call_answer({ reference }, { locale }),
    text: m.requests_call_answer_text({}, { locale }),
    href: `/buero/anfragen/${requestId}`,
  }),
  tandem_no_answer: aboutPair(m.tandems_call_no_answer, m.tandems_call_no_answer_text),
  tandem_wants_call: aboutPair(m.tandems_call_wants_call, m.tandems_call_wants_call_text),
  tandem_ask_client: aboutPair(m.tandems_call_ask_client, m.tandems_call_ask_client_text),
  tandem_follow_up: aboutPair(m.tandems_call_follow_up, m.tandems_call_follow_up_text),
  tandem_reflection: aboutPair(m.tandems_call_reflection, m.tandems_call_reflection_text),
  tandem_silent: aboutPair(m.tandems_call_silent, m.tandems_call_silent_text),
  tandem_concern: aboutPair(m.tandems_call_concern, m.tandems_call_concern_text),
  tandem_bereavement: aboutPair(m.tandems_call_bereavement, m.tandems_call_bereavement_text),
  reading_no_answer: aboutPair(m.reading_call_no_answer, m.tandems_call_no_answer_text),
  reading_wants_call: aboutPair(m.reading_call_wants_call, m.tandems_call_wants_call_text),
  reading_ask_school: (facts, language) =>
    aboutPair(
      m.reading_call_ask_school,
      facts.isTaken ? m.reading_call_ask_school_taken : m.reading_call_ask_school_text,
    )(facts, language),
  reading_review: (facts, language) =>
    aboutPair(
      facts.who === 'school' ? m.reading_call_review_school : m.reading_call_review_mentor,
      m.reading_call_review_text,
    )(facts, language),
  tandem_review: ({ tandemId, who, stage }, { locale }) => ({
    title:
      who === 'client'
        ? m.tandems_call_review_client({}, { locale })
        : m.tandems_call_review_volunteer({}, { locale }),
    text:
      stage === 'middle'
        ? m.tandems_call_review_middle({}, { locale })
        : m.tandems_call_review_end({}, { locale }),
    href: `/buero/besuche/tandem/${tandemId}`,
  }),
};

/** Why to telephone, in the words of the office's list, with the page about it, if any. */
export function wordsOfCall(
  call: { kind: string; details: unknown; eventId: string | null },
  locale: Locale,
): Words {
  const words = callWords[call.kind as CallKind] as
    ((facts: unknown, language: In, about: Pick<About, 'eventId'>) => Words) | undefined;
  return words?.(call.details, { locale }, call) ?? { title: call.kind, text: '' };
}
