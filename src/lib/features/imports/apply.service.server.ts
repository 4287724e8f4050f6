import { kindDefaults } from '#lib/features/projects/project.ts';
import { createProject } from '#lib/features/projects/service.server.ts';
import { createEvent } from '#lib/features/scheduling/events.service.server.ts';
import { createSeries } from '#lib/features/series/service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import type { GroupRow } from './group-row.ts';
import type { ImportKind, ImportRun } from './import.ts';
import type { JudgedRow } from './judge.service.server.ts';
import { BATCH, saveCreated } from './rows.repository.server.ts';
import type { ShiftRow } from './shift-row.ts';
import { type Filled, fillVolunteers, insertVolunteers, listFilled } from './volunteers.repository.server.ts';
import type { VolunteerRow } from './volunteer-row.ts';

export type Outcome = { createdRows: number; updatedRows: number };
/** Told how many rows are done. */
type Progress = (done: number) => Promise<void>;

/** A row that becomes something: newly created, or what it has is filled into its counterpart. */
export type ChosenRow<Kind extends ImportKind> = JudgedRow<Kind> & {
  value: NonNullable<JudgedRow<Kind>['value']>;
  isUpdate: boolean;
};

/** Makes what the rows say, inside the caller's transaction. */
export const carryOut: {
  [Kind in ImportKind]: (
    ctx: ActorContext,
    run: ImportRun,
    rows: ChosenRow<Kind>[],
    progress: Progress,
  ) => Promise<Outcome>;
} = {
  async volunteers(ctx, run, rows, progress) {
    const by = { officeId: run.organisationId, actorId: ctx.actor.id, now: ctx.now };
    let updatedRows = 0;
    for (const [batch, done] of batches(rows)) {
      const toCreate = batch.filter(({ isUpdate }) => !isUpdate);
      if (toCreate.length > 0) await insertVolunteers(ctx.db, run.id, toCreate, by);
      updatedRows += await updateVolunteers(
        ctx,
        run.id,
        batch.filter(({ isUpdate }) => isUpdate),
      );
      await progress(done);
    }
    return { createdRows: rows.filter(({ isUpdate }) => !isUpdate).length, updatedRows };
  },

  async shifts(ctx, run, rows, progress) {
    const events = Map.groupBy(rows, ({ value }) => value.eventKey);
    let done = 0;
    for (const shifts of events.values()) {
      const { eventId } = await createEvent(
        ctx,
        eventOf(
          shifts.map(({ value }) => value),
          run.isPublishing,
        ),
      );
      await saveCreated(
        ctx.db,
        run.id,
        shifts.map(({ number }) => ({ number, createdId: eventId })),
      );
      await progress((done += shifts.length));
    }
    return { createdRows: rows.length, updatedRows: 0 };
  },

  async groups(ctx, run, rows, progress) {
    for (const [index, { number, value }] of rows.entries()) {
      const projectId = await createGroup(ctx, run.organisationId, value);
      await saveCreated(ctx.db, run.id, [{ number, createdId: projectId }]);
      await progress(index + 1);
    }
    return { createdRows: rows.length, updatedRows: 0 };
  },
};

function* batches<Row>(rows: Row[]): Generator<[batch: Row[], done: number]> {
  for (let at = 0; at < rows.length; at += BATCH) {
    yield [rows.slice(at, at + BATCH), Math.min(rows.length, at + BATCH)];
  }
}

/** Fills only what is empty. @returns how many had something empty */
async function updateVolunteers(
  ctx: ActorContext,
  runId: string,
  rows: ChosenRow<'volunteers'>[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const filledAlready = await listFilled(
    ctx.db,
    rows.map(({ duplicateId }) => duplicateId!),
  );
  const changes = rows.flatMap(({ number, duplicateId, value }) => {
    const has = filledAlready.get(duplicateId!);
    if (!has) return [];
    const filled = emptyFieldsOf(value, has);
    // A second row about the same person finds these filled.
    for (const field of Object.keys(filled)) has[field as keyof Filled] = true;
    return Object.keys(filled).length > 0 ? [{ number, id: duplicateId!, filled }] : [];
  });
  // One statement changes a person once: a further row about her goes into the next.
  const inTurn = Map.groupBy(
    changes,
    (change, index) => changes.slice(0, index).filter(({ id }) => id === change.id).length,
  );
  for (const turn of inTurn.values()) await fillVolunteers(ctx.db, runId, turn);
  return changes.length;
}

function emptyFieldsOf(value: VolunteerRow, has: Record<keyof Filled, boolean>): Filled {
  const { givenName: _given, familyName: _family, ...fields } = value;
  const given = Object.entries(fields).filter(
    ([field, content]) => !has[field as keyof Filled] && content !== null && content.length > 0,
  );
  return Object.fromEntries(given);
}

function eventOf(shifts: ShiftRow[], publish: boolean): Parameters<typeof createEvent>[1] {
  const { projectId, title, date, startTime, endTime, venueId, placeName, street, postalCode } = shifts[0]!;
  return {
    ...{ projectId, title, date, startTime, endTime, venueId, placeName, street, postalCode, publish },
    endDate: '',
    room: '',
    isStepFree: false,
    accessNote: '',
    note: '',
    shifts: shifts.map(({ role, minPlaces, maxPlaces, note }) => ({
      ...{ id: '', role, label: '', minPlaces, maxPlaces, note, requirements: [], language: '' },
    })),
  };
}

/** A group begins as a draft: the office reads it through before everybody does. */
async function createGroup(ctx: ActorContext, organisationId: string, group: GroupRow): Promise<string> {
  const { title, summary, contactId, ...rule } = group;
  const { projectId } = await createProject(ctx, {
    ...{ organisationId, kind: 'group', title, summary, contactId },
    description: '',
    languages: ['de'],
    isStanding: kindDefaults.group.isStanding,
    substitutesNeedApproval: false,
    placesBy: 'asking',
    insuredThrough: '',
  });
  const { role, minPlaces, maxPlaces } = kindDefaults.group;
  await createSeries(ctx, {
    ...rule,
    projectId,
    title: '',
    roomId: '',
    room: '',
    isStepFree: false,
    accessNote: '',
    note: '',
    onSchoolHolidays: 'keep',
    onPublicHolidays: 'ask',
    onClosingDays: 'skip',
    shifts: [{ id: '', role, label: '', minPlaces, maxPlaces, requirements: [], language: '', note: '' }],
    publish: false,
  });
  return projectId;
}
