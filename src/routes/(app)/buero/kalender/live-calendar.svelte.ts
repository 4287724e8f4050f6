import type { CalendarEvent } from '#lib/features/scheduling/calendar.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { formatDay } from '#lib/time/format.ts';
import { onOfficeChange } from '#lib/trpc/live.ts';

/** What comes in a burst is looked at once. */
const BURST_MILLISECONDS = 200;

/** Keeps the calendar as the database has it, and says what happened elsewhere, without saying who. */
export class LiveCalendar {
  /** The newest news, for a polite status line. */
  text = $state('');
  readonly #reload: () => Promise<void>;
  readonly #events: () => CalendarEvent[];
  #last: { type: string; eventId: string | null } | null = null;

  constructor(reload: () => Promise<void>, events: () => CalendarEvent[]) {
    this.#reload = reload;
    this.#events = events;
  }

  /** Listens until the returned function is called. */
  listen(): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onOfficeChange((change) => {
      this.#last = change ?? this.#last;
      clearTimeout(timer);
      timer = setTimeout(() => void this.#show(), BURST_MILLISECONDS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }

  async #show(): Promise<void> {
    await this.#reload();
    const event = this.#events().find((one) => one.id === this.#last?.eventId);
    if (!event || !this.#last) return;
    const facts = { title: event.title, day: formatDay(event.startAt, getLocale(), event.timeZone) };
    this.text = sentence(this.#last.type)(facts);
    this.#last = null;
  }
}

function sentence(type: string) {
  if (['signup_confirmed', 'signup_waiting', 'signup_restored'].includes(type)) return m.calendar_live_signup;
  return type === 'signup_cancelled' ? m.calendar_live_cancelled : m.calendar_live_changed;
}
