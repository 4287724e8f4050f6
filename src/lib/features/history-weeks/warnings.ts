import { minutesBetween, overlaps } from '#lib/time/range.ts';
import { type Helper, participantName, type Session, type WeekPlan } from './history-week.ts';

/** What somebody should look at before the session takes place. Names, for the sentence. */
export type Warning =
  | {
      code: 'witness_limit';
      name: string;
      sessions: number;
      /** Whom an exception would be for. */
      personId: string | null;
      participantId: string | null;
    }
  | { code: 'consent_missing'; names: string[] }
  | { code: 'escorts_missing'; needed: number; present: number }
  | { code: 'room_taken'; title: string }
  | { code: 'short_way'; name: string; title: string };

type Plan = Pick<WeekPlan, 'week' | 'sessions' | 'participants' | 'exceptions'>;

/** The warnings of every session that takes place, by its id; sessions without any are left out. */
export function weekWarnings(plan: Plan, travelBufferMinutes: number): Map<string, Warning[]> {
  const open = plan.sessions.filter((session) => !session.cancelledAt);
  const found = new Map<string, Warning[]>();
  for (const session of open) {
    const others = open.filter((other) => other.id !== session.id);
    const warnings = [
      ...witnessesOverLimit(session, open, plan),
      ...consentMissing(session, plan),
      ...escortsMissing(session, plan),
      ...roomTaken(session, others),
      ...shortWays(session, others, plan, travelBufferMinutes),
    ];
    if (warnings.length > 0) found.set(session.id, warnings);
  }
  return found;
}

function witnessesOverLimit(session: Session, open: Session[], plan: Plan): Warning[] {
  const sameDay = open.filter((other) => other.date === session.date);
  const limit = plan.week.days.witnessSessionsPerDay;
  const witnesses = (one: Session): Helper[] =>
    one.roles.flatMap(({ role, people }) => (role === 'witness' ? people : []));
  const isExcepted = (whom: { personId?: string; participantId?: string }) =>
    plan.exceptions.some(
      (exception) =>
        exception.onDate === session.date &&
        exception.personId === (whom.personId ?? null) &&
        exception.participantId === (whom.participantId ?? null),
    );
  const volunteers = witnesses(session).flatMap(({ personId, name }): Warning[] => {
    const sessions = sameDay.filter((one) =>
      witnesses(one).some((other) => other.personId === personId),
    ).length;
    if (sessions <= limit || isExcepted({ personId })) return [];
    return [{ code: 'witness_limit', name, sessions, personId, participantId: null }];
  });
  const residents = session.guests.flatMap(({ participantId, isWitness }): Warning[] => {
    const sessions = sameDay.filter((one) =>
      one.guests.some((other) => other.participantId === participantId && other.isWitness),
    ).length;
    if (!isWitness || sessions <= limit || isExcepted({ participantId })) return [];
    const name = nameOf(participantId, plan);
    return [{ code: 'witness_limit', name, sessions, personId: null, participantId }];
  });
  return [...volunteers, ...residents];
}

function consentMissing(session: Session, plan: Plan): Warning[] {
  const names = guestsOf(session, plan)
    .filter(({ photoConsent }) => photoConsent === 'unknown')
    .map(participantName);
  return names.length > 0 ? [{ code: 'consent_missing', names }] : [];
}

function escortsMissing(session: Session, plan: Plan): Warning[] {
  const needing = guestsOf(session, plan).filter(({ needsEscort }) => needsEscort);
  const accompanied = new Set(session.guests.flatMap((g) => (g.escortId ? [g.participantId] : [])));
  const present = needing.filter(({ id }) => accompanied.has(id)).length;
  return present < needing.length ? [{ code: 'escorts_missing', needed: needing.length, present }] : [];
}

/** A room of ours is kept free by the database; one in words can only be warned of. */
function roomTaken(session: Session, others: Session[]): Warning[] {
  const room = session.room?.toLowerCase();
  const other = others.find(
    (one) =>
      room && one.room?.toLowerCase() === room && one.venueId === session.venueId && overlaps(one, session),
  );
  return other ? [{ code: 'room_taken', title: other.title }] : [];
}

/** Residents who would have to be in another house sooner than the town says one gets there. */
function shortWays(session: Session, others: Session[], plan: Plan, minutes: number): Warning[] {
  const before = others.filter(
    (other) =>
      other.venueId !== session.venueId &&
      other.endAt <= session.startAt &&
      minutesBetween(other.endAt, session.startAt) < minutes,
  );
  return session.guests.flatMap(({ participantId }): Warning[] => {
    const other = before.find((one) => one.guests.some((guest) => guest.participantId === participantId));
    return other ? [{ code: 'short_way', name: nameOf(participantId, plan), title: other.title }] : [];
  });
}

function guestsOf(session: Session, { participants }: Plan) {
  const here = new Set(session.guests.map(({ participantId }) => participantId));
  return participants.filter(({ id }) => here.has(id));
}

function nameOf(participantId: string, { participants }: Plan): string {
  const found = participants.find(({ id }) => id === participantId);
  return found ? participantName(found) : '';
}
