import { formatPhone } from '#lib/features/accounts/phone.ts';
import { shiftRoleName } from '#lib/features/scheduling/names.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/paraglide/runtime.js';
import { wallTime } from '#lib/time/zone.ts';
import { type FeedEntry, isPersonal, locationOf } from './feed.ts';
import type { IEvent } from './ical.ts';

/** What makes the names in calendars ours, on whichever server they were made. */
const DOMAIN = 'miteinander';

const statuses = { confirmed: 'CONFIRMED', waiting: 'TENTATIVE', cancelled: 'CANCELLED' } as const;

type In = { locale: Locale; origin: string };

/** A person's place as an entry of the own calendar. */
export function ownEvent(entry: FeedEntry, language: In): IEvent {
  const day = wallTime(entry.startAt, entry.timeZone).date;
  return {
    ...eventOf(entry, `${language.origin}/mein/kalender?datum=${day}#tag`, language),
    isPrivate: true,
  };
}

/** A date of a published project as everybody may see it. */
export function publicEvent(entry: FeedEntry, language: In): IEvent {
  const page = entry.isListedGroup ? 'gruppen' : 'mitmachen';
  return {
    ...eventOf(entry, `${language.origin}/${page}/${entry.projectId}`, language),
    isPrivate: isPersonal(entry) || entry.neutralTitle !== null,
  };
}

function eventOf(entry: FeedEntry, url: string, { locale }: In): Omit<IEvent, 'isPrivate'> {
  const { organisationName: name, organisationPhone: phone, changedAt, startAt, endAt, timeZone } = entry;
  const task = taskOf(entry, locale);
  const lines = [
    ...(entry.status === 'waiting' ? [m.feeds_waiting_note({}, { locale })] : []),
    ...(task ? [m.feeds_task({ task }, { locale })] : []),
    phone
      ? m.feeds_host_with_phone({ name, phone: formatPhone(phone) }, { locale })
      : m.feeds_host({ name }, { locale }),
    url,
  ];
  return {
    uid: `${entry.id}@${DOMAIN}`,
    sequence: entry.sequence,
    ...{ changedAt, startAt, endAt, timeZone, url },
    summary: summaryOf(entry, locale),
    description: lines.join('\n'),
    location: locationOf(entry),
    status: statuses[entry.status],
  };
}

/** What stands in the calendar's square. Its state is in words too: not every program shows the other kind. */
function summaryOf(entry: FeedEntry, locale: Locale): string {
  const title = titleOf(entry, locale);
  if (entry.status === 'cancelled') return m.feeds_cancelled({ title }, { locale });
  return entry.status === 'waiting' ? m.feeds_waiting({ title }, { locale }) : title;
}

/** The title, or a neutral one where the title could tell of a person. */
export function titleOf(
  { projectKind, neutralTitle, title }: Pick<FeedEntry, 'projectKind' | 'neutralTitle' | 'title'>,
  locale: Locale,
): string {
  if (projectKind === 'visiting') return m.feeds_visit({}, { locale });
  if (projectKind === 'accompanying') return m.feeds_accompanying({}, { locale });
  return neutralTitle ?? title;
}

function taskOf(entry: FeedEntry, locale: Locale): string | null {
  if (entry.role === null || isPersonal(entry)) return null;
  return (entry.neutralTitle === null && entry.label) || shiftRoleName(entry.role, locale);
}
