import { joined } from '#lib/features/matching/windows.ts';
import { fitFor, type FitFacts, type Reason } from '#lib/features/scheduling/fit.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { minutesBetween } from '#lib/time/range.ts';
import type { RosterReason } from './roster-run.ts';
import type { WeekPlace, WeekShift, WeekVolunteer } from './week-facts.ts';

/** Judges one person for any shift of the week; what does not depend on the shift is worked out once. */
export function judgeOf(
  volunteer: WeekVolunteer,
  standing: WeekPlace[],
  {
    travelBufferMinutes,
    isApartAt,
  }: { travelBufferMinutes: number; isApartAt: (eventId: string) => boolean },
) {
  const week = standing.filter((place) => place.isThisWeek);
  const free = joined(volunteer.availability);
  const common = {
    ...volunteer,
    availability: free,
    shiftsThatWeek: week.length,
    hoursThatWeek: sum(week.map((place) => minutesBetween(place.startAt, place.endAt))) / 60,
    isPaused: false,
    hasLeft: false,
  };
  return (shift: WeekShift, day: PlainDate): { against: Reason[]; reasons: RosterReason[] } => {
    const conflict = standing.find((place) => collides(place, shift, travelBufferMinutes));
    const person: FitFacts['volunteer'] = {
      ...common,
      qualifications: volunteer.qualifications
        .filter(({ from, until }) => from <= day && (until === null || day <= until))
        .map(({ kind }) => kind),
      absence: volunteer.absences.find(({ firstOn, lastOn }) => firstOn <= day && day <= lastOn) ?? null,
      isApart: isApartAt(shift.eventId),
      conflict: conflict ? { title: conflict.title, startAt: conflict.startAt } : null,
    };
    const { blocking, concerns, strengths } = fitFor({ shift, volunteer: person });
    const times = volunteer.knows[shift.projectId] ?? 0;
    return {
      against: [...blocking, ...concerns],
      reasons: times > 0 ? [...strengths, { code: 'knows_project', times }] : strengths,
    };
  };
}

/** The same rule as the database's (`signup_no_overlap`, `signup_time_to_travel`). */
function collides(place: WeekPlace, shift: WeekShift, bufferMinutes: number): boolean {
  const pause = place.placeKey === shift.placeKey ? 0 : bufferMinutes * 60_000;
  return (
    place.startAt.getTime() < shift.endAt.getTime() + pause &&
    shift.startAt.getTime() < place.endAt.getTime() + pause
  );
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
