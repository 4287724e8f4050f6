/** The people of the demo who can be tried with one click, in the order in which they explain the product. */
export const demoAccounts = [
  { email: 'hanne@example.org', persona: 'hanne' },
  { email: 'murat@example.org', persona: 'murat' },
  { email: 'lenz@example.org', persona: 'lenz' },
  { email: 'okafor@example.org', persona: 'okafor' },
  { email: 'irmgard@example.org', persona: 'irmgard' },
  { email: 'admin@example.org', persona: 'admin' },
] as const;
export type DemoPersona = (typeof demoAccounts)[number]['persona'];
