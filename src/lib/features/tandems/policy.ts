import type { Actor } from '#lib/features/accounts/actor.ts';

/** Offices in whose name somebody cares for people: coordinators, not leaders of groups. The database says the same. */
export function caringOfficeIds(actor: Actor): string[] {
  return [
    ...new Set(
      actor.memberships.filter(({ role }) => role === 'coordinator').map((seat) => seat.organisationId),
    ),
  ];
}

export function caresFor(actor: Actor, { organisationId }: { organisationId: string }): boolean {
  return caringOfficeIds(actor).includes(organisationId);
}
