import type { ActorContext } from '#lib/server/context.server.ts';
import type { PlainDate } from '#lib/time/date.ts';
import type { DaySheet } from './day-sheet.ts';
import { givenNames, participantName, type Participant } from './history-week.ts';
import * as repository from './repository.server.ts';
import { requireDayOf, requireWeek } from './service.server.ts';

/**
 * The paper of one day, with given names only, whoever asks. Telephone numbers of escorts: a house reads those of
 * the escorts who come to it. Throws NOT_FOUND, OUTSIDE_WEEK.
 */
export async function getDaySheet(
  ctx: ActorContext,
  { projectId, date }: { projectId: string; date: PlainDate },
): Promise<DaySheet> {
  const { week, side } = await requireWeek(ctx, { projectId });
  requireDayOf(week, date);
  const [all, participants, town] = await Promise.all([
    repository.listSessions(ctx.db, week),
    repository.listParticipants(ctx.db, projectId),
    repository.townFacts(ctx.db),
  ]);
  const people = all.flatMap(({ roles }) => roles.flatMap((role) => role.people));
  const names = givenNames(people.map((one) => ({ ...one, id: one.personId })));
  const sessions = all.filter((session) => session.date === date);
  const ownHouses = new Set(ctx.actor.memberships.map((seat) => seat.organisationId));
  const mayCall = sessions.filter(
    ({ venueId, cancelledAt }) => !cancelledAt && (side === 'office' || (venueId && ownHouses.has(venueId))),
  );
  const residents = new Map(participants.map((one) => [one.id, one]));
  return {
    date,
    title: week.title,
    timeZone: week.timeZone,
    houses: week.houses.map(({ name }) => name),
    organisationName: week.organisationName,
    organisationPhone: week.organisationPhone,
    townPhone: town.phone,
    sessions: sessions.map((session) => ({
      id: session.id,
      title: session.title,
      startAt: session.startAt,
      endAt: session.endAt,
      placeName: session.placeName,
      room: session.room,
      note: session.note,
      isCancelled: session.cancelledAt !== null,
      cancellationReason: session.cancellationReason,
      roles: session.roles.map(({ role, label, min, people: there }) => ({
        ...{ role, label, min },
        names: there.map(({ personId }) => names.get(personId) ?? ''),
      })),
      guests: session.guests
        .flatMap(({ participantId, isWitness, escortId }) => {
          const resident = residents.get(participantId);
          return resident
            ? [{ ...onPaper(resident), isWitness, escort: escortId && (names.get(escortId) ?? '') }]
            : [];
        })
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    })),
    escorts: [...new Map(mayCall.flatMap(escortsIn).map((one) => [one.personId, one])).values()].flatMap(
      ({ personId, phone }) => (phone ? [{ name: names.get(personId) ?? '', phone }] : []),
    ),
  };
}

const escortsIn = ({ roles }: repository.SessionRow) =>
  roles.flatMap(({ role, people }) => (role === 'escort' ? people : []));

function onPaper({ house, needsEscort, photoConsent, ...resident }: Participant) {
  return { name: participantName(resident), house, needsEscort, photoConsent };
}
