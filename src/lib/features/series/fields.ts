import type { PlainDate } from '#lib/time/date.ts';
import type { SeriesPage } from './page.ts';
import type { SeriesFields } from './schema.ts';

/** A series as its form holds it, with a first day of its own: what a change of it begins with. */
export function fieldsOf(
  { phase, ownTitle, venueName, handling, roles }: SeriesPage,
  firstOn: PlainDate,
): SeriesFields {
  const { frequency, every, weekdays, ordinals, startTime, endTime, venueId, roomId } = phase;
  return {
    ...{ frequency, every, weekdays, ordinals, startTime, endTime, firstOn },
    title: ownTitle ?? '',
    lastOn: phase.lastOn && phase.lastOn >= firstOn ? phase.lastOn : '',
    venueId: venueId ?? '',
    placeName: venueName ?? phase.placeName,
    street: venueId ? '' : (phase.street ?? ''),
    postalCode: venueId ? '' : (phase.postalCode ?? ''),
    roomId: roomId ?? '',
    room: phase.room ?? '',
    isStepFree: phase.isStepFree,
    accessNote: phase.accessNote ?? '',
    note: phase.note ?? '',
    onPublicHolidays: handling.public_holiday,
    onSchoolHolidays: handling.school_holiday,
    onClosingDays: handling.closing_day,
    shifts: roles.map((role) => ({
      id: role.id,
      role: role.role as never,
      label: role.label ?? '',
      minPlaces: role.minPlaces,
      maxPlaces: role.maxPlaces,
      requirements: role.requirements as never,
      language: (role.language ?? '') as never,
      note: role.note ?? '',
    })),
  };
}
