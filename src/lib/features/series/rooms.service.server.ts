import { DomainError } from '#lib/errors/domain-error.ts';
import { brokenConstraint } from '#lib/errors/postgres.ts';
import type { Context } from '#lib/server/context.server.ts';
import * as repository from './repository.server.ts';
import type { PlannedDate } from './series.ts';

/** Throws ROOM_TAKEN, naming the first booking that stands in the way of dates that are to be made. */
export async function requireFreeRooms({ db }: Pick<Context, 'db'>, dates: PlannedDate[]): Promise<void> {
  const taken = await repository.findRoomConflict(db, dates);
  if (taken) throw new DomainError('ROOM_TAKEN', taken);
}

/** The same when somebody else was faster: the database refuses, without a name. */
export function roomRefused(error: unknown): never {
  if (brokenConstraint(error) === 'event_room_is_free') throw new DomainError('ROOM_TAKEN');
  throw error;
}
