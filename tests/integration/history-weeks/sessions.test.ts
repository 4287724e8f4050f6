import type { Session } from '#lib/features/history-weeks/history-week.ts';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene } from '#tests/support/scene.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '../scheduling/refusal.ts';
import { openWeek, residents, room, session, weekScene, type WeekScene } from './week.ts';

const database = useDatabase();
let scene: Scene;
let town: WeekScene;

beforeAll(async () => {
  scene = new Scene(database.url);
  town = await weekScene(scene);
});
afterAll(() => scene.close());

async function sessionOf(projectId: string, eventId: string): Promise<Session> {
  const { plan } = await town.murat.api.historyWeeks.get({ projectId });
  return plan!.sessions.find(({ id }) => id === eventId)!;
}
const shiftOf = (one: Session, role: string) => one.roles.find((shift) => shift.role === role)!.shiftId;

describe('who plans a history week', () => {
  it('is the office that runs it and the contact of the hosting house; for others it does not exist', async () => {
    const projectId = await openWeek(town);
    const { murat, okafor, nadja, lenz, hanne } = town;
    expect(await okafor.api.historyWeeks.get({ projectId })).toMatchObject({ side: 'host' });
    expect(await murat.api.historyWeeks.get({ projectId })).toMatchObject({ side: 'office' });
    const { eventId } = await okafor.api.historyWeeks.createSession({ projectId, ...session() });
    const [participantId] = await residents(okafor, projectId, 'Erna');
    const strangers = [nadja, lenz].flatMap(({ api: { historyWeeks } }) => [
      historyWeeks.get({ projectId }),
      historyWeeks.createSession({ projectId, ...session() }),
      historyWeeks.moveSession({ eventId, date: '2026-12-09', startTime: '' }),
      historyWeeks.cancelSession({ eventId, reason: 'Nein' }),
      historyWeeks.addGuest({ eventId, participantId: participantId! }),
      historyWeeks.removeParticipant({ participantId: participantId! }),
      historyWeeks.daySheet({ projectId, date: '2026-12-08' }),
      historyWeeks.copy({ fromProjectId: projectId, firstOn: '2027-12-06' }),
      historyWeeks.deleteLists({ projectId }),
      historyWeeks.askToPublish({ projectId }),
    ]);
    const codes = (await Promise.all(strangers.map(refusal))).map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(['NOT_FOUND']));
    expect((await refusal(hanne.api.historyWeeks.get({ projectId }))).code).toBe('FORBIDDEN');
    expect((await refusal(okafor.api.historyWeeks.publish({ projectId }))).code).toBe('FORBIDDEN');
    expect((await lenz.api.historyWeeks.list()).map((week) => week.projectId)).not.toContain(projectId);
    expect((await okafor.api.historyWeeks.list()).map((week) => week.projectId)).toContain(projectId);
  });

  it('lets the house ask the office to publish, which hears of it once a day', async () => {
    const projectId = await openWeek(town);
    const { murat, okafor } = town;
    await okafor.api.historyWeeks.createSession({ projectId, ...session() });
    expect((await refusal(murat.api.historyWeeks.askToPublish({ projectId }))).code).toBe('NOT_FOUND');
    expect(await okafor.api.historyWeeks.askToPublish({ projectId })).toEqual({ people: 1 });
    expect(await okafor.api.historyWeeks.askToPublish({ projectId })).toEqual({ people: 0 });
    const { items } = await murat.api.messaging.notices({ onlyUnread: true, page: 1 });
    expect(items).toMatchObject([{ kind: 'history_week_ready', details: { projectId, sessions: 1 } }]);
  });

  it('shows the house given names without telephone, and lets it place only people of the week', async () => {
    const projectId = await openWeek(town);
    const { murat, okafor, hanne } = town;
    const renate = await scene.person('Renate');
    const { eventId } = await murat.api.historyWeeks.createSession({ projectId, ...session() });
    const { eventId: later } = await murat.api.historyWeeks.createSession({
      projectId,
      ...session({ startTime: '11:15', endTime: '12:00' }),
    });
    const shiftId = shiftOf(await sessionOf(projectId, eventId), 'witness');
    const laterShift = shiftOf(await sessionOf(projectId, later), 'moderator');
    await murat.api.historyWeeks.assign({ eventId, shiftId, personId: hanne.id });
    const { plan } = await okafor.api.historyWeeks.get({ projectId });
    const seen = plan!.sessions[0]!.roles.find((shift) => shift.role === 'witness')!.people;
    expect(seen).toEqual([{ personId: hanne.id, name: 'Hanne', phone: null }]);
    const place = { eventId: later, shiftId: laterShift };
    await okafor.api.historyWeeks.assign({ ...place, personId: hanne.id });
    const unknown = okafor.api.historyWeeks.assign({ ...place, personId: renate.id });
    expect((await refusal(unknown)).code).toBe('NOT_FOUND');
    const elsewhere = await scene.shift(town.office);
    const lent = okafor.api.historyWeeks.assign({
      eventId,
      shiftId: elsewhere.shiftId,
      personId: hanne.id,
    });
    expect((await refusal(lent)).code).toBe('NOT_FOUND');
  });
});

