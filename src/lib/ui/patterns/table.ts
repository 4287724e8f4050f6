/** A column of a `DataTable`. */
export interface Column {
  key: string;
  label: string;
  /** A link that sorts by this column; `direction` when the table is sorted by it now. */
  sort?: { href: string; direction?: 'ascending' | 'descending' };
  align?: 'start' | 'end';
  /** Names the row: its header, and the title of its card on phones. */
  primary?: boolean;
}
