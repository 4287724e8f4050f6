import { hasRole, type Actor } from '#lib/features/accounts/actor.ts';

/** Organisations, seats and the town's settings are the administrators' business alone. */
export function canAdministrate(actor: Actor): boolean {
  return hasRole(actor, 'administrator');
}
