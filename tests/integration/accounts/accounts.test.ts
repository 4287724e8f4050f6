import { createHash } from 'node:crypto';
import { domainErrorOf } from '#lib/errors/domain-error.ts';
import type { RequestContext } from '#lib/trpc/context.server.ts';
import { createCaller } from '#lib/trpc/root.server.ts';
import { hashPassword } from '#lib/server/auth/password.server.ts';
import { createSessions } from '#lib/server/auth/session.server.ts';
import { connect } from '#lib/server/db/client.server.ts';
import { person, session } from '#lib/server/db/schema/index.ts';
import { systemClock } from '#lib/time/clock.ts';
import { startWorker } from '#lib/server/jobs/worker.server.ts';
import { createLog } from '#lib/server/log/log.server.ts';
import { smtpMailer } from '#lib/server/mail/mailer.server.ts';
import { createRateLimiter } from '#lib/server/rate-limit.server.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene } from '#tests/support/scene.ts';
import { eq } from 'drizzle-orm';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
let scene: Scene;

beforeAll(async () => {
  scene = new Scene(database.url);
  await scene.town();
});
afterAll(() => scene.close());

/** A browser: keeps its cookies, comes from one address. */
function browser({ address = '127.0.0.1', limitsOff = true } = {}) {
  const cookies = new Map<string, string>();
  const jar = {
    get: (name: string) => cookies.get(name),
    set: (name: string, value: string) => void cookies.set(name, value),
  };
  const sessions = createSessions(scene.db, jar, true);
  const limits = createRateLimiter(scene.database.sql, { isOff: limitsOff });
  const open = async () =>
    createCaller({
      actor: await sessions.read(),
      db: scene.db,
      now: scene.now,
      sessions,
      limits,
      secret: 'a secret of the tests that nobody else knows',
      address,
    } as unknown as RequestContext);
  return { cookies, open };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return domainErrorOf(error)?.code ?? (error ? String((error as { code?: string }).code) : 'answered');
}

const käthe = { givenName: 'Käthe', familyName: 'Morgenroth', districtCode: 'apl' };

describe('opening an account', () => {
  it('needs a name, a way to reach the person, and a district; the e-mail is kept in lower case', async () => {
    const { open } = browser();
    await (await open()).auth.register({ ...käthe, email: ' Kaethe@Example.ORG ' });
    const { actor } = await (await open()).auth.me();
    expect(actor).toMatchObject({ name: 'Käthe Morgenroth', roles: ['volunteer'] });
    const [row] = await scene.db.select().from(person).where(eq(person.id, actor!.id));
    expect(row).toMatchObject({ email: 'kaethe@example.org', passwordHash: null });
  });

  it('with a telephone only asks for a password, and signs in with the number as it is written', async () => {
    const { open } = browser();
    const withPhone = { ...käthe, phone: '(0171) 39200-99' };
    expect(await codeOf((await open()).auth.register(withPhone))).toBe('BAD_REQUEST');
    await (await open()).auth.register({ ...withPhone, password: 'Apfelbaum Regen Löffel' });
    const tablet = browser();
    await (await tablet.open()).auth.signIn({ email: '0171 3920099', password: 'Apfelbaum Regen Löffel' });
    expect((await (await tablet.open()).auth.me()).actor?.name).toBe('Käthe Morgenroth');
  });

  it('does not open two accounts for one address, also when both come at the same moment', async () => {
    const twice = { ...käthe, email: 'doppelt@example.org' };
    const attempts = [browser(), browser()].map(async ({ open }) =>
      codeOf((await open()).auth.register(twice)),
    );
    expect((await Promise.all(attempts)).sort()).toEqual(['EMAIL_TAKEN', 'answered']);
  });

  it('refuses a district that the town does not have', async () => {
    const { open } = browser();
    const nowhere = { ...käthe, email: 'anderswo@example.org', districtCode: 'xyz' };
    expect(await codeOf((await open()).auth.register(nowhere))).toBe('INVALID_INPUT');
  });
});

describe('sessions', () => {
  it('are stored as hashes: the table opens no door', async () => {
    const { open, cookies } = browser();
    await (await open()).auth.register({ ...käthe, email: 'hash@example.org' });
    const token = cookies.get('session')!;
    const ids = (await scene.db.select({ id: session.id }).from(session)).map(({ id }) => id);
    expect(ids).not.toContain(token);
    expect(ids).toContain(createHash('sha256').update(token).digest('hex'));
    const thief = browser();
    thief.cookies.set('session', ids[0]!);
    expect((await (await thief.open()).auth.me()).actor).toBeNull();
  });

  it('end everywhere at once', async () => {
    const [one, other] = [browser(), browser()];
    await (
      await one.open()
    ).auth.register({ ...käthe, email: 'ueberall@example.org', password: 'Apfelbaum Regen' });
    await (await other.open()).auth.signIn({ email: 'ueberall@example.org', password: 'Apfelbaum Regen' });
    await (await one.open()).auth.signOutEverywhere();
    expect((await (await other.open()).auth.me()).actor).toBeNull();
  });

  it('of somebody whose account is closed are worth nothing', async () => {
    const { open } = browser();
    const { personId } = await (await open()).auth.register({ ...käthe, email: 'zu@example.org' });
    await scene.db.update(person).set({ deactivatedAt: scene.now }).where(eq(person.id, personId));
    expect((await (await open()).auth.me()).actor).toBeNull();
  });
});

