import { schoolHolidaysNrw } from '#lib/features/days-off/school-holidays-nrw.ts';
import { daysOfSchoolYear, schoolYearOf } from '#lib/features/days-off/school-year.ts';
import { canAdministrate } from '#lib/features/organisations/policy.ts';
import { applyDaysOff } from '#lib/features/series/days-off.service.server.ts';
import { DomainError } from '#lib/errors/domain-error.ts';
import { brokenConstraint } from '#lib/errors/postgres.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { wallTime } from '#lib/time/zone.ts';
import { readCalendarFile } from './calendar-file.ts';
import { compareWithStored, guessEnds } from './calendar-import.ts';
import * as repository from './repository.server.ts';
import { missingOnes, type SchoolHoliday, type Stretch } from './school-holiday.ts';
import type { PreviewImport, ReplaceSchoolHolidays } from './schema.ts';

/** More than anybody plans ahead: sixty years. */
const HOLIDAYS_AT_MOST = 400;

/** What a change did to the dates of series. */
export type Effect = { cancelled: number; restored: number; people: number };

/** The holidays from the current school year on (or all), and how many the product knows that are missing. */
export async function listSchoolHolidays(
  ctx: ActorContext,
  { isAll }: { isAll: boolean },
): Promise<{ items: SchoolHoliday[]; missing: number }> {
  requireAllowed(canAdministrate(ctx.actor));
  const stored = await repository.listHolidays(ctx.db, '0001-01-01', HOLIDAYS_AT_MOST);
  const from = currentSchoolYear(ctx);
  return {
    items: isAll ? stored : stored.filter(({ lastOn }) => lastOn >= from),
    missing: missingOnes(stored).length,
  };
}

/** Throws NOT_FOUND. */
export async function getSchoolHoliday(
  ctx: ActorContext,
  { holidayId }: { holidayId: string },
): Promise<SchoolHoliday> {
  const { items } = await listSchoolHolidays(ctx, { isAll: true });
  const found = items.find(({ id }) => id === holidayId);
  requireAllowed(found !== undefined);
  return found;
}

/**
 * Takes holidays out and puts others in, and with them cancels or brings back the dates of all series that keep to
 * school holidays; one transaction. Throws CHANGED_MEANWHILE when one to be removed is gone already, ALREADY_EXISTS
 * when the same days are stored twice.
 *
 * @returns what undoes it (`added`, `removed`), and what happened to dates
 */
export async function replaceSchoolHolidays(
  ctx: ActorContext,
  { remove, add }: ReplaceSchoolHolidays,
): Promise<Effect & { added: string[]; removed: SchoolHoliday[] }> {
  requireAllowed(canAdministrate(ctx.actor));
  return withTransaction(ctx.db, async (db) => {
    const removed = await repository.deleteHolidays(db, remove);
    if (removed.length < new Set(remove).size) throw new DomainError('CHANGED_MEANWHILE');
    const added = await repository.insertHolidays(db, add, { createdAt: ctx.now, createdBy: ctx.actor.id });
    const effect = await apply({ ...ctx, db }, [...removed, ...add]);
    return { added, removed, ...effect };
  }).catch((error: unknown) => {
    if (brokenConstraint(error) === 'school_holiday_once') {
      throw new DomainError('ALREADY_EXISTS', { field: 'firstOn' });
    }
    throw error;
  });
}

/** Ends a rehearsal: the transaction is undone. */
class Rehearsal extends Error {
  effect: Effect;
  constructor(effect: Effect) {
    super('rehearsal');
    this.effect = effect;
  }
}

/** What `replaceSchoolHolidays` would do to dates: it is done, and undone before anybody sees it. Throws as it does. */
export async function previewSchoolHolidays(
  ctx: ActorContext,
  input: ReplaceSchoolHolidays,
): Promise<Effect> {
  return withTransaction(ctx.db, async (db): Promise<never> => {
    const { cancelled, restored, people } = await replaceSchoolHolidays({ ...ctx, db }, input);
    throw new Rehearsal({ cancelled, restored, people });
  }).catch((error: unknown) => {
    if (error instanceof Rehearsal) return error.effect;
    throw error;
  });
}

/** Takes over what the product knows and the town has not. @returns how many these were */
export async function adoptKnownHolidays(ctx: ActorContext): Promise<Effect & { added: number }> {
  requireAllowed(canAdministrate(ctx.actor));
  return withTransaction(ctx.db, async (db) => {
    const added = await repository.addMissingSchoolHolidays(db, schoolHolidaysNrw);
    const effect = await apply({ ...ctx, db }, added > 0 ? schoolHolidaysNrw : []);
    return { added, ...effect };
  });
}

async function apply(ctx: ActorContext, stretches: readonly Stretch[]): Promise<Effect> {
  if (stretches.length === 0) return { cancelled: 0, restored: 0, people: 0 };
  const from = stretches.map(({ firstOn }) => firstOn).sort()[0]!;
  const to = stretches
    .map(({ lastOn }) => lastOn)
    .sort()
    .at(-1)!;
  const effect = await applyDaysOff(ctx, { venueIds: null, from, to });
  await repository.recordEvent(ctx.db, {
    type: 'school_holidays_changed',
    occurredAt: ctx.now,
    actorId: ctx.actor.id,
    details: { from, to, ...effect },
  });
  return effect;
}

/** Reads a calendar file; nothing is saved. Throws INVALID_INPUT with the reason in `details`. */
export function readHolidayFile(ctx: ActorContext, { text }: { text: string }) {
  requireAllowed(canAdministrate(ctx.actor));
  const read = readCalendarFile(text);
  if ('problem' in read) throw new DomainError('INVALID_INPUT', { field: 'file', reason: read.problem });
  return read;
}

/** How its entries would be read, held against what is stored; nothing is saved. */
export async function previewImport(ctx: ActorContext, { entries, endsAreIncluded }: PreviewImport) {
  const { items: stored } = await listSchoolHolidays(ctx, { isAll: true });
  const guess = guessEnds(entries, stored);
  const areIncluded = endsAreIncluded ?? guess.areIncluded;
  return {
    guess,
    areIncluded,
    rows: compareWithStored(entries, areIncluded, stored, currentSchoolYear(ctx)),
  };
}

function currentSchoolYear({ now }: ActorContext): string {
  return daysOfSchoolYear(schoolYearOf(wallTime(now).date)).from;
}
