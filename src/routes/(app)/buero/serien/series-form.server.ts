import type { SeriesFields } from '#lib/features/series/schema.ts';
import { readEventFields } from '../termine/event-form.server.ts';

/** The form of a series as it was sent. Judging it is the schema's part. */
export function readSeriesFields(sent: FormData): SeriesFields {
  const text = (name: string) => String(sent.get(name) ?? '');
  const numbers = (name: string) => sent.getAll(name).map(Number);
  const {
    title,
    startTime,
    endTime,
    placeName,
    street,
    postalCode,
    room,
    isStepFree,
    accessNote,
    note,
    shifts,
  } = readEventFields(sent);
  const [frequency, every] = text('rhythm').split('-');
  return {
    ...{
      title,
      startTime,
      endTime,
      placeName,
      street,
      postalCode,
      room,
      isStepFree,
      accessNote,
      note,
      shifts,
    },
    frequency,
    every: Number(every),
    weekdays: numbers('weekdays'),
    ordinals: frequency === 'monthly' ? numbers('ordinals') : [],
    firstOn: text('firstOn'),
    lastOn: text('lastOn'),
    venueId: '',
    roomId: text('roomId'),
    onPublicHolidays: text('onPublicHolidays'),
    onSchoolHolidays: text('onSchoolHolidays'),
    onClosingDays: text('onClosingDays'),
  } as SeriesFields;
}
