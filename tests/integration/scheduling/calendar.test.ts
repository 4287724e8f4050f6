import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene, type Person } from '#tests/support/scene.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal } from './refusal.ts';

const database = useDatabase();
let scene: Scene;
let aplerbeck: string;
let soelde: string;
let hoerde: string;
let murat: Person;

/** The clock of the scene stands at 24 November 2026, 9 o'clock in Dortmund. */
const november = { from: new Date('2026-11-01T00:00+01:00'), to: new Date('2026-12-01T00:00+01:00') };

beforeAll(async () => {
  scene = new Scene(database.url);
  await scene.town();
  aplerbeck = await scene.organisation('Seniorenbüro Aplerbeck');
  soelde = await scene.organisation('Begegnungsstätte Sölde', 'meeting_place');
  hoerde = await scene.organisation('Seniorenbüro Hörde');
  murat = await scene.person('Murat', {
    roles: [
      ['coordinator', aplerbeck],
      ['group_leader', soelde],
    ],
  });
});
afterAll(() => scene.close());

describe('the calendar of an office', () => {
  it('shows a date with its place, its state and how full its shifts are', async () => {
    const { eventId, shiftId, projectId, startAt, endAt } = await scene.shift(aplerbeck, {
      event: { placeName: 'Kastanienhof' },
      shift: { minPlaces: 1, maxPlaces: 1, label: 'Vorlesen im Saal' },
    });
    const [hanne, ingrid] = [await scene.person('Hanne'), await scene.person('Ingrid')];
    await hanne.api.scheduling.signUp({ shiftId });
    await ingrid.api.scheduling.signUp({ shiftId });

    const { events } = await murat.api.scheduling.calendar({ ...november, organisationId: aplerbeck });
    expect(events).toEqual([
      {
        id: eventId,
        projectId,
        projectTitle: 'Vorlesen am Kastanienhof',
        title: 'Vorlesen am Kastanienhof',
        projectKind: 'reading',
        organisationId: aplerbeck,
        startAt,
        endAt,
        timeZone: 'Europe/Berlin',
        placeName: 'Kastanienhof',
        state: 'published',
        version: 1,
        shifts: [
          {
            id: shiftId,
            role: 'reader',
            label: 'Vorlesen im Saal',
            startAt,
            endAt,
            min: 1,
            max: 1,
            taken: 1,
            waiting: 1,
          },
        ],
      },
    ]);
  });

  it('shows drafts and what was called off, but no shift that was called off', async () => {
    const off = { cancelledAt: scene.now, cancelledBy: murat.id, cancellationReason: 'Krankheit' };
    const draft = await scene.shift(soelde, { event: { publishedAt: null, publishedBy: null } });
    const cancelled = await scene.shift(soelde, { inHours: 30, event: off });
    const withoutShift = await scene.shift(soelde, { inHours: 40, shift: off });
    const { events } = await murat.api.scheduling.calendar({ ...november, organisationId: soelde });
    expect(events.map(({ id, state, shifts }) => [id, state, shifts.length])).toEqual([
      [draft.eventId, 'draft', 1],
      [cancelled.eventId, 'cancelled', 1],
      [withoutShift.eventId, 'published', 0],
    ]);
  });

  it('has without a choice everything that Murat plans, and nothing of Hörde', async () => {
    await scene.shift(hoerde);
    const { events } = await murat.api.scheduling.calendar(november);
    expect(new Set(events.map((event) => event.organisationId))).toEqual(new Set([aplerbeck, soelde]));
  });

  it('of another office does not exist for Murat', async () => {
    expect(
      await refusal(murat.api.scheduling.calendar({ ...november, organisationId: hoerde })),
    ).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is closed to volunteers', async () => {
    const hanne = await scene.person('Hanne');
    expect(await refusal(hanne.api.scheduling.calendar(november))).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('the window', () => {
  it('holds what touches it: a history week that began before, not what ends when it begins', async () => {
    const lisbeth = await scene.organisation('Seniorenbüro Eving');
    const planner = await scene.person('Lisbeth', { roles: [['coordinator', lisbeth]] });
    const at = (text: string) => new Date(`${text}+01:00`);
    const place = (startAt: Date, endAt: Date) =>
      scene.shift(lisbeth, { event: { startAt, endAt }, shift: { startAt, endAt } });
    const week = await place(at('2026-10-25T10:00'), at('2026-11-02T10:00'));
    await place(at('2026-10-31T22:00'), at('2026-11-01T00:00'));
    await place(at('2026-12-01T00:00'), at('2026-12-01T02:00'));
    const { events } = await planner.api.scheduling.calendar(november);
    expect(events.map((event) => event.id)).toEqual([week.eventId]);
  });

  it('takes instants as scripts write them', async () => {
    const asText = { from: '2026-11-01T00:00:00+01:00', to: '2026-12-01T00:00:00+01:00' } as never;
    const [text, dates] = await Promise.all([
      murat.api.scheduling.calendar(asText),
      murat.api.scheduling.calendar(november),
    ]);
    expect(text).toEqual(dates);
  });

  it.each([
    ['is longer than 100 days', { from: november.from, to: new Date('2027-02-10T00:00+01:00') }],
    ['ends before it begins', { from: november.to, to: november.from }],
    ['is no time at all', { from: new Date(Number.NaN), to: november.to }],
    ['carries a word that nobody knows', { ...november, person: 'hanne' }],
  ])('is refused when it %s', async (_, input) => {
    await expect(murat.api.scheduling.calendar(input)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('may be 100 days long', async () => {
    const to = new Date(november.from.getTime() + 100 * 86_400_000);
    await expect(murat.api.scheduling.calendar({ from: november.from, to })).resolves.toBeDefined();
  });
});
