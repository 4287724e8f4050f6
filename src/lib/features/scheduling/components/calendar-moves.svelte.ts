import type { ErrorCode } from '#lib/errors/domain-error.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { Range } from '#lib/time/range.ts';
import { api } from '#lib/trpc/client.ts';
import { refusalCode } from '#lib/trpc/refusal.ts';
import { toasts } from '#lib/ui/patterns/toasts.svelte.ts';
import type { CalendarEvent } from '../calendar.ts';
import { whenOf } from './calendar-words.ts';

/** Somebody with a place who could not come, and what they have instead. */
export type Conflict = { name: string; conflictTitle: string; conflictStartAt: Date };

/** A date and where it is to go; shown in a dialog until somebody decides. */
export type Proposal = { event: CalendarEvent; range: Range };

/** Moves dates: conflicts are shown before anything is saved, and every move can be taken back. */
export class CalendarMoves {
  /** What the dialog for moving shows. */
  proposal = $state.raw<Proposal | null>(null);
  readonly #reload: () => Promise<void>;

  /** @param reload shows the calendar as the server has it */
  constructor(reload: () => Promise<void>) {
    this.#reload = reload;
  }

  async conflicts({ event, range }: Proposal): Promise<Conflict[]> {
    const { people } = await api.scheduling.moveConflicts.query({ eventId: event.id, ...range });
    return people;
  }

  /** After a drag: saves it when everybody has time, else puts it back and opens the dialog. */
  async drop(proposal: Proposal, putBack: () => void): Promise<void> {
    try {
      if ((await this.conflicts(proposal)).length > 0) {
        putBack();
        this.proposal = proposal;
      } else if (!(await this.save(proposal))) putBack();
    } catch {
      putBack();
      toasts.add({ tone: 'danger', text: m.calendar_move_failed() });
    }
  }

  /** Saves a move and says how to take it back. False when it was refused; the reason is said. */
  async save({ event, range }: Proposal): Promise<boolean> {
    const version = await this.#send(event, range, event.version);
    if (version === null) return false;
    this.proposal = null;
    toasts.add({
      tone: 'success',
      text: m.calendar_moved({ title: event.title, when: whenOf(range, getLocale(), event.timeZone) }),
      undo: { run: () => void this.#undo(event, version) },
      seconds: 15,
    });
    await this.#reload();
    return true;
  }

  async #undo(event: CalendarEvent, version: number): Promise<void> {
    if ((await this.#send(event, event, version)) === null) return;
    toasts.add({
      text: m.calendar_moved_back({ title: event.title, when: whenOf(event, getLocale(), event.timeZone) }),
    });
    await this.#reload();
  }

  /** The new version, or null after saying why not. */
  async #send(event: CalendarEvent, { startAt, endAt }: Range, version: number): Promise<number | null> {
    try {
      const moved = await api.scheduling.moveEvent.mutate({ eventId: event.id, startAt, endAt, version });
      return moved.version;
    } catch (error) {
      const code = refusalCode(error);
      if (code === 'MOVE_CONFLICTS') {
        // Somebody signed up since we asked: the dialog asks again and names them.
        this.proposal = { event, range: { startAt, endAt } };
        return null;
      }
      toasts.add({ tone: 'danger', text: refusal(code) });
      if (code === 'CHANGED_MEANWHILE' || code === 'SHIFT_CLOSED') {
        this.proposal = null;
        await this.#reload();
      }
      return null;
    }
  }
}

function refusal(code: ErrorCode | null): string {
  if (code === 'CHANGED_MEANWHILE') return m.calendar_changed_meanwhile();
  return code === 'SHIFT_CLOSED' ? m.calendar_move_closed() : m.calendar_move_failed();
}
