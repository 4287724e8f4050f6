import { sendNotice } from '#lib/features/messaging/delivery.service.server.ts';
import { callIfUnread, notify, notifyOrCall } from '#lib/features/messaging/service.server.ts';
import { person } from '#lib/server/db/schema/index.ts';
import { createLog } from '#lib/server/log/log.server.ts';
import { smtpMailer } from '#lib/server/mail/mailer.server.ts';
import { startWorker } from '#lib/server/jobs/worker.server.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { type Person, Scene } from '#tests/support/scene.ts';
import { eq } from 'drizzle-orm';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '../scheduling/refusal.ts';

const database = useDatabase();
let scene: Scene;
let office: string;
let murat: Person;
let neighbour: Person;

/** A mail server that keeps what it is given, and refuses the first message once asked to. */
const inbox: string[] = [];
let refusesNext = false;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, _session, done) {
    let text = '';
    stream.on('data', (piece: Buffer) => (text += piece.toString('utf8')));
    stream.on('end', () => {
      if (refusesNext) {
        refusesNext = false;
        done(new Error('try later'));
        return;
      }
      inbox.push(text);
      done();
    });
  },
});
let mailer: ReturnType<typeof smtpMailer>;
let smtpUrl: string;

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  mailer = smtpMailer(smtpUrl, 'Miteinander <post@example.org>');
  scene = new Scene(database.url);
  await scene.town();
  office = await scene.organisation('Seniorenbüro Aplerbeck');
  murat = await scene.person('Murat', { roles: [['coordinator', office]] });
  neighbour = await scene.person('Nadja', {
    roles: [['coordinator', await scene.organisation('Seniorenbüro Brackel')]],
  });
});
afterAll(async () => {
  await scene.close();
  await new Promise<void>((done) => server.close(() => done()));
});

const facts = { title: 'Lesestunde', startAt: '2026-11-26T09:10:00.000Z', timeZone: 'Europe/Berlin' };
const context = () => ({ actor: null, db: scene.db, now: scene.now });
const parts = { origin: 'https://miteinander.example.org', secret: 'a secret of the tests' };
const plain = (mail: string) => mail.replaceAll('=\r\n', '').replaceAll('\r\n', '\n');

async function tell(who: Person): Promise<string> {
  const [id] = await notify(context(), [
    { kind: 'place_moved_up', personId: who.id, facts, organisationId: office },
  ]);
  return id!;
}

describe('a notice by e-mail', () => {
  it('goes out through a real mail server, in the person’s language, with nothing personal in the subject', async () => {
    const hanne = await scene.person('Hanne');
    await scene.db.update(person).set({ locale: 'en' }).where(eq(person.id, hanne.id));
    await tell(hanne);
    const worker = await startWorker({
      ...{ url: database.url, database: scene.database, mailer, log: createLog('silent') },
      ...{ clock: { now: () => scene.now }, ...parts },
    });
    await expect.poll(() => inbox.length, { timeout: 10_000 }).toBe(1);
    await worker.stop();
    const mail = plain(inbox[0]!);
    expect(mail).toContain('Subject: News about your dates');
    expect(mail).toContain('Hello Hanne,');
    expect(mail).toContain('You have a place now: Lesestunde');
    expect(mail).toContain('Thursday, 26 November, 10:10');
    expect(mail).toContain('https://miteinander.example.org/mein/nachrichten');
    expect(/Subject:.*/.exec(mail)![0]).not.toMatch(/Hanne|Lesestunde/);
  });

  it('is tried again after a refusal and then sent once, under one Message-ID', async () => {
    const hanne = await scene.person('Hanne');
    const noticeId = await tell(hanne);
    inbox.length = 0;
    refusesNext = true;
    await expect(sendNotice(context(), { noticeId }, { mailer, ...parts })).rejects.toThrow('try later');
    await sendNotice(context(), { noticeId }, { mailer, ...parts });
    await sendNotice(context(), { noticeId }, { mailer, ...parts });
    expect(inbox).toHaveLength(1);
    expect(plain(inbox[0]!)).toMatch(
      new RegExp(`Message-ID:\\s+<notice-${noticeId}@miteinander.example.org>`),
    );
  });

  it('is not sent to somebody who has read it, has no address, or whose account is closed', async () => {
    const [read, mute, gone] = await Promise.all(
      ['Rosa', 'Käthe', 'Willi'].map((name) => scene.person(name)),
    );
    const ids = await Promise.all([read!, mute!, gone!].map(tell));
    await read!.api.messaging.markRead({ ids: [ids[0]!] });
    await scene.db.update(person).set({ email: null, phone: '+493023125077' }).where(eq(person.id, mute!.id));
    await scene.db.update(person).set({ deactivatedAt: scene.now }).where(eq(person.id, gone!.id));
    inbox.length = 0;
    for (const noticeId of ids) await sendNotice(context(), { noticeId }, { mailer, ...parts });
    expect(inbox).toEqual([]);
  });
});

