import { DomainError } from '#lib/errors/domain-error.ts';

/**
 * Throws NOT_FOUND unless `allowed`: whoever may not see a thing cannot learn that it exists.
 * The policies themselves are pure predicates in each feature's `policy.ts`.
 */
export function requireAllowed(allowed: boolean): asserts allowed {
  if (!allowed) throw new DomainError('NOT_FOUND');
}