describe('trying passwords', () => {
  it('is stopped after ten tries for one account, on all instances together', async () => {
    const hanne = await scene.person('Hanne');
    await scene.db
      .update(person)
      .set({ passwordHash: await hashPassword('miteinander-demo') })
      .where(eq(person.id, hanne.id));
    const email = hanne.actor.email!;
    const instances = [browser({ limitsOff: false }), browser({ limitsOff: false, address: '127.0.0.2' })];
    const codes = [];
    for (let i = 0; i < 11; i++) {
      codes.push(await codeOf((await instances[i % 2]!.open()).auth.signIn({ email, password: 'falsch' })));
    }
    expect(codes).toEqual([...Array(10).fill('WRONG_CREDENTIALS'), 'TOO_MANY_REQUESTS']);
  });
});

/** The text of a message, decoded as a mail program does. */
function bodyOf(mail: string): string {
  const [head, ...rest] = mail.split('\r\n\r\n');
  const body = rest.join('\n');
  return /transfer-encoding: base64/i.test(head!) ? Buffer.from(body, 'base64').toString() : body;
}

describe('a code by e-mail', () => {
  const received: string[] = [];
  let server: SMTPServer;
  let stopWorker: () => Promise<void>;

  beforeAll(async () => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, _session, done) {
        let text = '';
        stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
        stream.on('end', () => {
          received.push(text);
          done();
        });
      },
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const { port } = server.server.address() as AddressInfo;
    const mailer = smtpMailer(`smtp://127.0.0.1:${port}`, 'Miteinander <post@example.org>');
    const runner = await startWorker({
      url: database.url,
      database: connect(database.url, { max: 2 }),
      mailer,
      log: createLog('silent'),
      clock: systemClock,
      origin: 'http://localhost:3000',
      secret: 'a secret of the tests',
    });
    stopWorker = () => runner.stop();
  });
  afterAll(async () => {
    await stopWorker();
    await new Promise<void>((done) => server.close(done));
  });

  async function sentCode(email: string): Promise<string> {
    await expect
      .poll(() => received.findLast((mail) => mail.includes(`To: ${email}`)), { timeout: 10_000 })
      .toBeDefined();
    return /(\d{6})/.exec(bodyOf(received.findLast((mail) => mail.includes(`To: ${email}`))!))![1]!;
  }

  it('travels through the job queue and SMTP, and signs in once', async () => {
    const { open } = browser();
    await (await browser().open()).auth.register({ ...käthe, email: 'code@example.org' });
    await (await open()).auth.requestCode({ email: 'code@example.org' });
    const code = await sentCode('code@example.org');
    const subject = /^Subject: (.*)$/m.exec(received.at(-1)!)![1]!;
    expect(subject).not.toMatch(/Käthe|\d{6}/);
    await (await open()).auth.signInWithCode({ email: 'code@example.org', code });
    expect((await (await open()).auth.me()).actor?.name).toBe('Käthe Morgenroth');
    expect(
      await codeOf((await browser().open()).auth.signInWithCode({ email: 'code@example.org', code })),
    ).toBe('WRONG_CREDENTIALS');
  });

  it('is worth nothing after five wrong tries, nor after a quarter of an hour', async () => {
    const email = 'raten@example.org';
    await (await browser().open()).auth.register({ ...käthe, email });
    await (await browser().open()).auth.requestCode({ email });
    const code = await sentCode(email);
    const wrong = code === '000000' ? '000001' : '000000';
    for (let i = 0; i < 5; i++) {
      expect(await codeOf((await browser().open()).auth.signInWithCode({ email, code: wrong }))).toBe(
        'WRONG_CREDENTIALS',
      );
    }
    expect(await codeOf((await browser().open()).auth.signInWithCode({ email, code }))).toBe('CODE_EXPIRED');

    received.length = 0;
    await (await browser().open()).auth.requestCode({ email });
    const fresh = await sentCode(email);
    const before = scene.now;
    scene.now = new Date(before.getTime() + 16 * 60_000);
    expect(await codeOf((await browser().open()).auth.signInWithCode({ email, code: fresh }))).toBe(
      'WRONG_CREDENTIALS',
    );
    scene.now = before;
  });

  it('is not sent to an address without an account, and the answer does not tell', async () => {
    const before = received.length;
    expect(await codeOf((await browser().open()).auth.requestCode({ email: 'niemand@example.org' }))).toBe(
      'answered',
    );
    expect(received).toHaveLength(before);
  });
});
