import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { Weekday } from '#lib/time/date.ts';
import { formatDateTime, formatDay, formatWeekday } from '#lib/time/format.ts';
import type { DomainError, ErrorDetails } from './domain-error.ts';

/** The error in words for the person who sees it: what happened, and what she can do now. */
export function sentenceFor({ code, details }: DomainError): string {
  switch (code) {
    case 'NOT_FOUND':
    case 'FORBIDDEN':
      return m.common_error_404_title();
    case 'UNAUTHORIZED':
      return m.error_unauthorized();
    case 'WRONG_CREDENTIALS':
      return details.field === 'currentPassword' ? m.error_wrong_password() : m.error_wrong_credentials();
    case 'CODE_EXPIRED':
      return m.error_code_expired();
    case 'EMAIL_TAKEN':
      return m.error_email_taken();
    case 'TOO_MANY_REQUESTS':
      return m.error_too_many_requests({
        minutes: Math.max(1, Math.ceil(Number(details.seconds ?? 60) / 60)),
      });
    case 'SHIFT_CLOSED':
      if (details.reason === 'past') return m.error_shift_past();
      if (details.reason === 'not_begun') return m.error_shift_not_begun();
      return details.reason === 'cancelled' ? m.error_shift_cancelled() : m.error_shift_closed();
    case 'SHIFT_FULL':
      return m.error_shift_full();
    case 'NOT_TOGETHER':
      return m.error_not_together();
    case 'OVERLAPPING_SIGNUP':
      return details.startAt instanceof Date
        ? m.error_overlapping_with({
            title: String(details.title),
            date: formatDateTime(details.startAt, getLocale(), 'long', String(details.timeZone)),
          })
        : m.error_overlapping_signup();
    case 'OFFER_CLOSED':
      return details.reason === 'taken' ? m.error_offer_taken() : m.error_offer_withdrawn();
    case 'PLACE_GONE':
      return m.error_place_gone();
    case 'SOMEBODY_WAITS':
      return m.error_somebody_waits();
    case 'CHECK_MISSING':
      return m.error_check_missing();
    case 'UNDO_TOO_LATE':
      return m.error_undo_too_late();
    case 'CHANGED_MEANWHILE':
      return m.error_changed_meanwhile();
    case 'PLACES_TAKEN':
      return m.error_places_taken({ taken: Number(details.taken ?? 0) });
    case 'MOVE_CONFLICTS':
      return m.error_move_conflicts({ people: Number(details.people ?? 1) });
    case 'ROOM_TAKEN':
      return details.startAt instanceof Date
        ? m.error_room_taken({
            room: String(details.room),
            title: String(details.title),
            date: formatDateTime(details.startAt, getLocale()),
          })
        : m.error_room_taken_unnamed();
    case 'ROOM_CLOSED':
      return roomClosed(details);
    case 'CHILD_PAIRED':
      return typeof details.mentor === 'string'
        ? m.error_child_paired({
            weekday: formatWeekday(details.weekday as Weekday, getLocale()),
            time: String(details.startTime),
            mentor: details.mentor,
          })
        : m.error_child_paired_unnamed();
    case 'MENTOR_BUSY':
      return m.error_mentor_busy({
        title: String(details.title),
        date: formatDateTime(details.startAt as Date, getLocale()),
      });
    case 'PROPOSAL_OPEN':
      return details.who === 'client' ? m.error_proposal_open_client() : m.error_proposal_open_volunteer();
    case 'NOT_ELIGIBLE':
      return m.error_not_eligible();
    case 'ROSTER_OPEN':
      return m.error_roster_open();
    case 'PARTICIPANT_BUSY':
      return details.startAt instanceof Date
        ? m.error_participant_busy({
            name: String(details.name),
            title: String(details.title),
            date: formatDateTime(details.startAt, getLocale()),
          })
        : m.error_participant_busy_unnamed();
    case 'ESCORT_TAKEN':
      return m.error_escort_taken();
    case 'OUTSIDE_WEEK':
      return m.error_outside_week({
        first: formatDay(String(details.firstOn), getLocale()),
        last: formatDay(String(details.lastOn), getLocale()),
      });
    case 'LAST_ADMINISTRATOR':
      return m.error_last_administrator();
    case 'ALREADY_EXISTS':
      return m.error_already_exists();
    case 'STILL_IN_USE':
      return m.error_still_in_use();
    case 'UNREADABLE_FILE':
      return unreadableFile(String(details.reason));
    case 'INVALID_INPUT':
      return m.error_invalid_input();
    case 'SERVICE_UNAVAILABLE':
      return m.common_error_503_title();
  }
}

const unreadable: Record<string, () => string> = {
  empty: m.error_file_empty,
  only_headers: m.error_file_only_headers,
  too_many_rows: m.error_file_too_many_rows,
  too_many_columns: m.error_file_too_many_columns,
  too_large_unpacked: m.error_file_too_large_unpacked,
  unknown_type: m.error_file_unknown_type,
  old_excel: m.error_file_old_excel,
  protected: m.error_file_protected,
  not_xlsx: m.error_file_not_xlsx,
  not_csv: m.error_file_not_csv,
};

function unreadableFile(reason: string): string {
  return (unreadable[reason] ?? m.error_file_broken)();
}

function roomClosed({ room, weekday, windows }: ErrorDetails): string {
  const hours = (windows as { startTime: string; endTime: string }[])
    .map(({ startTime, endTime }) => `${startTime}–${endTime}`)
    .join(', ');
  const day = formatWeekday(weekday as Weekday, getLocale());
  return hours
    ? m.error_room_closed({ room: String(room), weekday: day, hours })
    : m.error_room_closed_all_day({ room: String(room), weekday: day });
}
