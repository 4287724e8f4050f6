import { deleteOverdueLists } from '#lib/features/history-weeks/wrap-up.service.server.ts';
import * as schema from '#lib/server/db/schema/index.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene } from '#tests/support/scene.ts';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { refusal } from '../scheduling/refusal.ts';
import { openWeek, residents, session, weekScene, type WeekScene } from './week.ts';

const database = useDatabase();
const before = new Date('2026-11-24T09:00:00+01:00');
const after = new Date('2026-12-14T09:00:00+01:00');
let scene: Scene;
let town: WeekScene;

beforeAll(async () => {
  scene = new Scene(database.url);
  town = await weekScene(scene);
});
beforeEach(() => {
  scene.now = before;
});
afterAll(() => scene.close());

/** A week with one session, a resident and a volunteer; it is over. */
async function pastWeek(helperName: string) {
  scene.now = before;
  const { murat, okafor } = town;
  const projectId = await openWeek(town);
  const helper = await scene.person(helperName);
  const [erna] = await residents(okafor, projectId, 'Erna');
  const { eventId } = await okafor.api.historyWeeks.createSession({ projectId, ...session() });
  await okafor.api.historyWeeks.addGuest({ eventId, participantId: erna!, isWitness: true });
  const { plan } = await murat.api.historyWeeks.get({ projectId });
  const { shiftId } = plan!.sessions[0]!.roles[0]!;
  await murat.api.historyWeeks.assign({ eventId, shiftId, personId: helper.id });
  await okafor.api.historyWeeks.addStandIn({ projectId, name: 'Lieselotte Brink', phone: '0231 25046' });
  scene.now = after;
  return { projectId, eventId, helper };
}

describe('after the week', () => {
  it('numbers are noted, also again, and thanks go to each volunteer once', async () => {
    const { projectId, eventId, helper } = await pastWeek('Karla');
    const { okafor, murat } = town;
    for (const people of [23, 24])
      await okafor.api.historyWeeks.recordNumbers({
        projectId,
        sessions: [{ eventId, people, children: 11 }],
      });
    expect((await murat.api.historyWeeks.wrapUp({ projectId })).sessions).toMatchObject([
      { people: 24, children: 11, expected: 2 },
    ]);
    expect(await okafor.api.historyWeeks.thank({ projectId })).toEqual({ people: 1 });
    expect(await murat.api.historyWeeks.thank({ projectId })).toEqual({ people: 0 });
    const notices = await scene.db.select().from(schema.notice).where(eq(schema.notice.personId, helper.id));
    expect(notices).toMatchObject([
      { kind: 'history_week_thanks', details: { title: 'Geschichtswoche im Haus Abendrot' } },
    ]);
  });

  it('the lists go and the numbers stay, and nobody is added any more', async () => {
    const { projectId, eventId } = await pastWeek('Karla');
    const { okafor, murat } = town;
    await okafor.api.historyWeeks.recordNumbers({ projectId, sessions: [{ eventId, people: 9 }] });
    expect((await okafor.api.historyWeeks.wrapUp({ projectId })).lists).toEqual({
      ...{ participants: 1, places: 1, consents: 0, standIns: 1 },
    });
    await okafor.api.historyWeeks.deleteLists({ projectId });
    await okafor.api.historyWeeks.deleteLists({ projectId });
    const wrapUp = await murat.api.historyWeeks.wrapUp({ projectId });
    expect(wrapUp).toMatchObject({ deletedAt: after, helpers: 1, sessions: [{ people: 9 }] });
    expect(wrapUp.lists).toEqual({ participants: 0, places: 0, consents: 0, standIns: 0 });
    const late = okafor.api.historyWeeks.saveParticipant({ projectId, givenName: 'Otto' });
    expect((await refusal(late)).code).toBe('SHIFT_CLOSED');
  });

  it('nothing is deleted or counted while the week is still to come', async () => {
    const { projectId, eventId } = await pastWeek('Karla');
    scene.now = before;
    const { okafor } = town;
    const attempts = [
      okafor.api.historyWeeks.deleteLists({ projectId }),
      okafor.api.historyWeeks.thank({ projectId }),
      okafor.api.historyWeeks.recordNumbers({ projectId, sessions: [{ eventId, people: 9 }] }),
    ];
    for (const { code } of await Promise.all(attempts.map(refusal))) expect(code).toBe('INVALID_INPUT');
  });

  it('the lists go by themselves three months later, not a day earlier', async () => {
    const { projectId } = await pastWeek('Karla');
    const night = (day: string) =>
      deleteOverdueLists({ actor: null, db: scene.db, now: new Date(`${day}T03:20:00+01:00`) });
    await night('2027-03-11');
    expect((await town.murat.api.historyWeeks.wrapUp({ projectId })).deletedAt).toBeNull();
    await night('2027-03-12');
    expect(await town.murat.api.historyWeeks.wrapUp({ projectId })).toMatchObject({
      lists: { participants: 0, standIns: 0 },
    });
  });

  it('the day sheet had given names and escorts, and no telephone of anybody else', async () => {
    const { projectId } = await pastWeek('Karla');
    scene.now = before;
    const sheet = await town.okafor.api.historyWeeks.daySheet({ projectId, date: '2026-12-08' });
    expect(sheet.sessions).toMatchObject([
      {
        title: 'Schule früher',
        room: 'Festsaal',
        roles: [{ role: 'witness', names: ['Karla'] }, { names: [] }, { names: [] }, { names: [] }],
        guests: [{ name: 'Erna K.', isWitness: true, needsEscort: true, escort: null }],
      },
    ]);
    expect(sheet).toMatchObject({ escorts: [], townPhone: '030 23125000' });
    expect(JSON.stringify(sheet)).not.toContain('Test');
  });
});
