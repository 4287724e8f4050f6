/** Everything that a calendar feed is made of; what of it is told is decided here and in `feed-words.ts`. */
export type FeedEntry = {
  /** The shift's id in a person's calendar, the date's in a public one: never changes. */
  id: string;
  sequence: number;
  changedAt: Date;
  status: 'confirmed' | 'waiting' | 'cancelled';
  projectId: string;
  projectKind: string;
  /** Has a page for its guests; the others have one for volunteers. */
  isListedGroup: boolean;
  title: string;
  /** What is said instead where the very title tells something about the health of those who come. */
  neutralTitle: string | null;
  role: string | null;
  label: string | null;
  startAt: Date;
  endAt: Date;
  timeZone: string;
  /** One of our houses, or null where the place is only named. */
  venueName: string | null;
  placeName: string;
  room: string | null;
  street: string | null;
  postalCode: string | null;
  city: string | null;
  organisationName: string;
  organisationPhone: string | null;
};

/** What somebody who subscribes has already: the validators of HTTP. */
export type Known = { etag: string | null; since: Date | null };

/** A feed's state without its content: equal tags, equal content. */
export type FeedState = { etag: string; changedAt: Date };

/** The link to one's own calendar, as its page shows it. */
export type FeedLink = { token: string; createdAt: Date; lastReadOn: string | null };

/** The days of the past that stay in a feed. */
export const FEED_PAST_DAYS = 56;
/** How often calendars should look again. */
export const REFRESH_HOURS = 6;
/** A public feed ends after so many dates. */
export const PUBLIC_FEED_LIMIT = 1000;

/**
 * Dates with one person who is visited or accompanied. What an office writes about them may name that person: their
 * title, room and task stay out of every feed.
 */
export function isPersonal({ projectKind }: Pick<FeedEntry, 'projectKind'>): boolean {
  return projectKind === 'visiting' || projectKind === 'accompanying';
}

/** Where it is, as far as a calendar that others may see can say: never somebody's home. */
export function locationOf(entry: FeedEntry): string | null {
  const { venueName, placeName, room, street, postalCode, city } = entry;
  if (isPersonal(entry) && venueName === null) return null;
  const name = isPersonal(entry) ? venueName : placeName || venueName;
  const town = [postalCode, city].filter(Boolean).join(' ');
  return [name, !isPersonal(entry) && room, street, town].filter(Boolean).join(', ') || null;
}

/** Whether the answer may be "nothing new". The tag decides; only who knows none is judged by the time. */
export function isKnown({ etag, since }: Known, state: FeedState): boolean {
  if (etag !== null) {
    // A proxy may have marked it as weak, which is good enough here (RFC 9110, 13.1.2).
    const tags = etag.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
    return tags.includes('*') || tags.includes(state.etag);
  }
  return since !== null && wholeSeconds(state.changedAt) <= since.getTime();
}

const wholeSeconds = (instant: Date) => Math.floor(instant.getTime() / 1000) * 1000;
