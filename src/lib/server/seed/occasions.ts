import { addDays, type PlainDate } from '#lib/time/date.ts';
import { addDate, placeAt } from './dates.ts';
import { addProfile } from './group-profiles.ts';
import type { Staff } from './organisations.ts';
import type { Volunteer } from './people.ts';
import { addSeries, type Planning, projectOf } from './series.ts';
import type { ShiftPlan } from './signups.ts';
import type { Town } from './town.ts';

/** The first day from `date` on that is open and no weekend. */
function openDay(town: Town, date: PlainDate): PlainDate {
  return town.days.find((day) => day.date >= date && day.weekday <= 5 && !day.isHoliday)?.date ?? date;
}

/** What makes the office's weeks worth looking at: full and waiting, one place left, called off, not yet published. */
export function addOccasions(planning: Planning, hanne: Volunteer): void {
  const { town, unit, crew } = planning;
  const { today } = town;
  const murat = unit.coordinators[0]!;
  const hall = unit.meetingPlaces[0]!;

  const cafe = projectOf(
    planning,
    'group',
    {
      title: 'Erzählcafé im Stadtteil',
      summary: 'Weihnachten, Schulweg, erste Liebe: ein Thema, viele Erinnerungen und Kuchen vom Blech.',
      description:
        'Zwei Stunden lang erzählen Menschen aus dem Viertel. Sie begrüßen die Gäste, schneiden Kuchen auf oder stellen die Fragen, die alle zum Erzählen bringen.',
    },
    unit.office,
    murat,
    hall.name,
    { isStanding: true },
  );
  addProfile(town, cafe, { isListed: true, cost: 'Kaffee und Kuchen 2 €' });
  for (const [days, place] of [
    [-20, 'there'],
    [6, 'waits'],
    [13, 'there'],
    [20, 'open'],
  ] as const) {
    addDate(town, crew, {
      project: cafe,
      planner: murat,
      title: null,
      place: placeAt(hall, 'Café'),
      date: openDay(town, addDays(today, days)),
      time: '15:00',
      minutes: 120,
      shifts: [
        { role: 'moderator', min: 1, max: 1, isPopular: true },
        {
          role: 'group_helper',
          min: 2,
          max: 3,
          ...(place === 'there' && { assured: [hanne], isPopular: true }),
          ...(place === 'waits' && { taken: 3, waiting: [hanne], isPopular: true }),
          ...(place === 'open' && { taken: 2 }),
        },
      ],
    });
  }

  const outing = projectOf(
    planning,
    'other',
    {
      title: 'Ausflug in den Rosengarten am Mühlenteich',
      summary: 'Ein Nachmittag im Grünen mit dreißig Gästen, vier Rollstühlen und einem Picknickkorb.',
      description:
        'Wir fahren mit dem Reisebus. Gesucht werden Menschen, die Rollstühle schieben, Arme reichen und den Überblick behalten.',
    },
    unit.office,
    murat,
    hall.name,
  );
  const companions: ShiftPlan[] = [
    { role: 'companion', min: 4, max: 6, isPopular: true },
    { role: 'first_aid', min: 1, max: 1, requirements: ['first_aid'] },
  ];
  addDate(town, crew, {
    project: outing,
    planner: murat,
    title: null,
    place: placeAt(hall, 'Treffpunkt am Eingang'),
    date: openDay(town, addDays(today, 4)),
    time: '13:00',
    minutes: 240,
    shifts: companions,
    cancellation: 'Der Reisebus ist defekt. Den neuen Termin sagen wir Ihnen, sobald er feststeht.',
  });
  addDate(town, crew, {
    project: outing,
    planner: murat,
    title: null,
    place: placeAt(hall, 'Treffpunkt am Eingang'),
    date: openDay(town, addDays(today, 25)),
    time: '13:00',
    minutes: 240,
    shifts: [{ ...companions[0]!, taken: 5 }, companions[1]!],
    note: 'Bitte feste Schuhe anziehen.',
  });

  const feast = projectOf(
    planning,
    'other',
    {
      title: 'Nachbarschaftsfest am Anger',
      summary: 'Ein langer Tisch durch die ganze Straße. Noch in Planung.',
      description: 'Aufbau am Vormittag, Kaffee am Nachmittag, Musik am Abend.',
    },
    unit.office,
    murat,
    hall.name,
    { publishedAt: null, publishedBy: null },
  );
  for (const [time, minutes, title] of [
    ['10:00', 180, 'Aufbau'],
    ['14:00', 240, 'Fest'],
  ] as const) {
    addDate(town, crew, {
      project: feast,
      planner: murat,
      title,
      place: placeAt(hall),
      date: openDay(town, addDays(today, 60)),
      time,
      minutes,
      isDraft: true,
      shifts: [
        { role: 'set_up', min: 4, max: 8 },
        { role: 'catering', min: 2, max: 4, requirements: ['food_hygiene'] },
      ],
    });
  }
  addDate(town, crew, {
    project: cafe,
    planner: murat,
    title: 'Erzählcafé extra: Frühling',
    place: placeAt(hall, 'Café'),
    date: openDay(town, addDays(today, 18)),
    time: '15:00',
    minutes: 120,
    isDraft: true,
    shifts: [{ role: 'group_helper', min: 2, max: 3 }],
  });
}

/** Sister Irmgard's circle: second and fourth Thursday, three o'clock. */
export function addParishCircle(planning: Planning, irmgard: Staff): void {
  const { unit } = planning;
  const parish = unit.parishes[0]!;
  const project = projectOf(
    planning,
    'group',
    {
      title: 'Seniorenkreis Am Anger',
      summary: 'Andacht, Kaffee und ein Thema, das bewegt – seit vierzig Jahren donnerstags um drei.',
      description:
        'Zwanzig bis fünfundzwanzig Gäste kommen. Sie helfen beim Eindecken, holen Gäste von der Haltestelle ab oder spielen Klavier.',
    },
    parish,
    irmgard,
    parish.name,
    { isStanding: true },
  );
  addSeries(planning, {
    project,
    planner: irmgard,
    title: null,
    place: placeAt(parish, 'Gemeindesaal'),
    rhythm: { weekday: 4, every: [2, 4], season: 'open' },
    time: '15:00',
    minutes: 120,
    shifts: [
      { role: 'catering', min: 1, max: 2 },
      { role: 'escort', min: 1, max: 2 },
    ],
    headcount: [17, 26],
    asksOnHolidays: true,
    nextTopic: 'Heilkräuter aus dem Garten, mit dem Apotheker vom Anger',
  });
  addProfile(planning.town, project, {
    capacity: 30,
    cost: 'kostenlos, Kaffee und Kuchen 2 €',
    registration: 'open',
    directions:
      'Bus bis Haltestelle Am Anger. Der Gemeindesaal liegt hinter der Kirche, der Eingang ist ebenerdig. Wer abgeholt werden möchte, ruft bis Mittwoch an.',
    hasHearingLoop: true,
    showsContact: true,
    isListed: true,
  });
}

/** How full the places of the coming history week are: several escorts with one place left, witnesses waiting. */
export function shapeOfHistoryWeek(session: number, role: string, hanne: Volunteer): Partial<ShiftPlan> {
  if (role === 'escort') return { taken: session % 4 === 3 ? 2 : 1 };
  if (role === 'witness' && session === 5) return { assured: [hanne], taken: 2 };
  if (role === 'witness' && session % 4 === 1) return { taken: 2, isPopular: true };
  if (role === 'recorder') return { taken: session % 3 === 0 ? 1 : 0 };
  return {};
}
