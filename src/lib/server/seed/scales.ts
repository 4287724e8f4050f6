import { share } from './random.ts';

export type Scale = 'demo' | 'city' | 'country';

/** How much of everything, for the whole network (domain.md's model). Rhythms are per week. */
export type Quantities = {
  daysBack: number;
  daysAhead: number;
  active: number;
  left: number;
  visits: number;
  readings: number;
  accompanyings: number;
  groups: number;
  historyWeeks: number;
  /** Places of all history weeks together. */
  historyPlaces: number;
  parishes: number;
  meetingPlaces: number;
  schools: number;
  kindergartens: number;
  careHomes: number;
  coordinators: number;
  familyStaff: number;
  /** Contacts in schools, kindergartens and care homes. */
  contacts: number;
  /** Legal bodies that run offices and houses; together with the parishes they are the controllers. */
  providers: number;
};

/** The same for one district. */
export type UnitPlan = Omit<Quantities, 'daysBack' | 'daysAhead' | 'providers'>;

export const quantities: Record<Scale, Quantities> = {
  demo: {
    daysBack: 152,
    daysAhead: 213,
    active: 159,
    left: 60,
    visits: 43,
    readings: 48,
    accompanyings: 9,
    groups: 30,
    historyWeeks: 2,
    historyPlaces: 160,
    parishes: 12,
    meetingPlaces: 13,
    schools: 13,
    kindergartens: 12,
    careHomes: 12,
    coordinators: 14,
    familyStaff: 3,
    contacts: 4,
    providers: 7,
  },
  city: {
    daysBack: 152,
    daysAhead: 213,
    active: 1499,
    left: 4500,
    visits: 260,
    readings: 510,
    accompanyings: 240,
    groups: 300,
    historyWeeks: 24,
    historyPlaces: 2400,
    parishes: 60,
    meetingPlaces: 100,
    schools: 91,
    kindergartens: 60,
    careHomes: 48,
    coordinators: 45,
    familyStaff: 12,
    contacts: 120,
    providers: 24,
  },
  country: {
    daysBack: 365,
    daysAhead: 365,
    active: 199_999,
    left: 50_000,
    visits: 6800,
    readings: 5900,
    accompanyings: 4700,
    groups: 6300,
    historyWeeks: 900,
    historyPlaces: 72_000,
    parishes: 1350,
    meetingPlaces: 900,
    schools: 1350,
    kindergartens: 900,
    careHomes: 900,
    coordinators: 900,
    familyStaff: 450,
    contacts: 4500,
    providers: 1150,
  },
};

/** Splits the network's quantities among its districts. */
export function planUnits(all: Quantities, weights: readonly number[]): UnitPlan[] {
  const { daysBack: _back, daysAhead: _ahead, providers: _providers, ...rest } = all;
  // What every district has at least one of is spread evenly, the rest by weight.
  const even = new Set([
    'parishes',
    'meetingPlaces',
    'schools',
    'kindergartens',
    'careHomes',
    'coordinators',
    'familyStaff',
  ]);
  const plans = weights.map(() => ({}) as UnitPlan);
  for (const [key, total] of Object.entries(rest) as [keyof UnitPlan, number][]) {
    const shares = share(total, even.has(key) ? weights.map((weight) => 1 + weight / 1e6) : weights);
    plans.forEach((plan, index) => (plan[key] = shares[index]!));
  }
  return plans;
}
