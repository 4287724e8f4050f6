import * as schema from '#lib/server/db/schema/index.ts';
import { addDays } from '#lib/time/date.ts';
import type { Organisation, Staff } from './organisations.ts';
import type { Town } from './town.ts';

/** A school's staff day and outing, some weeks ahead; its series leave these days out. Movable holidays are open yet. */
export function addClosingDays(town: Town, school: Organisation, enteredBy: Staff): void {
  const { random, writer, days, today, anchor, closedOn } = town;
  const dayOf = (weekday: number, inDays: number) =>
    days.find((day) => day.weekday === weekday && day.isSchoolDay && day.date >= addDays(today, inDays))
      ?.date;
  for (const { day, kind, note } of [
    { day: dayOf(5, 45), kind: 'staff_day', note: 'Fortbildung des Kollegiums' },
    { day: dayOf(1, 80), kind: 'trip', note: 'Wandertag' },
  ]) {
    if (!day) continue;
    closedOn.set(school.id, (closedOn.get(school.id) ?? new Set()).add(day));
    writer.add(schema.closingDay, {
      id: random.id(),
      organisationId: school.id,
      firstOn: day,
      lastOn: day,
      kind,
      note,
      createdAt: new Date(anchor - 20 * 86_400_000),
      createdBy: enteredBy.id,
      removedAt: null,
      removedBy: null,
    });
  }
}
