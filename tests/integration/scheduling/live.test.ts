import type { LiveChange } from '#lib/features/scheduling/live.service.server.ts';
import { officeChanges, ownChanges } from '#lib/features/scheduling/live.service.server.ts';
import { type Changes, listenForChanges } from '#lib/server/live/changes.server.ts';
import { createLog } from '#lib/server/log/log.server.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene, type Person } from '#tests/support/scene.ts';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';

const database = useDatabase();
let scene: Scene;
let changes: Changes;
let aplerbeck: string;
let hoerde: string;
let murat: Person;
let hanne: Person;
let leaving: AbortController[] = [];

beforeAll(async () => {
  scene = new Scene(database.url);
  changes = listenForChanges(scene.database.sql, createLog('silent'));
  await scene.town();
  aplerbeck = await scene.organisation('Seniorenbüro Aplerbeck');
  hoerde = await scene.organisation('Seniorenbüro Hörde');
  murat = await scene.person('Murat', { roles: [['coordinator', aplerbeck]] });
  hanne = await scene.person('Hanne');
  // The channel is open once something is heard on it.
  await vi.waitFor(async () => {
    await scene.database.sql`select pg_notify('domain_event', '')`;
    expect(changes.lastHeardAt()).toBeGreaterThan(0);
  });
});
afterEach(() => {
  for (const page of leaving) page.abort();
  leaving = [];
});
afterAll(async () => {
  await changes.close();
  await scene.close();
});

/** Somebody opens a page: what it hears from then on, and how it is left. */
async function openPage(person: Person, listen: typeof officeChanges) {
  const page = new AbortController();
  leaving.push(page);
  const heard: LiveChange[] = [];
  const ctx = { actor: person.actor, db: scene.db, now: scene.now, changes };
  const ended = (async () => {
    for await (const change of listen(ctx, page.signal)) heard.push(change);
  })();
  // A page that follows its own dates first asks which they are.
  await new Promise((done) => setTimeout(done, 50));
  return { heard, leave: () => page.abort(), ended };
}

it('Murat hears within a second that somebody has signed up, and not who', async () => {
  const { heard } = await openPage(murat, officeChanges);
  const { shiftId, eventId } = await scene.shift(aplerbeck);
  await hanne.api.scheduling.signUp({ shiftId });
  await vi.waitFor(() => expect(heard).toHaveLength(1), { timeout: 1000 });
  expect(heard).toEqual([{ type: 'signup_confirmed', eventId, shiftId }]);
});

it('Murat hears nothing of another office', async () => {
  const { heard } = await openPage(murat, officeChanges);
  const theirs = await scene.shift(hoerde, { inHours: 40 });
  const ours = await scene.shift(aplerbeck, { inHours: 50 });
  await hanne.api.scheduling.signUp({ shiftId: theirs.shiftId });
  await hanne.api.scheduling.signUp({ shiftId: ours.shiftId });
  await vi.waitFor(() => expect(heard.map((one) => one.shiftId)).toEqual([ours.shiftId]));
});

it('leaving the page ends the listening at once', async () => {
  const { heard, leave, ended } = await openPage(murat, officeChanges);
  leave();
  await ended;
  const { shiftId } = await scene.shift(aplerbeck, { inHours: 60 });
  await hanne.api.scheduling.signUp({ shiftId });
  expect(heard).toEqual([]);
});

it('Hanne hears of her dates only: what others do there, and what she does on another device', async () => {
  const ingrid = await scene.person('Ingrid');
  const mine = await scene.shift(hoerde, { inHours: 100, shift: { maxPlaces: 3 } });
  const foreign = await scene.shift(hoerde, { inHours: 110, shift: { maxPlaces: 3 } });
  const later = await scene.shift(hoerde, { inHours: 120, shift: { maxPlaces: 3 } });
  await hanne.api.scheduling.signUp({ shiftId: mine.shiftId });
  const { heard } = await openPage(hanne, ownChanges);

  await ingrid.api.scheduling.signUp({ shiftId: foreign.shiftId });
  await ingrid.api.scheduling.signUp({ shiftId: mine.shiftId });
  await hanne.api.scheduling.signUp({ shiftId: later.shiftId });
  await hanne.api.scheduling.cancelSignup({ shiftId: later.shiftId });
  // Her own sign-up from before may still be on its way when the page opens.
  await vi.waitFor(() =>
    expect(heard.map(({ type, shiftId }) => [type, shiftId])).toEqual(
      expect.arrayContaining([
        ['signup_confirmed', mine.shiftId],
        ['signup_confirmed', later.shiftId],
        ['signup_cancelled', later.shiftId],
      ]),
    ),
  );
  expect(heard.map(({ shiftId }) => shiftId)).not.toContain(foreign.shiftId);
});
