import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import { dayOffCalendar, type DaysOff } from '#lib/features/days-off/day-off.ts';
import {
  countSchoolDays,
  daysOfSchoolYear,
  movableHolidaysAllowed,
  schoolYearOf,
} from '#lib/features/days-off/school-year.ts';
import { listDaysOff } from '#lib/features/days-off/service.server.ts';
import { notify } from '#lib/features/messaging/service.server.ts';
import { applyDaysOff, previewDaysOff } from '#lib/features/series/days-off.service.server.ts';
import { DomainError } from '#lib/errors/domain-error.ts';
import { brokenConstraint } from '#lib/errors/postgres.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { type ClosingDay, type ClosingStretch, daysTaken, type House } from './closing-day.ts';
import { canKeepClosingDays, ownHouseIds } from './policy.ts';
import * as repository from './repository.server.ts';
import type { AddClosingDays, ClosingDayIds, HouseYear } from './schema.ts';

/** What a change did to the dates of series at the house. */
type Effect = { cancelled: number; restored: number; people: number };

/** More houses than one office has dates at. */
const HOUSES_AT_MOST = 200;

/** More single dates on the closing days of one entry are neither listed nor told. */
const SINGLE_DATES_AT_MOST = 50;

/** The houses whose closing days the actor keeps. */
export function listHouses({ db, actor }: ActorContext): Promise<House[]> {
  const [ownIds, planningIds] = [ownHouseIds(actor), plannedOrganisationIds(actor)];
  return repository.listHouses(db, { ownIds, planningIds, limit: HOUSES_AT_MOST });
}

/** Throws NOT_FOUND for a house whose closing days the actor does not keep. */
async function requireHouse({ db, actor }: ActorContext, houseId: string): Promise<House> {
  const house = await repository.findHouse(db, houseId);
  requireAllowed(house !== null && canKeepClosingDays(actor, house));
  const { plannedBy: _plannedBy, ...known } = house;
  return known;
}

/** A house's school year: its own closing days, everything else that is off, and what that leaves. */
export async function getYear(
  ctx: ActorContext,
  { houseId, schoolYear }: HouseYear,
): Promise<{
  house: House;
  own: ClosingDay[];
  forAll: DaysOff[];
  movable: { used: number; allowed: number | null };
  /** How many Mondays … Fridays of school are left. */
  schoolDays: number[];
}> {
  const house = await requireHouse(ctx, houseId);
  const days = daysOfSchoolYear(schoolYear);
  const [own, forAll] = await Promise.all([
    repository.listClosingDays(ctx.db, houseId, days),
    listDaysOff(ctx, days),
  ]);
  const isOff = dayOffCalendar([
    ...forAll,
    ...own.map((one) => ({ ...one, kind: 'closing_day' as const, name: '' })),
  ]);
  return {
    house,
    own,
    forAll,
    movable: {
      used: daysTaken(movableOnes(own), dayOffCalendar(forAll)),
      allowed: movableHolidaysAllowed(schoolYear),
    },
    schoolDays: countSchoolDays(schoolYear, isOff),
  };
}

const movableOnes = (stretches: readonly ClosingStretch[]) =>
  stretches.filter(({ kind }) => kind === 'movable_holiday');

/**
 * What entering these stretches would do, before anything is saved: dates that fall away, people who are told,
 * questions to decide; single dates, which stay until their office decides; days that are off anyway; school years
 * with more movable holidays than allowed. Throws NOT_FOUND, and ALREADY_EXISTS with the stretch that is entered
 * already.
 */
export async function previewClosingDays(ctx: ActorContext, { houseId, stretches }: AddClosingDays) {
  const house = await requireHouse(ctx, houseId);
  const years = [...new Set(stretches.map(({ firstOn }) => schoolYearOf(firstOn)))];
  const from = daysOfSchoolYear(Math.min(...years)).from;
  const to = daysOfSchoolYear(Math.max(...years) + 1).to;
  const [effect, single, stored, forAll] = await Promise.all([
    previewDaysOff(ctx, { venueId: houseId, closing: stretches }),
    repository.listSingleDates(ctx.db, houseId, stretches, { now: ctx.now, limit: SINGLE_DATES_AT_MOST }),
    repository.listClosingDays(ctx.db, houseId, { from, to }),
    listDaysOff(ctx, { from, to }),
  ]);
  for (const [index, { firstOn, lastOn }] of stretches.entries()) {
    const others = [...stored, ...stretches.slice(0, index)];
    const twice = others.find((one) => one.firstOn <= lastOn && firstOn <= one.lastOn);
    if (twice)
      throw new DomainError('ALREADY_EXISTS', { index, firstOn: twice.firstOn, lastOn: twice.lastOn });
  }
  const isOff = dayOffCalendar(forAll);
  const movable = [...movableOnes(stored), ...movableOnes(stretches)];
  return {
    ...effect,
    single: single.map(({ eventId, title, startAt }) => ({ eventId, title, startAt })),
    offAnyway: stretches.filter((stretch) => daysTaken([stretch], isOff) === 0),
    beyond:
      house.kind === 'school'
        ? years.flatMap((schoolYear) => {
            const used = daysTaken(
              movable.filter(({ firstOn }) => schoolYearOf(firstOn) === schoolYear),
              isOff,
            );
            const allowed = movableHolidaysAllowed(schoolYear);
            return allowed !== null && used > allowed ? [{ schoolYear, used, allowed }] : [];
          })
        : [],
  };
}

