import { formatPhone } from '#lib/features/accounts/phone.ts';
import { shiftRoleName } from '#lib/features/scheduling/names.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatDate, formatDay, formatTimeRange } from '#lib/time/format.ts';
import type { DaySheet, SheetSession } from './day-sheet.ts';
import { photoConsentName } from './words.ts';

type Guest = SheetSession['guests'][number];

/** Room and, where there are several, house. */
export function sheetPlace({ placeName, room }: SheetSession, houses: string[]): string {
  return [room, houses.length > 1 || !room ? placeName : ''].filter(Boolean).join(', ');
}

/** Who does it, or that nobody does yet. */
export function sheetNames(role: SheetSession['roles'][number]): string {
  if (role.names.length > 0) return role.names.join(', ');
  return role.min > 0 ? m.history_weeks_sheet_nobody_yet() : m.history_weeks_sheet_nobody();
}

export function sheetRole({ role, label }: SheetSession['roles'][number]): string {
  return label ? `${shiftRoleName(role)} (${label})` : shiftRoleName(role);
}

export function sheetGuest({ name, isWitness }: Guest): string {
  return isWitness ? m.history_weeks_sheet_tells({ name }) : name;
}

/** Who accompanies a resident; an open line where somebody is still needed. */
export function sheetEscort({ escort, needsEscort }: Guest): string {
  return escort ?? (needsEscort ? m.history_weeks_sheet_escort_missing() : m.history_weeks_sheet_alone());
}

/** Whom to call in need. */
export function emergencyLines({ townPhone, organisationName, organisationPhone }: DaySheet): string[] {
  return [
    m.history_weeks_sheet_emergency(),
    ...(organisationPhone
      ? [m.history_weeks_sheet_office({ name: organisationName, phone: formatPhone(organisationPhone) })]
      : []),
    ...(townPhone ? [m.history_weeks_sheet_town({ phone: formatPhone(townPhone) })] : []),
  ];
}

/** What the template `day-sheet.typ` shows, in words. */
export function daySheetDocument(sheet: DaySheet, locale: string) {
  const day = formatDay(sheet.date, locale, sheet.timeZone);
  const heading = m.history_weeks_sheet_title({ day });
  return {
    lang: locale,
    documentTitle: `${heading} – ${sheet.title}`,
    heading,
    project: sheet.title,
    places: sheet.houses.join(', '),
    footer: `${sheet.title}, ${formatDate(sheet.date, locale, 'numeric', sheet.timeZone)}`,
    emergency: emergencyLines(sheet),
    escortsHeading: m.history_weeks_sheet_escorts(),
    escorts: sheet.escorts.map(({ name, phone }) => `${name}: ${formatPhone(phone)}`),
    sessions: sheet.sessions.map((session) => ({
      time: formatTimeRange(session.startAt, session.endAt, locale, sheet.timeZone),
      title: session.title,
      place: sheetPlace(session, sheet.houses),
      note: session.note ?? '',
      cancelled: session.isCancelled
        ? m.history_weeks_sheet_cancelled({ reason: session.cancellationReason ?? '' })
        : null,
      roleHead: [m.history_weeks_sheet_role(), m.history_weeks_sheet_who()],
      roles: session.roles.map((role) => [sheetRole(role), sheetNames(role)]),
      guestHead: guestColumns(),
      guests: session.guests.map((guest) => [
        sheetGuest(guest),
        guest.house,
        sheetEscort(guest),
        photoConsentName(guest.photoConsent),
      ]),
    })),
  };
}

/** The columns of the list of residents. */
export function guestColumns(): string[] {
  return [
    m.history_weeks_sheet_guest(),
    m.history_weeks_house(),
    m.history_weeks_sheet_escort(),
    m.history_weeks_photo(),
  ];
}
