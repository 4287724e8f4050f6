import { DomainError } from '#lib/errors/domain-error.ts';
import { type PauseReason, stepsFrom } from '#lib/features/matching/pair-life.ts';
import { askToCall, settleCallsAbout } from '#lib/features/messaging/service.server.ts';
import { createProject } from '#lib/features/projects/service.server.ts';
import { finishQuietly } from '#lib/features/requests/office.service.server.ts';
import { bringBackDates, callOffDates, endSeries } from '#lib/features/series/dates.service.server.ts';
import { promise } from '#lib/features/series/commitments.service.server.ts';
import { createSeriesSchema } from '#lib/features/series/schema.ts';
import { createSeries } from '#lib/features/series/service.server.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ActorContext } from '#lib/server/context.server.ts';
import { asActor } from '#lib/server/db/as-actor.server.ts';
import { addDays, type PlainDate } from '#lib/time/date.ts';
import { instantOf, wallTime } from '#lib/time/zone.ts';
import type { Service } from './client.ts';
import * as clients from './clients.repository.server.ts';
import { record, requireClient } from './clients.service.server.ts';
import type { BeginTrial, RecordDeath } from './schema.ts';
import { type EndReason, endReasonsFor, REST_WEEKS, type Tandem } from './tandem.ts';
import * as repository from './tandems.repository.server.ts';
import { requireTandem, tellFree } from './tandems.service.server.ts';
import * as visits from './visits.repository.server.ts';

type TandemId = { tandemId: string };

/** Calls begin in the morning of the day they are for. */
const CALLS_FROM = '09:00';

/**
 * After the first meeting both want it: the trial begins. The rhythm becomes a series in both calendars, and two calls
 * are planned for after the second visit, one to each side. Throws NOT_FOUND, CHANGED_MEANWHILE before a meeting was
 * agreed on, OVERLAPPING_SIGNUP when the volunteer has other dates at all these times.
 */
export function beginTrial(ctx: ActorContext, { tandemId, ...rhythm }: BeginTrial): Promise<void> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const tandem = await requireTandem(tx, tandemId);
    if (tandem.state !== 'meeting') throw new DomainError('CHANGED_MEANWHILE');
    const client = await requireClient(tx, tandem.clientId);
    const projectId = await projectOf(tx, tandem.organisationId, tandem.service);
    const { seriesId, roleIds } = await createSeries(
      tx,
      createSeriesSchema.parse({
        projectId,
        title: titleOf(tandem.service),
        weekdays: [rhythm.weekday],
        every: rhythm.everyWeeks,
        firstOn: rhythm.firstOn,
        startTime: rhythm.startTime,
        endTime: rhythm.endTime,
        placeName: client.districtName ?? m.tandems_place_at_home(),
        onSchoolHolidays: 'keep',
        onPublicHolidays: 'keep',
        onClosingDays: 'keep',
        shifts: [
          { role: tandem.service === 'visiting' ? 'visitor' : 'companion', minPlaces: 1, maxPlaces: 1 },
        ],
        publish: true,
      }),
    );
    await promise(tx, { seriesRoleId: roleIds[0]!, personId: tandem.volunteerId, firstOn: rhythm.firstOn });
    const begun = await repository.updateIn(db, tandemId, stepsFrom.begin, {
      trialOn: rhythm.firstOn,
      seriesId,
    });
    if (!begun) throw new DomainError('CHANGED_MEANWHILE');
    const secondVisit = addDays(rhythm.firstOn, 7 * rhythm.everyWeeks);
    await askForReviews(tx, tandem, addDays(secondVisit, 1));
    await record(tx, 'tandem_trial_begun', { ...tandem, tandemId });
  });
}

/** One call to each side: what they say of each other they say for themselves. */
function askForReviews(
  ctx: Pick<ActorContext, 'db' | 'now' | 'actor'>,
  { id, organisationId, volunteerId }: Pick<Tandem, 'id' | 'organisationId' | 'volunteerId'>,
  on: PlainDate,
): Promise<void> {
  const call = {
    organisationId,
    kind: 'tandem_review' as const,
    dueAt: instantOf(on, CALLS_FROM),
  };
  return askToCall(ctx, [
    {
      ...call,
      facts: { tandemId: id, who: 'client', stage: 'middle' },
      key: `tandem ${id} review middle client`,
    },
    {
      ...call,
      facts: { tandemId: id, who: 'volunteer', stage: 'middle' },
      key: `tandem ${id} review middle volunteer`,
      personId: volunteerId,
    },
  ]);
}

/** The internal project of an office that holds the dates of its tandems; opened with the first. */
async function projectOf(ctx: ActorContext, organisationId: string, service: Service): Promise<string> {
  const found = await repository.findProject(ctx.db, organisationId, service);
  if (found) return found;
  const { projectId } = await createProject(
    ctx,
    {
      organisationId,
      kind: service,
      title: service === 'visiting' ? m.tandems_project_visiting() : m.tandems_project_accompanying(),
      summary: '',
      description: '',
      languages: ['de'],
      isStanding: true,
      substitutesNeedApproval: true,
      placesBy: 'asking',
      insuredThrough: m.projects_insured_default(),
      contactId: '',
    },
    { isInternal: true },
  );
  return projectId;
}

/** What calendars say: neutral, whoever looks over her shoulder. */
const titleOf = (service: Service) =>
  service === 'visiting' ? m.tandems_date_visiting() : m.tandems_date_accompanying();

