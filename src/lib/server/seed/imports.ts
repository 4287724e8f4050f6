import * as schema from '#lib/server/db/schema/index.ts';
import type { Planning } from './series.ts';

const HOUR = 3_600_000;

/** How the office came from its spreadsheets: two imports of last spring, one of them taken back. */
export function addImports({ town, unit }: Planning): void {
  const by = unit.coordinators[0]!.id;
  const headers = ['Vorname', 'Nachname', 'E-Mail', 'Handy', 'PLZ'];
  const mapping = ['givenName', 'familyName', 'email', 'mobile', 'postalCode'];
  const add = (facts: {
    fileName: string;
    daysAgo: number;
    rows: number;
    bad: number;
    isUndone: boolean;
  }) => {
    const at = (hours: number) => new Date(town.anchor - facts.daysAgo * 24 * HOUR + hours * HOUR);
    const created = facts.rows - facts.bad;
    town.writer.add(schema.importRun, {
      id: town.random.id(),
      organisationId: unit.office.id,
      kind: 'volunteers',
      fileName: facts.fileName,
      headers,
      mapping,
      state: facts.isUndone ? 'undone' : 'applied',
      isPublishing: false,
      totalRows: facts.rows,
      doneRows: created,
      newRows: created,
      duplicateRows: 0,
      badRows: facts.bad,
      createdRows: created,
      updatedRows: 0,
      keptRows: 0,
      failure: null,
      failedRow: null,
      createdAt: at(9),
      createdBy: by,
      startedBy: by,
      startedAt: at(9.1),
      appliedAt: at(9.1),
      appliedBy: by,
      undoneAt: facts.isUndone ? at(9.5) : null,
      undoneBy: facts.isUndone ? by : null,
      sweptAt: at(24 * 31),
    });
  };
  add({ fileName: 'ehrenamtliche-alt.csv', daysAgo: 212, rows: 63, bad: 9, isUndone: true });
  add({ fileName: 'ehrenamtliche-bereinigt.xlsx', daysAgo: 211, rows: 61, bad: 2, isUndone: false });
}
