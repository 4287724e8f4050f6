import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { proposalSchema } from '#lib/features/requests/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { z } from 'zod';
import type { RequestEvent } from './$types';
import { emptyProposal, type ProposalRow } from './proposal-rows.ts';

/**
 * Reads the rows of the form, each with a day, times and a remark, and proposes them; rows without a day are left
 * out. When something is wrong it gives the rows back as typed, with the sentence beside its field.
 */
export async function proposeDates({
  request,
  locals,
  params,
}: RequestEvent): Promise<{ dates: ProposalRow[]; proposed?: never } | { dates: null; proposed: number }> {
  const sent = await request.formData();
  const column = (name: string) => sent.getAll(name).map(String);
  const [dates, starts, ends, notes] = ['date', 'startTime', 'endTime', 'note'].map(column) as [
    string[],
    string[],
    string[],
    string[],
  ];
  const rows = dates.map((date, index): ProposalRow => {
    const values = {
      date,
      startTime: starts[index] ?? '',
      endTime: ends[index] ?? '',
      note: notes[index] ?? '',
    };
    const isEmpty = date === '' && values.note === '';
    const judged = isEmpty ? null : proposalSchema.safeParse(values);
    return { values, isEmpty, errors: judged?.error ? z.flattenError(judged.error).fieldErrors : {} };
  });
  const eventIds = column('eventId');
  const given = rows.filter((row) => !row.isEmpty);
  const first = given[0] ?? rows[0] ?? emptyProposal();
  if (given.length === 0 && eventIds.length === 0) {
    first.errors = { date: [m.requests_propose_nothing()] };
    return { dates: rows };
  }
  if (rows.some((row) => Object.keys(row.errors).length > 0)) return { dates: rows };
  try {
    const { proposed } = await locals.api.requests.proposeDates({
      requestId: params.id,
      dates: given.map((row) => row.values),
      eventIds,
    });
    return { dates: null, proposed };
  } catch (refusal) {
    const refused = domainErrorOf(refusal);
    if (refused?.code !== 'INVALID_INPUT') throw refusal;
    for (const row of given) row.errors = { date: [m.requests_date_past()] };
    return { dates: rows };
  }
}
