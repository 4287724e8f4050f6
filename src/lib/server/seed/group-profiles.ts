import * as schema from '#lib/server/db/schema/index.ts';
import { placeAt } from './dates.ts';
import type { Project } from './projects.ts';
import { addSeries, type Planning, projectOf } from './series.ts';
import type { Town } from './town.ts';

type Profile = typeof schema.groupProfile.$inferSelect;

const costs = ['kostenlos', 'kostenlos, Spenden willkommen', 'Kaffee und Kuchen 2 €', '1 € für den Kaffee'];
const ways = [
  'Mit dem Bus bis zur Haltestelle vor dem Haus. Der Eingang ist auf der Rückseite, bitte klingeln.',
  'Von der Straßenbahn sind es fünf Minuten zu Fuß. Parkplätze gibt es im Hof.',
  'Der Weg ist ausgeschildert. Wer abgeholt werden möchte, ruft zwei Tage vorher an.',
  '',
];

/** What guests of a group want to know. */
export function addProfile(town: Town, project: Project, changes: Partial<Profile> = {}): void {
  const { random } = town;
  town.writer.add(schema.groupProfile, {
    projectId: project.id,
    capacity: random.chance(0.4) ? random.pick([12, 16, 20, 25, 30]) : null,
    cost: random.pick(costs),
    registration: random.chance(0.2) ? 'call' : 'open',
    directions: random.pick(ways),
    hasHearingLoop: random.chance(0.15),
    showsContact: random.chance(0.7),
    isListed: random.chance(0.9),
    isDiscreet: false,
    neutralTitle: '',
    meetsWithProjectId: null,
    changedAt: project.createdAt,
    changedBy: project.createdBy,
    ...changes,
  });
}

/** Relatives talk among themselves while somebody is with those who are ill. */
export function addCarersGroup(planning: Planning): void {
  const { town, unit } = planning;
  const murat = unit.coordinators[0]!;
  const hall = unit.meetingPlaces[0]!;
  const open = (title: string, summary: string, description: string) =>
    projectOf(planning, 'group', { title, summary, description }, unit.office, murat, hall.name);
  const care = open(
    'Nachmittag mit Musik',
    'Singen, Gesellschaft und Kaffee für Menschen, die nicht allein zu Hause bleiben können.',
    'Zwei Stunden in kleiner Runde. Geschulte Ehrenamtliche singen, spielen und decken den Tisch.',
  );
  const carers = open(
    'Gesprächskreis für pflegende Angehörige',
    'Einmal im Monat mit anderen sprechen, die einen Menschen mit Demenz begleiten.',
    'Was gesagt wird, bleibt im Raum. Niemand muss seinen Namen nennen. Nebenan ist währenddessen jemand für Ihre Angehörigen da.',
  );
  const monthly = {
    planner: murat,
    title: null,
    rhythm: { weekday: 2, every: [1], season: 'open' as const },
    time: '16:00',
    minutes: 120,
  };
  addSeries(planning, {
    ...monthly,
    project: care,
    place: placeAt(hall, 'Café'),
    shifts: [{ role: 'companion', min: 2, max: 3, requirements: ['secrecy_declaration'] }],
  });
  addSeries(planning, {
    ...monthly,
    project: carers,
    place: placeAt(hall, 'Gruppenraum'),
    shifts: [{ role: 'moderator', min: 1, max: 1, requirements: ['secrecy_declaration'] }],
    headcount: [5, 11],
  });
  const shown = { isListed: true, cost: 'kostenlos', registration: 'call', capacity: 12 };
  addProfile(town, care, { ...shown, isDiscreet: true, neutralTitle: 'Nachmittag im Café' });
  addProfile(town, carers, {
    ...shown,
    isDiscreet: true,
    neutralTitle: 'Gesprächskreis',
    meetsWithProjectId: care.id,
  });
}
