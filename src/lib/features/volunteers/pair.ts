/** Two who want to serve together, or who are not to meet at a date. */
export const pairKinds = ['together', 'apart'] as const;
export type PairKind = (typeof pairKinds)[number];

/** One's counterpart, as the file shows it. */
export type Counterpart = { personId: string; name: string; kind: PairKind };

/** Two people at one date who are not to meet. */
export type Meeting = { one: string; other: string };