/** After the trial both want to go on. Throws NOT_FOUND, CHANGED_MEANWHILE. */
export function confirmTandem(ctx: ActorContext, { tandemId }: TandemId): Promise<void> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const tandem = await requireTandem(tx, tandemId);
    const by = { activeAt: ctx.now, activeBy: ctx.actor.id };
    if (!(await repository.updateIn(db, tandemId, stepsFrom.confirm, by)))
      throw new DomainError('CHANGED_MEANWHILE');
    await settleCallsAbout(tx, { ...tandem, prefix: `tandem ${tandemId} review` });
    await record(tx, 'tandem_confirmed', { ...tandem, tandemId });
  });
}

/** Hospital, holiday, illness: the dates until then fall away, nobody is written to. Throws NOT_FOUND, CHANGED_MEANWHILE. */
export function pauseTandem(
  ctx: ActorContext,
  { tandemId, reason, until }: TandemId & { reason: PauseReason; until: PlainDate | '' },
): Promise<void> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const tandem = await requireTandem(tx, tandemId);
    const paused = await repository.updateIn(db, tandemId, stepsFrom.pause, {
      pausedAt: ctx.now,
      pausedBy: ctx.actor.id,
      pauseReason: reason,
      pausedUntil: until || null,
    });
    if (!paused) throw new DomainError('CHANGED_MEANWHILE');
    const eventIds = await visits.listAhead(db, tandemId, { now: ctx.now, until: until || null });
    await callOffDates(tx, { seriesId: tandem.seriesId!, eventIds, reason: m.tandems_pause() });
    await record(tx, 'tandem_paused', { ...tandem, tandemId });
  });
}

/** The pause is over: the dates ahead take place again. Throws NOT_FOUND, CHANGED_MEANWHILE. */
export function resumeTandem(ctx: ActorContext, { tandemId }: TandemId): Promise<void> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const tandem = await requireTandem(tx, tandemId);
    const resumed = await repository.updateIn(db, tandemId, stepsFrom.resume, {
      pausedAt: null,
      pausedBy: null,
      pauseReason: null,
      pausedUntil: null,
    });
    if (!resumed) throw new DomainError('CHANGED_MEANWHILE');
    const eventIds = await visits.listCalledOff(db, tandemId, { now: ctx.now, since: tandem.pausedAt! });
    await bringBackDates(tx, { seriesId: tandem.seriesId!, eventIds });
    await record(tx, 'tandem_resumed', { ...tandem, tandemId });
  });
}

/**
 * It ends, or comes to nothing: the dates ahead fall away, the volunteer no longer sees the address, both are free
 * again. Throws NOT_FOUND, INVALID_INPUT for a reason that this state does not know, CHANGED_MEANWHILE.
 */
export function endTandem(
  ctx: ActorContext,
  { tandemId, reason }: TandemId & { reason: EndReason },
): Promise<void> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const tandem = await requireTandem(tx, tandemId);
    if (tandem.state === 'ended') throw new DomainError('CHANGED_MEANWHILE');
    if (!endReasonsFor(tandem.state).includes(reason)) {
      throw new DomainError('INVALID_INPUT', { field: 'reason' });
    }
    await endRunning(tx, tandem, reason);
    // Who was not even asked the second question hears nothing of the first.
    await tellFree(tx, tandem);
  });
}

async function endRunning(ctx: ActorContext, tandem: Tandem, reason: EndReason): Promise<void> {
  const ended = await repository.updateIn(ctx.db, tandem.id, [tandem.state], {
    endedAt: ctx.now,
    endedBy: ctx.actor.id,
    endReason: reason,
  });
  if (!ended) throw new DomainError('CHANGED_MEANWHILE');
  if (tandem.seriesId) {
    const lastOn = addDays(wallTime(ctx.now).date, -1);
    await endSeries(ctx, { seriesId: tandem.seriesId, lastOn, reason: m.tandems_over() });
  }
  await settleCallsAbout(ctx, { ...tandem, prefix: `tandem ${tandem.id}` });
  await record(ctx, 'tandem_ended', { ...tandem, tandemId: tandem.id, details: { reason } });
}

/**
 * The person has died (domain.md 2.1, 12b). All dates fall away and nobody is written to: neither the household nor
 * relatives nor the volunteer, for whom a call is opened. She is asked for no new tandem for eight weeks. The record is
 * read only from now on. Throws NOT_FOUND; repeating it changes nothing.
 */
export function recordDeath(ctx: ActorContext, { clientId, diedOn }: RecordDeath): Promise<void> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const client = await requireClient(tx, clientId);
    if (client.deathRecordedAt) return;
    if (client.tandemId) {
      const tandem = await requireTandem(tx, client.tandemId);
      await endRunning(tx, tandem, 'death');
      await repository.setRest(db, tandem.volunteerId, addDays(wallTime(ctx.now).date, REST_WEEKS * 7));
      await askToCall(tx, [
        {
          organisationId: tandem.organisationId,
          kind: 'tandem_bereavement',
          facts: { tandemId: tandem.id },
          dueAt: ctx.now,
          key: `bereavement ${tandem.id}`,
          personId: tandem.volunteerId,
        },
      ]);
    }
    const by = { deathRecordedAt: ctx.now, deathRecordedBy: ctx.actor.id };
    await clients.markDead(db, clientId, { diedOn: diedOn || null, ...by });
    if (client.requestId) await finishQuietly(tx, { requestId: client.requestId });
    await record(tx, 'client_death_recorded', { organisationId: client.organisationId, clientId });
  });
}
