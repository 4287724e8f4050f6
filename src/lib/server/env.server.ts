import { resolve } from 'node:path';
import { z } from 'zod';
import { parseNow } from '#lib/time/clock.ts';
import { secretKey } from './secret-key.server.ts';
import { SetupError } from './setup-error.server.ts';

const TRUE = ['1', 'true', 'on', 'yes'];
const FALSE = ['0', 'false', 'off', 'no'];
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const onOff = z
  .enum([...TRUE, ...FALSE], { error: 'must be on or off' })
  .transform((word) => (TRUE.includes(word) ? 'on' : 'off'));

const address = (protocols: RegExp, example: string) =>
  z.url({ protocol: protocols, abort: true, error: `must be an address such as ${example}` });

const databaseMissing = 'must be set, such as postgres://user:password@host:5432/miteinander';

/** Every variable that Miteinander reads, as `docs/operations.md` explains them. */
const variables = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: z
    .stringFormat('port', /^\d{1,5}$/, { error: 'must be a port number from 0 to 65535' })
    .default('3000')
    .transform(Number)
    .refine((port) => port <= 65_535, { error: 'must be a port number from 0 to 65535' }),
  HOST: z.string().default('127.0.0.1'),
  /** Where people reach this server from outside, such as behind a proxy. */
  ORIGIN: address(/^https?$/, 'https://miteinander.example.org')
    .refine((url) => new URL(url).origin === url, {
      error: 'must be an address without a path and without a slash at its end',
    })
    .optional(),
  /** Unset: the embedded PostgreSQL on the data in `DATA_DIR`. */
  DATABASE_URL: address(/^postgres(ql)?$/, 'postgres://user:password@host:5432/miteinander').optional(),
  DATA_DIR: z
    .string()
    .default('.data')
    .transform((path) => resolve(path)),
  SECRET_KEY: z.string().min(32, { error: 'must have at least 32 characters' }).optional(),
  SMTP_URL: address(/^smtps?$/, 'smtp://user:password@mail.example.org:587').optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^@]+@[^@\s]+$/, { error: 'must be an e-mail address such as Miteinander <post@example.org>' })
    .default('Miteinander <miteinander@localhost>'),
  SMS_URL: address(/^https?$/, 'https://sms.example.org/send').optional(),
  VAPID_PUBLIC_KEY: z.string().optional(),
  VAPID_PRIVATE_KEY: z.string().optional(),
  OIDC_ISSUER: address(/^https?$/, 'https://login.example.org').optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  /** Whether this instance also runs background jobs. */
  WORKER: onOff.default('on'),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  /** Demo accounts, the banner and the pages under /dev. */
  DEMO: onOff.default('off').transform((word) => word === 'on'),
  RATE_LIMIT: onOff.default('on'),
  /** The clock: the machine's, or for tests a fixed or shifted one. */
  NOW: z
    .string()
    .refine(isReadableClock, {
      error: 'must be an instant such as 2026-11-23T08:00Z or a shift such as +2h or -3d',
    })
    .optional(),
});

type Variables = z.output<typeof variables>;
type Source = Record<string, string | undefined>;

/** The settings of this process, checked and typed. */
export type Env = Variables & { SECRET_KEY: string; DATABASE_URL: string };

/** What only makes sense together. Each rule names the variable at fault and what is wrong with it. */
const rules: {
  variable: keyof Variables;
  isBroken: (given: Source, isDemo: boolean) => boolean;
  problem: string;
}[] = [
  {
    variable: 'RATE_LIMIT',
    isBroken: ({ RATE_LIMIT }, isDemo) => !isDemo && FALSE.includes(RATE_LIMIT ?? ''),
    problem: 'may be off only together with DEMO',
  },
  {
    variable: 'NOW',
    isBroken: ({ NOW }, isDemo) => !isDemo && NOW !== undefined,
    problem: 'may be set only together with DEMO',
  },
  {
    variable: 'SECRET_KEY',
    isBroken: ({ NODE_ENV, SECRET_KEY }, isDemo) => NODE_ENV === 'production' && !isDemo && !SECRET_KEY,
    problem: 'must be set in production, to at least 32 random characters',
  },
  {
    variable: 'DATABASE_URL',
    isBroken: ({ NODE_ENV, DATABASE_URL }, isDemo) => NODE_ENV === 'production' && !isDemo && !DATABASE_URL,
    problem: databaseMissing,
  },
  ...together('VAPID_PUBLIC_KEY', 'VAPID_PRIVATE_KEY'),
  ...together('OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'),
];

/**
 * Reads and checks the settings. An empty variable counts as not set. Values are not repeated in the complaint:
 * some are secrets.
 *
 * @throws SetupError with one sentence per wrong variable, each on its line
 */
export function readEnv(source: Source = process.env): Variables {
  const given: Source = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()));
  const parsed = variables.safeParse(given);
  const isDemo = TRUE.includes(given['DEMO'] ?? '');
  const problems = new Map(
    (parsed.error?.issues ?? []).map((issue) => [String(issue.path[0]), issue.message]),
  );
  for (const { variable, isBroken, problem } of rules) {
    if (!problems.has(variable) && isBroken(given, isDemo)) problems.set(variable, problem);
  }
  if (parsed.data && problems.size === 0) return parsed.data;
  throw new SetupError([...problems].map(([variable, problem]) => `${variable} ${problem}.`).join('\n'));
}

let known: Env | undefined;

/**
 * The settings of this process, read once. Outside of production the secret key may be missing: one is then made
 * and kept in the data folder. The database's address is here at the latest: who starts the embedded one sets it.
 *
 * @throws SetupError as `readEnv`
 */
export function env(): Env {
  return (known ??= complete(readEnv()));
}

function complete(settings: Variables): Env {
  const { DATABASE_URL, SECRET_KEY = secretKey(settings.DATA_DIR) } = settings;
  if (!DATABASE_URL) throw new SetupError(`DATABASE_URL ${databaseMissing}.`);
  return { ...settings, DATABASE_URL, SECRET_KEY };
}

function isReadableClock(text: string): boolean {
  try {
    parseNow(text);
    return true;
  } catch {
    return false;
  }
}

function together(...names: (keyof Variables)[]) {
  return names.map((variable) => ({
    variable,
    isBroken: (given: Source) => !given[variable] && names.some((name) => given[name]),
    problem: `must be set as well, as ${names.filter((name) => name !== variable).join(' and ')} goes with it`,
  }));
}
