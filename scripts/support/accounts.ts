/** The demo's people that somebody who looks around wants to be, as the seed creates them. */
const ACCOUNTS = [
  ['hanne@example.org', 'volunteer'],
  ['murat@example.org', 'coordinator of the senior office Aplerbeck'],
  ['okafor@example.org', 'activity lead of a care home'],
  ['lenz@example.org', 'school secretary'],
  ['irmgard@example.org', 'leader of a parish group'],
  ['vogt@example.org', 'head of department'],
  ['seidel@example.org', 'data protection officer'],
  ['admin@example.org', 'administrator'],
] as const;

/** What to tell the person who has just started the demo. */
export function welcome(address: string): string {
  const people = ACCOUNTS.map(([email, role]) => `  ${email.padEnd(22)} ${role}`).join('\n');
  return `
Miteinander runs on ${address}

All people and places in it are invented. Sign in with the password miteinander-demo as
${people}

Ctrl-C stops it; the data stay.`;
}
