import { m } from '#lib/paraglide/messages.js';
import { formatDay, formatTimeRange } from '#lib/time/format.ts';
import type { Tone } from '#lib/ui/tones.ts';
import Check from '@lucide/svelte/icons/check';
import CheckCheck from '@lucide/svelte/icons/check-check';
import CircleDashed from '@lucide/svelte/icons/circle-dashed';
import Hourglass from '@lucide/svelte/icons/hourglass';
import Pencil from '@lucide/svelte/icons/pencil-line';
import UserPlus from '@lucide/svelte/icons/user-plus';
import X from '@lucide/svelte/icons/x';
import { type CalendarEvent, type CalendarState, type FillLevel, fillLevel, placesOf } from '../calendar.ts';

/** The same signs and colours as `FillMeter` has. */
export const fillSigns = {
  empty: CircleDashed,
  short: UserPlus,
  enough: Check,
  full: CheckCheck,
  waiting: Hourglass,
} as const satisfies Record<FillLevel, unknown>;

export const fillTones: Record<FillLevel, Tone> = {
  empty: 'danger',
  short: 'warning',
  enough: 'success',
  full: 'neutral',
  waiting: 'info',
};

export const fillWords: Record<FillLevel, () => string> = {
  empty: m.calendar_fill_empty,
  short: m.calendar_fill_short,
  enough: m.calendar_fill_enough,
  full: m.calendar_fill_full,
  waiting: m.calendar_fill_waiting,
};

/** All signs that an entry of the calendar may carry. */
export const calendarSigns = { ...fillSigns, draft: Pencil, cancelled: X };

export const stateWords: Record<CalendarState, () => string> = {
  draft: m.calendar_state_draft,
  published: m.calendar_state_published,
  cancelled: m.calendar_state_cancelled,
};

/** "Dienstag, 24. November, 10:00–11:00 Uhr". */
export function whenOf(
  { startAt, endAt }: { startAt: Date; endAt: Date },
  locale: string,
  timeZone: string,
): string {
  return `${formatDay(startAt, locale, timeZone)}, ${formatTimeRange(startAt, endAt, locale, timeZone)}`;
}

/** How full a date is, as calendars show it: sign, colour, figures and words. */
export function fillOf(event: CalendarEvent) {
  const level = fillLevel(event.shifts);
  if (level === null) return null;
  const { taken, max } = placesOf(event.shifts);
  return {
    level,
    tone: fillTones[level],
    figures: m.calendar_figures({ taken, max }),
    people: m.calendar_people({ taken, max }),
    words: fillWords[level](),
  };
}

/** Everything about a date in one sentence, for those who hear it. */
export function eventLabel(event: CalendarEvent, locale: string): string {
  const parts = [
    m.calendar_event_label({
      title: event.title,
      day: formatDay(event.startAt, locale, event.timeZone),
      time: formatTimeRange(event.startAt, event.endAt, locale, event.timeZone),
    }),
    event.placeName,
  ];
  if (event.state !== 'published') parts.push(stateWords[event.state]());
  if (event.state !== 'cancelled') {
    const fill = fillOf(event);
    parts.push(...(fill ? [fill.people, fill.words] : [m.calendar_fill_none()]));
  }
  return parts.filter(Boolean).join(', ');
}