describe('a notice that must arrive', () => {
  /** The job as the queue holds it, run when half an hour has passed. */
  async function afterHalfAnHour(): Promise<void> {
    const [job] = await scene.database.sql<
      { payload: { noticeId: string; organisationId: string; title: string }; minutes: number }[]
    >`
      select j.payload, round(extract(epoch from j.run_at - ${scene.now.toISOString()}::timestamptz) / 60)::int as minutes
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'call_if_unread' order by j.id desc limit 1`;
    expect(job!.minutes).toBe(30);
    const later = new Date(scene.now.getTime() + 30 * 60_000);
    await callIfUnread({ ...context(), now: later }, job!.payload);
    await callIfUnread({ ...context(), now: later }, job!.payload);
  }
  const must = (who: Person) =>
    notifyOrCall(
      context(),
      { kind: 'substitute_reopened', personId: who.id, facts, organisationId: office },
      { minutes: 30, title: 'Lesestunde' },
    );

  it('becomes one call of the office when it is unread after half an hour, and none once it is read', async () => {
    const hanne = await scene.person('Hanne');
    await must(hanne);
    await afterHalfAnHour();
    const { items } = await murat.api.messaging.calls({});
    const call = items.find(({ personId }) => personId === hanne.id);
    expect(items.filter(({ personId }) => personId === hanne.id)).toHaveLength(1);
    expect(call).toMatchObject({ kind: 'notice_unread', doneAt: null });

    // She reads it late: nobody has to telephone any more.
    await hanne.api.messaging.markRead({ ids: 'all' });
    const left = await murat.api.messaging.calls({});
    expect(left.items.filter(({ personId }) => personId === hanne.id)).toEqual([]);
    const done = await murat.api.messaging.calls({ isDone: true });
    expect(done.items.find(({ id }) => id === call!.id)).toMatchObject({ outcome: 'settled' });
  });

  it('is no call when it was opened in time', async () => {
    const rosa = await scene.person('Rosa');
    await must(rosa);
    const { items } = await rosa.api.messaging.notices({});
    expect(await rosa.api.messaging.unread()).toEqual({ unread: 1 });
    await rosa.api.messaging.open({ noticeId: items[0]!.id });
    expect(await rosa.api.messaging.unread()).toEqual({ unread: 0 });
    await afterHalfAnHour();
    const calls = await murat.api.messaging.calls({});
    expect(calls.items.filter(({ personId }) => personId === rosa.id)).toEqual([]);
  });

  it('and its call are nobody else’s business', async () => {
    const hanne = await scene.person('Hanne');
    const noticeId = await tell(hanne);
    expect(await refusal(murat.api.messaging.open({ noticeId }))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await murat.api.messaging.markRead({ ids: [noticeId] })).toEqual({ read: 0 });
    await must(hanne);
    await afterHalfAnHour();
    const { items } = await murat.api.messaging.calls({});
    const callId = items.find(({ personId }) => personId === hanne.id)!.id;
    for (const attempt of [
      () => neighbour.api.messaging.finishCall({ callId, outcome: 'reached' }),
      () => neighbour.api.messaging.reopenCall({ callId }),
      () => neighbour.api.messaging.calls({ organisationId: office }),
    ]) {
      expect(await refusal(attempt())).toMatchObject({ code: 'NOT_FOUND' });
    }
    await murat.api.messaging.finishCall({ callId, outcome: 'reached', note: 'ruft zurück' });
    await murat.api.messaging.reopenCall({ callId });
    const again = await murat.api.messaging.calls({});
    expect(again.items.map(({ id }) => id)).toContain(callId);
  });
});
