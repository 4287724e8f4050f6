import type { BrowserContext } from '@playwright/test';

/** What no page may do: write errors, throw, or ask a server that is not ours. */
export interface BrowserProblems {
  /** From now on, what the pages of this context do counts. */
  watch(context: BrowserContext): void;
  /** Announces one that the test causes on purpose, such as the 404 of an unknown address. */
  expect(pattern: RegExp): void;
  /** Those that nobody announced. */
  unexpected(): string[];
}

export function browserProblems(): BrowserProblems {
  const seen: string[] = [];
  const announced: RegExp[] = [];
  return {
    watch(context) {
      context.on('console', (message) => {
        if (message.type() === 'error') seen.push(`console: ${message.text()} (${message.location().url})`);
      });
      context.on('weberror', (error) =>
        seen.push(`page error: ${error.error().stack ?? error.error().message}`),
      );
      context.on('request', (request) => {
        if (!isOurs(new URL(request.url()))) seen.push(`foreign origin: ${request.url()}`);
      });
    },
    expect: (pattern) => announced.push(pattern),
    unexpected: () => seen.filter((problem) => !announced.some((pattern) => pattern.test(problem))),
  };
}

/** Every instance under test listens on this one address; `data:` and `blob:` ask nobody. */
function isOurs({ protocol, hostname }: URL): boolean {
  return !/^(https?|wss?):$/.test(protocol) || hostname === '127.0.0.1';
}
