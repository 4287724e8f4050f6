type Values = { date: string; startTime: string; endTime: string; note: string };

/** One row of the form that proposes dates, as typed. */
export type ProposalRow = { values: Values; isEmpty: boolean; errors: { [Name in keyof Values]?: string[] } };

export function emptyProposal(): ProposalRow {
  return { values: { date: '', startTime: '14:30', endTime: '16:00', note: '' }, isEmpty: true, errors: {} };
}
