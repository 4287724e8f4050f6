import { m } from '#lib/paraglide/messages.js';
import type { Registration } from './group.ts';

const registrationNames: Record<Registration, () => string> = {
  open: m.groups_registration_open,
  call: m.groups_registration_call,
};

/** Whether guests just come or call first, in the reader's language. */
export function registrationName(registration: Registration): string {
  return registrationNames[registration]();
}