describe('a session', () => {
  it('lies within the days of the week and keeps its room to itself', async () => {
    const projectId = await openWeek(town);
    const { okafor } = town;
    const roomId = await room(scene, town.house, 'Bibliothek');
    const outside = okafor.api.historyWeeks.createSession({ projectId, ...session({ date: '2026-12-12' }) });
    expect(await refusal(outside)).toMatchObject({ code: 'OUTSIDE_WEEK', details: { field: 'date' } });
    await okafor.api.historyWeeks.createSession({ projectId, ...session({ roomId, title: 'Singen' }) });
    const second = okafor.api.historyWeeks.createSession({ projectId, ...session({ roomId }) });
    expect(await refusal(second)).toMatchObject({
      code: 'ROOM_TAKEN',
      details: { title: 'Singen', room: 'Bibliothek', field: 'roomId' },
    });
    const { plan } = await okafor.api.historyWeeks.get({ projectId });
    expect(plan!.sessions).toHaveLength(1);
  });

  it('moves with its people, and not at all when a resident is elsewhere then', async () => {
    const projectId = await openWeek(town);
    const { okafor, murat } = town;
    const frieda = await scene.person('Frieda');
    const [erna] = await residents(okafor, projectId, 'Erna');
    const { eventId } = await okafor.api.historyWeeks.createSession({ projectId, ...session() });
    const { eventId: other } = await okafor.api.historyWeeks.createSession({
      projectId,
      ...session({ title: 'Kochen', startTime: '14:00', endTime: '15:30' }),
    });
    const shiftId = shiftOf(await sessionOf(projectId, eventId), 'witness');
    await murat.api.historyWeeks.assign({ eventId, shiftId, personId: frieda.id });
    for (const id of [eventId, other])
      await okafor.api.historyWeeks.addGuest({ eventId: id, participantId: erna! });
    const blocked = okafor.api.historyWeeks.moveSession({ eventId, date: '2026-12-08', startTime: '14:30' });
    expect(await refusal(blocked)).toMatchObject({
      code: 'PARTICIPANT_BUSY',
      details: { name: 'Erna K.', title: 'Kochen' },
    });
    await okafor.api.historyWeeks.moveSession({ eventId, date: '2026-12-10', startTime: '' });
    expect(await sessionOf(projectId, eventId)).toMatchObject({
      ...{ date: '2026-12-10', startTime: '09:30', endTime: '11:00' },
      guests: [{ participantId: erna }],
    });
    const calledOff = await okafor.api.historyWeeks.cancelSession({ eventId, reason: 'Glatteis' });
    expect(calledOff).toEqual({ people: 1 });
    // A session that is called off keeps nobody from another.
    await okafor.api.historyWeeks.moveSession({ eventId: other, date: '2026-12-10', startTime: '09:30' });
  });

  it('keeps what people have when a role shall go or get smaller', async () => {
    const projectId = await openWeek(town);
    const { murat } = town;
    const frieda = await scene.person('Frieda');
    const { eventId } = await murat.api.historyWeeks.createSession({ projectId, ...session() });
    const before = await sessionOf(projectId, eventId);
    await murat.api.historyWeeks.assign({
      eventId,
      shiftId: shiftOf(before, 'witness'),
      personId: frieda.id,
    });
    const without = session({ roles: session().roles.filter(({ role }) => role !== 'witness') });
    const version = before.version;
    const removed = murat.api.historyWeeks.updateSession({ eventId, version, ...without });
    expect((await refusal(removed)).code).toBe('STILL_IN_USE');
    expect(await sessionOf(projectId, eventId)).toMatchObject({
      version,
      roles: before.roles.map(({ role }) => ({ role })),
    });
    await murat.api.historyWeeks.updateSession({ eventId, version, ...session({ withChildren: true }) });
    const after = await sessionOf(projectId, eventId);
    expect(after.roles.map(({ requirements }) => requirements)).toEqual(
      after.roles.map(() => ['record_inspection']),
    );
    const renate = await scene.person('Renate');
    const uninspected = murat.api.historyWeeks.assign({
      eventId,
      shiftId: shiftOf(after, 'witness'),
      personId: renate.id,
    });
    expect((await refusal(uninspected)).code).toBe('CHECK_MISSING');
  });
});

