import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { formatDateTime, formatDay } from '#lib/time/format.ts';
import type { DomainError } from './domain-error.ts';

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
      return details.reason === 'cancelled' ? m.error_shift_cancelled() : m.error_shift_closed();
    case 'SHIFT_FULL':
      return m.error_shift_full();
    case 'OVERLAPPING_SIGNUP':
      return m.error_overlapping_signup();
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
    case 'INVALID_INPUT':
      return m.error_invalid_input();
    case 'SERVICE_UNAVAILABLE':
      return m.common_error_503_title();
  }
}
