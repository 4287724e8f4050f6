// Written out one by one, so that a page ships only the words it shows.
import { m } from '#lib/paraglide/messages.js';
import type { PhotoConsent } from './history-week.ts';
import type { Warning } from './warnings.ts';

const consentNames: Record<PhotoConsent, () => string> = {
  unknown: m.history_weeks_consent_unknown,
  none: m.history_weeks_consent_none,
  photo: m.history_weeks_consent_photo,
  photo_and_sound: m.history_weeks_consent_photo_and_sound,
};

/** What a resident allows, in the reader's language. */
export function photoConsentName(consent: PhotoConsent): string {
  return consentNames[consent]();
}

/** A warning as a sentence. */
export function warningText(warning: Warning): string {
  switch (warning.code) {
    case 'witness_limit':
      return m.history_weeks_warning_witness({ name: warning.name, count: warning.sessions });
    case 'consent_missing':
      return m.history_weeks_warning_consent({ count: warning.names.length });
    case 'escorts_missing':
      return m.history_weeks_warning_escorts({
        missing: warning.needed - warning.present,
        needed: warning.needed,
      });
    case 'room_taken':
      return m.history_weeks_warning_room({ title: warning.title });
    case 'short_way':
      return m.history_weeks_warning_way({ name: warning.name, title: warning.title });
  }
}