describe('residents', () => {
  it('are never in two sessions at once, however many try at the same moment', async () => {
    const projectId = await openWeek(town);
    const { okafor, murat } = town;
    const [erna] = await residents(okafor, projectId, 'Erna');
    const parallel = ['A', 'B', 'C', 'D'].map(async (title) => {
      const fields = session({ title, room: title });
      return (await okafor.api.historyWeeks.createSession({ projectId, ...fields })).eventId;
    });
    const events = await Promise.all(parallel);
    const tries = events.map((eventId, index) =>
      [okafor, murat][index % 2]!.api.historyWeeks.addGuest({ eventId, participantId: erna! }),
    );
    const results = await Promise.allSettled(tries);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const winner = (await Promise.all(events.map((id) => sessionOf(projectId, id)))).find(
      ({ guests }) => guests.length > 0,
    )!;
    const refused = results.flatMap((one) => (one.status === 'rejected' ? [Promise.reject(one.reason)] : []));
    for (const { code } of await Promise.all(refused.map(refusal))) expect(code).toBe('PARTICIPANT_BUSY');
    const again = okafor.api.historyWeeks.addGuest({
      eventId: events.find((id) => id !== winner.id)!,
      participantId: erna!,
    });
    expect((await refusal(again)).details).toMatchObject({ name: 'Erna K.', title: winner.title });
  });

  it('have one escort each, who is free again once she gives up her place', async () => {
    const projectId = await openWeek(town);
    const { okafor, murat } = town;
    const helga = await scene.person('Helga');
    const ids = await residents(okafor, projectId, 'Erna', 'Hedwig', 'Otto');
    const { eventId } = await okafor.api.historyWeeks.createSession({ projectId, ...session() });
    for (const participantId of ids) await okafor.api.historyWeeks.addGuest({ eventId, participantId });
    const shiftId = shiftOf(await sessionOf(projectId, eventId), 'escort');
    await murat.api.historyWeeks.assign({ eventId, shiftId, personId: helga.id });
    expect(await okafor.api.historyWeeks.pairEscorts({ eventId })).toEqual({ pairs: 1 });
    const both = ids.slice(0, 2).map((participantId) => ({ participantId, escortId: helga.id }));
    const twice = okafor.api.historyWeeks.setPairs({ eventId, pairs: both });
    expect((await refusal(twice)).code).toBe('ESCORT_TAKEN');
    const { warnings } = await okafor.api.historyWeeks.get({ projectId });
    expect(warnings[0]!.list).toContainEqual({ code: 'escorts_missing', needed: 3, present: 1 });
    await okafor.api.historyWeeks.unassign({ eventId, shiftId, personId: helga.id });
    const { guests } = await sessionOf(projectId, eventId);
    expect(guests.map(({ escortId }) => escortId)).toEqual([null, null, null]);
  });

  it('are kept apart by name, with a consent that says who took it', async () => {
    const projectId = await openWeek(town);
    const { okafor } = town;
    const erna = { projectId, givenName: 'Erna', initial: 'k.', house: 'WB 1' };
    await okafor.api.historyWeeks.saveParticipant({
      ...erna,
      photoConsent: 'photo',
      consentOn: '2026-11-20',
    });
    const again = okafor.api.historyWeeks.saveParticipant({ ...erna, initial: 'K' });
    expect((await refusal(again)).code).toBe('ALREADY_EXISTS');
    const future = okafor.api.historyWeeks.saveParticipant({
      ...{ projectId, givenName: 'Otto', photoConsent: 'none', consentOn: '2027-01-01' },
    });
    expect(await refusal(future)).toMatchObject({ details: { field: 'consentOn' } });
    const { plan } = await okafor.api.historyWeeks.get({ projectId });
    expect(plan!.participants).toMatchObject([
      { givenName: 'Erna', initial: 'K', consentOn: '2026-11-20', consentByName: okafor.actor.name },
    ]);
  });
});

