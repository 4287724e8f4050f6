/** Taking over what an office has in a spreadsheet: kinds, steps, rows. The words are in `words.ts`. */
export const importKinds = ['volunteers', 'shifts', 'groups'] as const;
export type ImportKind = (typeof importKinds)[number];

/** What a column can mean, in the order of the templates. */
export const importFields = {
  volunteers: [
    'name',
    'givenName',
    'familyName',
    'email',
    'phone',
    'mobile',
    'postalCode',
    'district',
    'languages',
    'skills',
    'availability',
  ],
  shifts: [
    'project',
    'title',
    'date',
    'time',
    'startTime',
    'endTime',
    'role',
    'minPlaces',
    'maxPlaces',
    'place',
    'street',
    'postalCode',
    'note',
  ],
  groups: [
    'title',
    'rhythm',
    'time',
    'startTime',
    'endTime',
    'firstOn',
    'lastOn',
    'place',
    'street',
    'postalCode',
    'contact',
    'summary',
  ],
} as const satisfies Record<ImportKind, readonly string[]>;
export type ImportField = (typeof importFields)[ImportKind][number];

/** Which field each column of the file is; null: not taken over. */
export type Mapping = (ImportField | null)[];

/** What must be there, each as fields of which one is enough. */
export const neededFields: Record<ImportKind, readonly (readonly ImportField[])[]> = {
  volunteers: [
    ['name', 'familyName'],
    ['email', 'phone', 'mobile'],
  ],
  shifts: [['project'], ['date'], ['time', 'startTime'], ['place']],
  groups: [['title'], ['rhythm'], ['time', 'startTime'], ['place']],
};

/** What is wrong with a mapping: fields that no column has, and those that several have. */
export function judgeMapping(kind: ImportKind, mapping: Mapping) {
  const missing = neededFields[kind].filter((group) => !group.some((field) => mapping.includes(field)));
  const taken = mapping.filter((field) => field !== null);
  const repeated = [...new Set(taken.filter((field, index) => taken.indexOf(field) !== index))];
  return { missing, repeated };
}

/**
 * The steps of an import. While `checking`, `applying` and `undoing` a background job is at work; `applied` and
 * `undone` are ends.
 */
export const importStates = [
  'uploaded',
  'checking',
  'checked',
  'applying',
  'applied',
  'undoing',
  'undone',
] as const;
export type ImportState = (typeof importStates)[number];

export function isAtWork(state: ImportState): boolean {
  return state === 'checking' || state === 'applying' || state === 'undoing';
}

/** What the dry run says of a row. */
export const verdicts = ['new', 'duplicate', 'bad'] as const;
export type Verdict = (typeof verdicts)[number];

/** What happens to a row whose counterpart the office has already. */
export const duplicateChoices = ['skip', 'update', 'create'] as const;
export type DuplicateChoice = (typeof duplicateChoices)[number];

/** Dates and groups are not filled up: only a person has fields that may be empty. */
export function choicesFor(kind: ImportKind): readonly DuplicateChoice[] {
  return kind === 'volunteers' ? duplicateChoices : ['skip', 'create'];
}

/** Why a row counts as one that the office has already. */
export type DuplicateReason = 'email' | 'phone' | 'name' | 'date' | 'title';

/** The largest file, in bytes, and the most rows and columns that are taken. */
export const FILE_BYTES_AT_MOST = 10 * 1024 * 1024;
export const ROWS_AT_MOST = 20_000;
export const COLUMNS_AT_MOST = 60;
/** Days for which an import can be taken back; then its rows are deleted. */
export const UNDO_DAYS = 30;

/** An import as its office sees it. */
export type ImportRun = {
  id: string;
  organisationId: string;
  organisationName: string;
  kind: ImportKind;
  fileName: string;
  headers: string[];
  mapping: Mapping | null;
  state: ImportState;
  /** Whether the dates go before everybody's eyes at once. */
  isPublishing: boolean;
  totalRows: number;
  /** Rows that the job at work has done. */
  doneRows: number;
  newRows: number;
  duplicateRows: number;
  badRows: number;
  createdRows: number;
  updatedRows: number;
  /** After an undo: what stayed, because something depends on it. */
  keptRows: number;
  /** Why the last job ended without doing anything. */
  failure: ImportFailure | null;
  failedRow: number | null;
  createdAt: Date;
  createdBy: string | null;
  appliedAt: Date | null;
  undoneAt: Date | null;
  /** The rows are gone: it can be taken back no more. */
  sweptAt: Date | null;
};

/** `changed`: a row is no longer what the dry run found; `unexpected`: a fault of ours. */
export type ImportFailure = 'changed' | 'unexpected';

export function canBeUndone(run: Pick<ImportRun, 'state' | 'sweptAt'>): boolean {
  return run.state === 'applied' && run.sweptAt === null;
}

/** A row as the pages show it. */
export type ImportRow = {
  number: number;
  cells: string[];
  verdict: Verdict | null;
  problems: Problem[];
  duplicateId: string | null;
  duplicateReason: DuplicateReason | null;
  /** Whom or what the office has already, by name. */
  duplicateName: string | null;
  choice: DuplicateChoice;
};

/** What is wrong with a row, or (`isHint`) what of it is not taken over. */
export type Problem = {
  code: ProblemCode;
  field?: ImportField;
  /** As it stands in the file. */
  value?: string;
  isHint?: boolean;
};

export type ProblemCode =
  | 'missing'
  | 'too_long'
  | 'not_reachable'
  | 'email_invalid'
  | 'phone_invalid'
  | 'postal_code_invalid'
  | 'district_unknown'
  | 'language_unknown'
  | 'skill_unknown'
  | 'availability_unreadable'
  | 'has_account'
  | 'repeated'
  | 'date_impossible'
  | 'date_unreadable'
  | 'date_past'
  | 'time_unreadable'
  | 'time_skipped'
  | 'end_missing'
  | 'end_before_start'
  | 'places_invalid'
  | 'project_unknown'
  | 'project_closed'
  | 'role_unknown'
  | 'rhythm_unreadable'
  | 'rhythm_ambiguous'
  | 'rhythm_too_long'
  | 'rhythm_without_dates'
  | 'contact_unknown';
