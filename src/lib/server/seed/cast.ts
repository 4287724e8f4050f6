import type { MembershipRole } from '#lib/features/organisations/organisation.ts';

/** The password of every account of the demo. */
export const DEMO_PASSWORD = 'miteinander-demo';

/** The district of Murat's office, of Hanne's home and of most of the cast. */
export const CAST_DISTRICT = 'apl';

export type CastMember = {
  givenName: string;
  familyName: string;
  email: string;
  /** Where and as what; Hanne is a volunteer, Herr Brandt only has an account. */
  seat?: {
    at: 'office' | 'school' | 'careHome' | 'parish' | 'cityDepartment' | 'centralUnit';
    role: MembershipRole;
  };
};

/** The people of the product's stories. All of them are invented. */
export const cast = {
  hanne: { givenName: 'Hanne', familyName: 'Ostermann', email: 'hanne@example.org' },
  murat: {
    givenName: 'Murat',
    familyName: 'Yıldız',
    email: 'murat@example.org',
    seat: { at: 'office', role: 'coordinator' },
  },
  lenz: {
    givenName: 'Sabine',
    familyName: 'Lenz',
    email: 'lenz@example.org',
    seat: { at: 'school', role: 'facility_contact' },
  },
  okafor: {
    givenName: 'Grace',
    familyName: 'Okafor',
    email: 'okafor@example.org',
    seat: { at: 'careHome', role: 'facility_contact' },
  },
  brandt: { givenName: 'Thomas', familyName: 'Brandt', email: 'brandt@example.org' },
  irmgard: {
    givenName: 'Irmgard',
    familyName: 'Thelen',
    email: 'irmgard@example.org',
    seat: { at: 'parish', role: 'group_leader' },
  },
  vogt: {
    givenName: 'Claudia',
    familyName: 'Vogt',
    email: 'vogt@example.org',
    seat: { at: 'cityDepartment', role: 'department_head' },
  },
  seidel: {
    givenName: 'Martin',
    familyName: 'Seidel',
    email: 'seidel@example.org',
    seat: { at: 'cityDepartment', role: 'data_protection_officer' },
  },
  admin: {
    givenName: 'Ada',
    familyName: 'Winter',
    email: 'admin@example.org',
    seat: { at: 'centralUnit', role: 'administrator' },
  },
} as const satisfies Record<string, CastMember>;

/** The legal bodies that run the offices; invented, like everything here. The first is the city. */
export const providers = [
  'Stadt (Demo), Sozialamt',
  'Arbeiter-Sozialwerk Hellweg e. V.',
  'Katholisches Sozialwerk St. Benno',
  'Evangelisches Sozialwerk Emscher',
  'Sanitätsbund Ruhr-Hellweg e. V.',
  'Bürgerverbund Nachbarschaft e. V.',
  'Jüdische Wohlfahrt Hellweg e. V.',
];

/** How many older people live in each district, in thousands (65+ of the town's statistics, rounded). */
export const olderPeople: Record<string, number> = {
  inw: 9.8,
  inn: 6.2,
  ino: 11.1,
  evi: 7.9,
  sch: 9.9,
  bra: 13.2,
  apl: 13.7,
  hoe: 13,
  hom: 13.6,
  lue: 10.3,
  huc: 7.3,
  men: 7.7,
};

/** Where many families speak another language at home. */
export const diverseDistricts = new Set(['inn', 'evi', 'sch']);
