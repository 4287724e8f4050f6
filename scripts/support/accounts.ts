import { demoAccounts, type DemoPersona } from '#lib/features/accounts/demo-accounts.ts';

const roles: Record<DemoPersona, string> = {
  hanne: 'volunteer',
  murat: 'coordinator of the senior office Aplerbeck',
  lenz: 'secretary of a school',
  okafor: 'activity lead of a care home',
  irmgard: 'leader of a parish group',
  admin: 'administrator',
};

/** What to tell the person who has just started the demo. */
export function welcome(address: string): string {
  const people = demoAccounts
    .map(({ email, persona }) => `  ${email.padEnd(22)} ${roles[persona]}`)
    .join('\n');
  return `
Miteinander runs on ${address}

All people and places in it are invented. Sign in with the password miteinander-demo as
${people}

Ctrl-C stops it; the data stay.`;
}
