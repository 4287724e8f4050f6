import { m } from '#lib/paraglide/messages.js';
import { baseLocale, isLocale, type Locale } from '#lib/paraglide/runtime.js';
import type { ActorContext, Context } from '#lib/server/context.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { addDays } from '#lib/time/date.ts';
import { startOfDay, wallTime } from '#lib/time/zone.ts';
import { createHash } from 'node:crypto';
import * as entries from './entries.repository.server.ts';
import {
  FEED_PAST_DAYS,
  type FeedEntry,
  type FeedState,
  isKnown,
  type Known,
  PUBLIC_FEED_LIMIT,
  REFRESH_HOURS,
} from './feed.ts';
import { ownEvent, publicEvent, titleOf } from './feed-words.ts';
import { calendarText, type IEvent } from './ical.ts';
import * as repository from './repository.server.ts';
import type { PersonalFeedInput, PlaceFileInput, PublicFeedInput } from './schema.ts';
import type { Keyed } from './service.server.ts';
import { feedIdOf } from './token.ts';
import { zoneLines } from './zones.ts';

/** What a calendar that asks is answered: the text, or null when it has that text already. */
export type FeedAnswer = FeedState & { text: string | null };

/** Part of every tag: count it up when the same facts are written in another way than before. */
const EDITION = 1;

/**
 * The calendar that a link opens, in the language of its person. Whoever has the link may read it. Throws NOT_FOUND
 * also when the link was replaced or the account closed.
 */
export async function readPersonalFeed(
  ctx: Keyed<Context>,
  { token, known, origin }: PersonalFeedInput,
): Promise<FeedAnswer> {
  const feedId = feedIdOf(token, ctx.secret);
  requireAllowed(feedId !== null);
  const window = { feedId, from: windowStart(ctx.now) };
  const first = await entries.findPersonalFeed(ctx.db, { ...window, withEntries: !asks(known) });
  requireAllowed(first !== null);
  const today = wallTime(ctx.now).date;
  if (first.lastReadOn !== today) await repository.markRead(ctx.db, feedId, today);
  const locale = isLocale(first.locale) ? first.locale : baseLocale;
  return answer(ctx, known, first, {
    name: m.feeds_calendar_name({}, { locale }),
    event: (entry) => ownEvent(entry, { locale, origin }),
    again: () => entries.findPersonalFeed(ctx.db, { ...window, withEntries: true }),
  });
}

/** The dates of a published project, in German as they were written. Throws NOT_FOUND. */
export async function readPublicFeed(
  ctx: Context,
  { projectId, known, origin }: PublicFeedInput,
): Promise<FeedAnswer> {
  const window = { projectId, from: windowStart(ctx.now), limit: PUBLIC_FEED_LIMIT };
  const first = await entries.findPublicFeed(ctx.db, { ...window, withEntries: !asks(known) });
  requireAllowed(first !== null);
  return answer(ctx, known, first, {
    name: titleOf(first, baseLocale),
    event: (entry) => publicEvent(entry, { locale: baseLocale, origin }),
    again: () => entries.findPublicFeed(ctx.db, { ...window, withEntries: true }),
  });
}

/** One of one's own places, to be put into a calendar by hand. Throws NOT_FOUND. */
export async function readPlace(
  ctx: ActorContext,
  { shiftId, origin }: PlaceFileInput,
): Promise<{ text: string }> {
  const entry = await entries.findPlace(ctx.db, { personId: ctx.actor.id, shiftId });
  requireAllowed(entry !== null);
  const locale: Locale = isLocale(ctx.actor.locale) ? ctx.actor.locale : baseLocale;
  const name = m.feeds_calendar_name({}, { locale });
  return { text: calendarText({ name, events: [ownEvent(entry, { locale, origin })] }, zoneLines) };
}

const windowStart = (now: Date) => startOfDay(addDays(wallTime(now).date, -FEED_PAST_DAYS));

const asks = ({ etag, since }: Known) => etag !== null || since !== null;

/** Writes the text only when it is news: a feed that is `known` costs the one query that found its stamp. */
async function answer<Feed extends entries.Content>(
  { now }: Context,
  known: Known,
  first: Feed,
  {
    name,
    event,
    again,
  }: { name: string; event: (entry: FeedEntry) => IEvent; again: () => Promise<Feed | null> },
): Promise<FeedAnswer> {
  const state = (feed: Feed) => stateOf(feed, name, now);
  if (!asks(known)) return { ...state(first), text: text(first) };
  if (isKnown(known, state(first))) return { ...state(first), text: null };
  const feed = await again();
  requireAllowed(feed !== null);
  return { ...state(feed), text: text(feed) };

  function text(feed: Feed): string {
    return calendarText({ name, refreshHours: REFRESH_HOURS, events: feed.entries.map(event) }, zoneLines);
  }
}

/**
 * The validators. A house that gets another name, or a date that leaves the window, changes the tag but no date's
 * own time: so the feed counts as changed at least once a day for those who only know the time.
 */
function stateOf({ stamp, changedAt }: entries.Content, name: string, now: Date): FeedState {
  const tag = createHash('sha256').update(`${EDITION} ${name} ${stamp}`).digest('base64url').slice(0, 22);
  const today = startOfDay(wallTime(now).date);
  return { etag: `"${tag}"`, changedAt: changedAt && changedAt > today ? changedAt : today };
}
