/**
 * One to one: each row gets at most one column, over the given edges. Edges may be in any order, each once; a row
 * that stays alone is worth `alone`.
 */
export type AssignmentProblem = {
  rows: number;
  columns: number;
  edges: [row: number, column: number, value: number][];
  alone?: number;
};

export type Assigned = {
  /** Per row its column, or -1. */
  columnOf: Int32Array;
  value: number;
  /** What proves that no assignment is worth more. */
  certificate: Certificate;
};

/** Prices: u_r ≥ alone, v_c ≥ 0 and u_r + v_c ≥ value for every edge. Then no assignment is worth more than Σu + Σv. */
export type Certificate = { rows: Float64Array; columns: Float64Array };

/** Steps of the row reduction per row; what it leaves is left to the search for paths. */
const ROW_REDUCTIONS = 8;

/**
 * The best assignment, exactly: shortest augmenting paths on reduced costs (Jonker and Volgenant 1987), with Dijkstra
 * over sparse edges. A path from a free row ends at a free column, or at a row for which staying alone is best.
 */
export function bestAssignment(problem: AssignmentProblem): Assigned {
  const { rows, columns, alone = 0 } = problem;
  const { first, column, value } = byRow(problem);
  const u = new Float64Array(rows).fill(alone);
  const v = new Float64Array(columns);
  const columnOf = new Int32Array(rows).fill(-1);
  const rowOf = new Int32Array(columns).fill(-1);
  for (let r = 0; r < rows; r++) {
    for (let e = first[r]!; e < first[r + 1]!; e++) u[r] = Math.max(u[r]!, value[e]!);
  }
  const distance = new Float64Array(columns).fill(Infinity);
  const from = new Int32Array(columns);
  const isDone = new Uint8Array(columns);
  const queue = new Heap();
  const reached: number[] = [];
  const settled: number[] = [];

  reduceRows();
  for (let start = 0; start < rows; start++) if (columnOf[start]! < 0) augment(start);

  let total = 0;
  for (let r = 0; r < rows; r++) total += valueOf(r);
  return { columnOf, value: total, certificate: { rows: u, columns: v } };

  /**
   * Jonker and Volgenant's augmenting row reduction: a free row takes its best column and pays what that is better
   * than the second best; whoever had it is free again. Settles most rows without a search for paths.
   */
  function reduceRows(): void {
    const free = Array.from({ length: rows }, (_, r) => rows - 1 - r);
    for (let left = ROW_REDUCTIONS * rows; left > 0 && free.length > 0; left--) {
      const r = free.pop()!;
      let best = alone;
      let second = alone;
      let c = -1;
      for (let e = first[r]!; e < first[r + 1]!; e++) {
        const gain = value[e]! - v[column[e]!]!;
        if (gain > best) {
          second = best;
          best = gain;
          c = column[e]!;
        } else if (gain > second) second = gain;
      }
      u[r] = best;
      if (c < 0) continue;
      const owner = rowOf[c]!;
      // At a draw nobody yields: two rows would take a column from each other for ever.
      if (owner >= 0 && best === second) continue;
      u[r] = second;
      v[c]! += best - second;
      columnOf[r] = c;
      rowOf[c] = r;
      if (owner < 0) continue;
      columnOf[owner] = -1;
      free.push(owner);
    }
  }

  function augment(start: number): void {
    let length = Infinity;
    /** Where the path ends: a free column, or the row that stays alone. */
    let endColumn = -1;
    let endRow = -1;
    scan(start, 0);
    while (queue.size > 0 && queue.least < length) {
      const near = queue.least;
      const c = queue.pop();
      if (isDone[c] || near > distance[c]!) continue;
      isDone[c] = 1;
      if (rowOf[c]! < 0) {
        length = near;
        endColumn = c;
        endRow = -1;
        break;
      }
      settled.push(c);
      scan(rowOf[c]!, near);
    }
    u[start]! -= length;
    for (const c of settled) {
      u[rowOf[c]!]! -= length - distance[c]!;
      v[c]! += length - distance[c]!;
    }
    let c = endColumn;
    if (endRow >= 0) {
      c = columnOf[endRow]!;
      columnOf[endRow] = -1;
    }
    while (c >= 0) {
      const r = from[c]!;
      const next = columnOf[r]!;
      columnOf[r] = c;
      rowOf[c] = r;
      c = r === start ? -1 : next;
    }
    for (const one of reached) {
      distance[one] = Infinity;
      isDone[one] = 0;
    }
    reached.length = 0;
    settled.length = 0;
    queue.clear();

    function scan(r: number, near: number): void {
      if (near + u[r]! - alone < length) {
        length = near + u[r]! - alone;
        endRow = r;
        endColumn = -1;
      }
      for (let e = first[r]!; e < first[r + 1]!; e++) {
        const to = column[e]!;
        if (isDone[to]) continue;
        const far = near + Math.max(0, u[r]! + v[to]! - value[e]!);
        if (far >= distance[to]! || far >= length) continue;
        if (distance[to] === Infinity) reached.push(to);
        distance[to] = far;
        from[to] = r;
        queue.push(far, to);
      }
    }
  }

  function valueOf(r: number): number {
    if (columnOf[r]! < 0) return alone;
    for (let e = first[r]!; ; e++) if (column[e] === columnOf[r]) return value[e]!;
  }
}

function byRow({ rows, edges }: AssignmentProblem) {
  const first = new Int32Array(rows + 1);
  for (const [row] of edges) first[row + 1]!++;
  for (let r = 0; r < rows; r++) first[r + 1]! += first[r]!;
  const next = first.slice();
  const column = new Int32Array(edges.length);
  const value = new Float64Array(edges.length);
  for (const [row, to, worth] of edges) {
    column[next[row]!] = to;
    value[next[row]!++] = worth;
  }
  return { first, column, value };
}

/** A binary heap of (key, item) that keeps outdated entries: whoever pops them skips them. */
class Heap {
  size = 0;
  private keys = new Float64Array(256);
  private items = new Int32Array(256);

  get least(): number {
    return this.keys[0]!;
  }

  clear(): void {
    this.size = 0;
  }

  push(key: number, item: number): void {
    if (this.size === this.keys.length) this.grow();
    let k = this.size++;
    while (k > 0) {
      const parent = (k - 1) >> 1;
      if (this.keys[parent]! <= key) break;
      this.keys[k] = this.keys[parent]!;
      this.items[k] = this.items[parent]!;
      k = parent;
    }
    this.keys[k] = key;
    this.items[k] = item;
  }

  pop(): number {
    const top = this.items[0]!;
    const key = this.keys[--this.size]!;
    const item = this.items[this.size]!;
    let k = 0;
    for (let child = 1; child < this.size; child = 2 * k + 1) {
      if (child + 1 < this.size && this.keys[child + 1]! < this.keys[child]!) child++;
      if (this.keys[child]! >= key) break;
      this.keys[k] = this.keys[child]!;
      this.items[k] = this.items[child]!;
      k = child;
    }
    this.keys[k] = key;
    this.items[k] = item;
    return top;
  }

  private grow(): void {
    const [keys, items] = [new Float64Array(this.size * 2), new Int32Array(this.size * 2)];
    keys.set(this.keys);
    items.set(this.items);
    [this.keys, this.items] = [keys, items];
  }
}