describe('witnesses', () => {
  it('are warned of above one session a day, unless somebody gives a reason', async () => {
    const projectId = await openWeek(town);
    const { murat, okafor } = town;
    const walter = await scene.person('Walter');
    for (const startTime of ['09:30', '14:00']) {
      const { eventId } = await murat.api.historyWeeks.createSession({
        projectId,
        ...session({ startTime, endTime: startTime.replace(/^\d\d/, (h) => String(Number(h) + 1)) }),
      });
      const shiftId = shiftOf(await sessionOf(projectId, eventId), 'witness');
      await murat.api.historyWeeks.assign({ eventId, shiftId, personId: walter.id });
    }
    const { plan, warnings } = await okafor.api.historyWeeks.get({ projectId });
    const limit = { code: 'witness_limit', name: 'Walter', sessions: 2, personId: walter.id };
    expect(warnings.flatMap(({ list }) => list)).toMatchObject([limit, limit]);
    await okafor.api.historyWeeks.allowWitness({
      eventId: plan!.sessions[0]!.id,
      personId: walter.id,
      participantId: null,
      note: 'Er möchte es so.',
    });
    expect((await okafor.api.historyWeeks.get({ projectId })).warnings).toEqual([]);
  });
});

describe('stand-ins', () => {
  it('take a place; a name with a number becomes a volunteer of the office', async () => {
    const projectId = await openWeek(town);
    const { okafor } = town;
    const { eventId } = await okafor.api.historyWeeks.createSession({ projectId, ...session() });
    await okafor.api.historyWeeks.addStandIn({
      ...{ projectId, name: 'Lieselotte Brink', phone: '0231 25046', roles: ['escort'] },
    });
    const [standIn] = await okafor.api.historyWeeks.standIns({ projectId });
    const shiftId = shiftOf(await sessionOf(projectId, eventId), 'escort');
    await okafor.api.historyWeeks.useStandIn({ standInId: standIn!.id, eventId, shiftId });
    const { roles } = await sessionOf(projectId, eventId);
    expect(roles.find(({ role }) => role === 'escort')!.people).toMatchObject([
      { name: 'Lieselotte Brink', phone: '+4923125046' },
    ]);
  });

  it('leave nothing behind when the shift does not take them', async () => {
    const projectId = await openWeek(town);
    const { okafor } = town;
    const { eventId } = await okafor.api.historyWeeks.createSession({
      projectId,
      ...session({ withChildren: true }),
    });
    await okafor.api.historyWeeks.addStandIn({
      ...{ projectId, name: 'Karl Ohnepass', phone: '0231 25047' },
    });
    const [standIn] = await okafor.api.historyWeeks.standIns({ projectId });
    const shiftId = shiftOf(await sessionOf(projectId, eventId), 'escort');
    const use = okafor.api.historyWeeks.useStandIn({ standInId: standIn!.id, eventId, shiftId });
    expect((await refusal(use)).code).toBe('CHECK_MISSING');
    expect(await okafor.api.historyWeeks.standIns({ projectId })).toEqual([standIn]);
  });
});