/**
 * Enters closing days of a house, several in one go, and cancels the dates of series that keep to them; everybody
 * concerned is told once, and who planned a single date there as well. One transaction. Throws NOT_FOUND,
 * ALREADY_EXISTS.
 */
export function addClosingDays(
  ctx: ActorContext,
  { houseId, stretches }: AddClosingDays,
): Promise<Effect & { ids: string[] }> {
  return change(ctx, houseId, 'closing_days_added', async (db) => {
    const by = { createdAt: ctx.now, createdBy: ctx.actor.id };
    const ids = await repository.insertClosingDays(db, houseId, stretches, by);
    await tellPlanners({ ...ctx, db }, houseId, stretches);
    return { ids, stretches };
  });
}

/** Takes closing days out, and brings their dates back with their people where that is still possible. */
export function removeClosingDays(ctx: ActorContext, { houseId, ids }: ClosingDayIds): Promise<Effect> {
  return change(ctx, houseId, 'closing_days_removed', async (db) => {
    const removal = { removedAt: ctx.now, removedBy: ctx.actor.id };
    return { ids, stretches: await repository.setRemoved(db, { houseId, ids }, removal) };
  });
}

/** Takes a removal back. Throws ALREADY_EXISTS when the days have been entered anew. */
export function returnClosingDays(ctx: ActorContext, { houseId, ids }: ClosingDayIds): Promise<Effect> {
  return change(ctx, houseId, 'closing_days_added', async (db) => {
    return { ids, stretches: await repository.setRemoved(db, { houseId, ids }, null) };
  });
}

/** A single date was agreed on purpose: it does not fall away by itself, but whoever planned it has to know. */
async function tellPlanners(
  ctx: ActorContext,
  houseId: string,
  stretches: { firstOn: string; lastOn: string }[],
): Promise<void> {
  const dates = await repository.listSingleDates(ctx.db, houseId, stretches, {
    now: ctx.now,
    limit: SINGLE_DATES_AT_MOST,
  });
  if (dates.length === 0) return;
  const { name } = (await repository.findHouse(ctx.db, houseId))!;
  const perContact = Map.groupBy(dates, ({ contactId }) => contactId);
  perContact.delete(null);
  perContact.delete(ctx.actor.id);
  await notify(
    ctx,
    [...perContact].map(([contactId, own]) => ({
      personId: contactId!,
      kind: 'house_closed' as const,
      facts: { house: name, dates: own.map(({ title, startAt }) => ({ title, at: startAt.toISOString() })) },
      eventId: own[0]!.eventId,
      organisationId: own[0]!.organisationId,
    })),
  );
}

async function change(
  ctx: ActorContext,
  houseId: string,
  type: string,
  save: (
    db: ActorContext['db'],
  ) => Promise<{ ids: string[]; stretches: { firstOn: string; lastOn: string }[] }>,
): Promise<Effect & { ids: string[] }> {
  await requireHouse(ctx, houseId);
  return withTransaction(ctx.db, async (db) => {
    const { ids, stretches } = await save(db);
    const effect = { cancelled: 0, restored: 0, people: 0 };
    if (stretches.length > 0) {
      const from = stretches.map(({ firstOn }) => firstOn).sort()[0]!;
      const to = stretches
        .map(({ lastOn }) => lastOn)
        .sort()
        .at(-1)!;
      Object.assign(effect, await applyDaysOff({ ...ctx, db }, { venueIds: [houseId], from, to }));
      await repository.recordEvent(db, {
        type,
        occurredAt: ctx.now,
        actorId: ctx.actor.id,
        organisationId: houseId,
        details: { ...effect, from, to },
      });
    }
    return { ids, ...effect };
  }).catch((error: unknown) => {
    if (brokenConstraint(error) === 'closing_day_once') throw new DomainError('ALREADY_EXISTS');
    throw error;
  });
}
