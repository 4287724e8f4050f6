import type { AddClosingDays } from '#lib/features/closing-days/schema.ts';
import * as schema from '#lib/server/db/schema/index.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene, type Person } from '#tests/support/scene.ts';
import { and, eq, isNull } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusal } from '../scheduling/refusal.ts';
import { seriesScene } from '../series/series-scene.ts';

const database = useDatabase({ per: 'test' });
let scene: Scene;
let town: Awaited<ReturnType<typeof seriesScene>>;
let lenz: Person;
let hanne: Person;
let seriesId: string;

/** Three movable holidays: two Tuesdays, on which Hanne reads, and a Friday. */
const movable = (houseId: string): AddClosingDays => ({
  houseId,
  stretches: ['2027-02-09', '2027-05-04', '2027-05-28'].map((day, index) => ({
    kind: 'movable_holiday',
    firstOn: day,
    lastOn: day,
    note: index === 0 ? 'Veilchendienstag' : '',
  })),
});

beforeEach(async () => {
  scene = new Scene(database.url);
  town = await seriesScene(scene);
  await scene.schoolHolidays();
  lenz = await scene.person('Sabine', { roles: [['facility_contact', town.school]] });
  hanne = await scene.person('Hanne');
  const reading = await town.series({ onSchoolHolidays: 'skip' });
  seriesId = reading.seriesId;
  await hanne.api.series.promise({ seriesRoleId: reading.roleIds[0]! });
});
afterEach(() => scene.close());

const ahead = async (id = seriesId) =>
  (await town.events(id)).filter((event) => !event.cancelledAt).map((event) => event.seriesOn);
const notices = () => scene.db.select().from(schema.notice).where(eq(schema.notice.personId, hanne.id));
const places = async () =>
  (
    await scene.db
      .select()
      .from(schema.signup)
      .where(and(eq(schema.signup.personId, hanne.id), isNull(schema.signup.endedAt)))
  ).length;

describe('Frau Lenz enters the three movable holidays of her school', () => {
  it('sees beforehand what that does, and the count of school days falls', async () => {
    const before = await lenz.api.closingDays.year({ houseId: town.school, schoolYear: 2026 });
    expect(before).toMatchObject({ schoolDays: [38, 38, 39, 38, 40], movable: { used: 0, allowed: 3 } });

    expect(await lenz.api.closingDays.preview(movable(town.school))).toEqual({
      dates: 2,
      people: 1,
      questions: 0,
      single: [],
      offAnyway: [],
      beyond: [],
    });
    expect(await ahead()).toContain('2027-02-09');

    const done = await lenz.api.closingDays.add(movable(town.school));
    expect(done).toMatchObject({ cancelled: 2, people: 1 });
    const after = await lenz.api.closingDays.year({ houseId: town.school, schoolYear: 2026 });
    expect(after).toMatchObject({ schoolDays: [38, 36, 39, 38, 39], movable: { used: 3, allowed: 3 } });
    expect(after.own.map(({ firstOn }) => firstOn)).toEqual(['2027-02-09', '2027-05-04', '2027-05-28']);
  });

  it('only her school loses dates, and Hanne is told once, with both dates and the reason', async () => {
    const other = await scene.organisation('Schule am Sonnenhang', 'school');
    const elsewhere = await town.series({ venueId: other, onSchoolHolidays: 'skip' });
    const [there, had] = [await ahead(elsewhere.seriesId), await places()];

    await lenz.api.closingDays.add(movable(town.school));
    expect(await ahead(elsewhere.seriesId)).toEqual(there);
    expect(await ahead()).not.toContain('2027-02-09');
    expect(await places()).toBe(had - 2);
    expect(await notices()).toMatchObject([
      {
        kind: 'series_dates_cancelled',
        details: {
          dates: [{}, {}],
          reasons: ['Beweglicher Ferientag (Veilchendienstag)', 'Beweglicher Ferientag'],
        },
      },
    ]);
    const [cancelled] = (await town.events(seriesId)).filter((event) => event.seriesOn === '2027-02-09');
    expect(cancelled).toMatchObject({
      dayOff: 'closing_day',
      cancellationReason: 'Beweglicher Ferientag (Veilchendienstag)',
    });
  });

  it('takes one out again: its date and Hanne’s place return; and puts it back', async () => {
    const { ids } = await lenz.api.closingDays.add(movable(town.school));
    const had = await places();
    const one = { houseId: town.school, ids: [ids[0]!] };
    expect(await lenz.api.closingDays.remove(one)).toMatchObject({ restored: 1 });
    expect(await ahead()).toContain('2027-02-09');
    expect(await places()).toBe(had + 1);
    expect(await lenz.api.closingDays.remove(one)).toMatchObject({ restored: 0, cancelled: 0 });
    expect(await lenz.api.closingDays.return(one)).toMatchObject({ cancelled: 1 });
    expect(await ahead()).not.toContain('2027-02-09');
  });

  it('leaves a single date to Murat, who planned it there and is told', async () => {
    await town.murat.api.scheduling.createEvent({
      projectId: town.projectId,
      publish: true,
      title: 'Lesefest',
      date: '2027-05-04',
      startTime: '15:00',
      endTime: '17:00',
      venueId: town.school,
      shifts: [{ role: 'reader' }],
    });
    expect(await lenz.api.closingDays.preview(movable(town.school))).toMatchObject({
      dates: 2,
      single: [{ title: 'Lesefest' }],
    });
    await lenz.api.closingDays.add(movable(town.school));
    const [kept] = await scene.db.select().from(schema.event).where(eq(schema.event.title, 'Lesefest'));
    expect(kept!.cancelledAt).toBeNull();
    const told = await scene.db
      .select()
      .from(schema.notice)
      .where(and(eq(schema.notice.personId, town.murat.id), eq(schema.notice.kind, 'house_closed')));
    expect(told).toMatchObject([
      {
        eventId: kept!.id,
        details: { house: 'Grundschule am Kastanienhof', dates: [{ title: 'Lesefest' }] },
      },
    ]);
  });

  it('is warned of a fourth movable holiday, and of a day that is off anyway', async () => {
    await lenz.api.closingDays.add(movable(town.school));
    const day = (firstOn: string) => ({
      kind: 'movable_holiday' as const,
      firstOn,
      lastOn: firstOn,
      note: '',
    });
    const more = { houseId: town.school, stretches: [day('2027-06-04'), day('2027-05-27')] };
    expect(await lenz.api.closingDays.preview(more)).toMatchObject({
      beyond: [{ schoolYear: 2026, used: 4, allowed: 3 }],
      offAnyway: [{ firstOn: '2027-05-27' }],
    });
  });
});

