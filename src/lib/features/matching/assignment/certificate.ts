import type { Assigned, AssignmentProblem } from './assignment.ts';

/**
 * Verifies an assignment and its proof from the problem alone, without knowing how either was found.
 *
 * @returns what is wrong, in a sentence each; nothing when the assignment is proved best (to rounding)
 */
export function verifyCertificate(
  problem: AssignmentProblem,
  { columnOf, value, certificate }: Assigned,
): string[] {
  const { rows, columns, edges, alone = 0 } = problem;
  const faults: string[] = [];
  const size = edges.reduce((most, [, , worth]) => Math.max(most, Math.abs(worth)), Math.abs(alone)) + 1;
  const tolerance = 1e-9 * size;
  const matched = edges.filter(([row, column]) => columnOf[row] === column);
  const pairs = columnOf.filter((column) => column >= 0);
  if (columnOf.length !== rows) faults.push(`There are ${columnOf.length} answers for ${rows} rows.`);
  if (matched.length !== pairs.length) faults.push('A row has a column to which it has no edge.');
  if (new Set(pairs).size !== pairs.length) faults.push('Two rows have the same column.');
  const worth = matched.reduce((sum, edge) => sum + edge[2], 0) + alone * (rows - pairs.length);
  if (Math.abs(worth - value) > tolerance * rows)
    faults.push(`The assignment is worth ${worth}, not ${value}.`);

  const { rows: u, columns: v } = certificate;
  if (u.some((price) => price < alone - tolerance)) faults.push('A row is priced below being alone.');
  if (v.some((price) => price < -tolerance)) faults.push('A column has a negative price.');
  const loose = edges.find(([row, column, gain]) => u[row]! + v[column]! < gain - tolerance);
  if (loose) faults.push(`The prices of row ${loose[0]} and column ${loose[1]} do not cover their edge.`);
  const bound = u.reduce((sum, price) => sum + price, 0) + v.reduce((sum, price) => sum + price, 0);
  if (bound > value + tolerance * (rows + columns))
    faults.push(`The prices prove ${bound} only, not ${value}.`);
  return faults;
}
