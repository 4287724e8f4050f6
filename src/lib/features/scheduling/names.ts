// Written out one by one, so that a page ships only the words it shows.
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/paraglide/runtime.js';
import type { ShiftRole } from './shift.ts';

const shiftRoleNames: Record<ShiftRole, (inputs: object, options?: { locale: Locale }) => string> = {
  visitor: m.scheduling_role_visitor,
  companion: m.scheduling_role_companion,
  reader: m.scheduling_role_reader,
  witness: m.scheduling_role_witness,
  moderator: m.scheduling_role_moderator,
  escort: m.scheduling_role_escort,
  driver: m.scheduling_role_driver,
  recorder: m.scheduling_role_recorder,
  set_up: m.scheduling_role_set_up,
  catering: m.scheduling_role_catering,
  first_aid: m.scheduling_role_first_aid,
  interpreter: m.scheduling_role_interpreter,
  group_helper: m.scheduling_role_group_helper,
  participant: m.scheduling_role_participant,
  other: m.scheduling_role_other,
};

/** The name of a role in the reader's language, or in the one that is named. */
export function shiftRoleName(code: string, locale?: Locale): string {
  return shiftRoleNames[code as ShiftRole]?.({}, locale && { locale }) ?? code;
}
