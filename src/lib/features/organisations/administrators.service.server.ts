import { DomainError } from '#lib/errors/domain-error.ts';
import { brokenConstraint } from '#lib/errors/postgres.ts';
import { m } from '#lib/paraglide/messages.js';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { systemClock } from '#lib/time/clock.ts';
import * as repository from './administrators.repository.server.ts';
import { insertMembership, insertPerson } from './members.repository.server.ts';
import { recordEvent } from './repository.server.ts';

/**
 * Makes somebody an administrator from the command line, where nobody can sign in yet; a central unit is made when
 * there is none. Throws EMAIL_TAKEN.
 */
export async function createAdministrator(given: {
  url: string;
  email: string;
  givenName: string;
  familyName: string;
}): Promise<{ personId: string }> {
  const { url, ...name } = given;
  const now = systemClock.now();
  const work = repository.onDatabase(url, (db) =>
    withTransaction(db, async (tx) => {
      const unitName = m.organisations_central_unit_default({}, { locale: 'de' });
      const organisationId = await repository.ensureCentralUnit(tx, unitName);
      const personId = await insertPerson(tx, { ...name, createdAt: now, createdBy: null });
      const seat = { personId, organisationId, role: 'administrator' } as const;
      await insertMembership(tx, { ...seat, startedAt: now, startedBy: null });
      await recordEvent(tx, {
        type: 'membership_started',
        occurredAt: now,
        organisationId,
        personId,
        details: { role: seat.role },
      });
      return { personId };
    }),
  );
  return work.catch((error: unknown) => {
    if (brokenConstraint(error) === 'person_email') throw new DomainError('EMAIL_TAKEN', { field: 'email' });
    throw error;
  });
}
