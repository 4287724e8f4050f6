/** Why two records look like one person. */
export const likenesses = ['name', 'phone', 'postal_code', 'birth_year'] as const;
export type Likeness = (typeof likenesses)[number];

/** One of two records, as much of it as tells them apart. */
export type MergePerson = {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  postalCode: string | null;
  districtName: string | null;
  birthYear: number | null;
  registeredAt: Date;
  /** Places at dates, past and to come. */
  places: number;
};

/** Two records of one office that may be one person. `first` was there first. */
export type Candidate = {
  organisationId: string;
  organisationName: string;
  first: MergePerson;
  second: MergePerson;
  likenesses: Likeness[];
};

/** What a merge does to the rows of one table. */
export type MergeCount = { relation: string; moved: number; clashes: number };

/** Two dates at which the one person would have to be at once. */
export type PlaceClash = { title: string; startAt: Date; timeZone: string };

export type MergePreview = {
  kept: MergePerson;
  merged: MergePerson;
  organisationName: string;
  counts: MergeCount[];
  /** Places ahead that stand in the way: the office calls one of each two off first. */
  placeClashes: PlaceClash[];
  /** What runs for both and can run only once: tandems, standing promises. */
  runningClashes: NamedRelation[];
};

/** A merge that was made, for the list of those that can be taken back. */
export type Merge = {
  id: string;
  keptId: string;
  keptName: string;
  mergedName: string;
  mergedAt: Date;
  mergerName: string;
};

/** What people know of these tables; everything else is counted together. */
export const namedRelations = [
  'signup',
  'application',
  'qualification',
  'availability',
  'absence',
  'interest',
  'commitment',
  'notice',
  'reading_pair',
  'tandem',
] as const;
export type NamedRelation = (typeof namedRelations)[number];

/** Counts of the tables that have a name, in their order; the others joined under `other`. */
export function countsToTell(
  counts: readonly MergeCount[],
): { relation: NamedRelation | 'other'; moved: number; clashes: number }[] {
  const sumOf = (some: readonly MergeCount[]) => ({
    moved: some.reduce((sum, one) => sum + one.moved, 0),
    clashes: some.reduce((sum, one) => sum + one.clashes, 0),
  });
  const isNamed = (relation: string) => (namedRelations as readonly string[]).includes(relation);
  return [
    ...namedRelations.map((relation) => ({
      relation,
      ...sumOf(counts.filter((one) => one.relation === relation)),
    })),
    { relation: 'other' as const, ...sumOf(counts.filter((one) => !isNamed(one.relation))) },
  ].filter(({ moved, clashes }) => moved + clashes > 0);
}