describe('a closing day', () => {
  const trip = (firstOn: string, lastOn = firstOn): AddClosingDays => ({
    houseId: town.school,
    stretches: [{ kind: 'trip', firstOn, lastOn, note: '' }],
  });

  it('is entered once, also when two enter it in the same second', async () => {
    const entering = [
      lenz.api.closingDays.add(trip('2027-03-08', '2027-03-12')),
      town.murat.api.closingDays.add(trip('2027-03-09')),
    ];
    const ended = await Promise.allSettled(entering);
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await refusal(lenz.api.closingDays.preview(trip('2027-03-09')))).toMatchObject({
      code: 'ALREADY_EXISTS',
      details: { index: 0 },
    });
    expect(await notices()).toHaveLength(1);
  });

  it('becomes a question where the series asks', async () => {
    const asking = await town.series({ weekdays: [3], onClosingDays: 'ask' });
    const days = trip('2027-03-10');
    expect(await lenz.api.closingDays.preview(days)).toMatchObject({ dates: 0, questions: 1 });
    await lenz.api.closingDays.add(days);
    const { questions } = await town.murat.api.series.get({ seriesId: asking.seriesId });
    expect(questions.map(({ on }) => on)).toContain('2027-03-10');
  });

  it('may be entered by the office that has series there, and by nobody else', async () => {
    const houses = await town.murat.api.closingDays.houses();
    expect(houses.map(({ id }) => id).sort()).toEqual([town.office, town.school].sort());
    await town.murat.api.closingDays.add(trip('2027-03-09'));
    const brackel = await scene.organisation('Seniorenbüro Brackel');
    const okafor = await scene.person('Grace', {
      roles: [['facility_contact', await scene.organisation('Haus Abendsonne', 'care_home')]],
    });
    const nadja = await scene.person('Nadja', { roles: [['coordinator', brackel]] });
    for (const stranger of [okafor, nadja]) {
      const { api } = stranger;
      const houseId = town.school;
      const attempts = [
        api.closingDays.year({ houseId, schoolYear: 2026 }),
        api.closingDays.preview(trip('2027-03-16')),
        api.closingDays.add(trip('2027-03-16')),
        api.closingDays.remove({ houseId, ids: [houseId] }),
        api.closingDays.return({ houseId, ids: [houseId] }),
      ];
      const codes = (await Promise.all(attempts.map(refusal))).map(({ code }) => code);
      expect(new Set(codes)).toEqual(new Set(['NOT_FOUND']));
    }
    expect(await nadja.api.closingDays.houses()).toMatchObject([{ id: brackel }]);
  });

  it('of another house is not taken out by naming it together with the own one', async () => {
    const { ids } = await lenz.api.closingDays.add(trip('2027-03-09'));
    const home = await scene.organisation('Haus Abendsonne', 'care_home');
    const okafor = await scene.person('Grace', { roles: [['facility_contact', home]] });
    expect(await okafor.api.closingDays.remove({ houseId: home, ids })).toMatchObject({ restored: 0 });
    expect(await ahead()).not.toContain('2027-03-09');
  });
});
