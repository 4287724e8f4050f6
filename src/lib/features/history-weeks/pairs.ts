import { escortsOf, type Participant, type Session } from './history-week.ts';

/** One escort for one resident; null takes the escort away. */
export type Pair = { participantId: string; escortId: string | null };

/**
 * Gives every resident who needs an escort and has none one of those who are free. Pairs that stand stay; whom the
 * resident knows from an earlier session of the week comes first.
 *
 * @returns the new pairs only
 */
export function suggestPairs(
  session: Session,
  participants: readonly Participant[],
  others: readonly Session[],
): Pair[] {
  const taken = new Set(session.guests.flatMap(({ escortId }) => escortId ?? []));
  const free = escortsOf(session)
    .map(({ personId }) => personId)
    .filter((id) => !taken.has(id));
  const needs = new Set(participants.filter((one) => one.needsEscort).map(({ id }) => id));
  const waiting = session.guests.filter((guest) => !guest.escortId && needs.has(guest.participantId));
  const knows = (participantId: string) =>
    free.find((escortId) =>
      others.some(({ guests }) =>
        guests.some((guest) => guest.participantId === participantId && guest.escortId === escortId),
      ),
    );
  const pairs: Pair[] = [];
  const give = (participantId: string, escortId: string) => {
    free.splice(free.indexOf(escortId), 1);
    pairs.push({ participantId, escortId });
  };
  for (const { participantId } of waiting) {
    const known = knows(participantId);
    if (known) give(participantId, known);
  }
  for (const { participantId } of waiting) {
    const [next] = free;
    if (next && !pairs.some((pair) => pair.participantId === participantId)) give(participantId, next);
  }
  return pairs;
}
