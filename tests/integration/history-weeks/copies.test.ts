import { renderPdf } from '#lib/server/pdf/typst.server.ts';
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

describe('a copied week', () => {
  it('has the same wall time across the change of the clocks, roles and rooms, and nobody in it', async () => {
    const { okafor, murat, hanne } = town;
    const projectId = await openWeek(town, '2027-03-22', '2027-03-26');
    const roomId = await room(scene, town.house, 'Festsaal');
    const { eventId } = await okafor.api.historyWeeks.createSession({
      projectId,
      ...session({ date: '2027-03-24', roomId }),
    });
    const off = await okafor.api.historyWeeks.createSession({
      projectId,
      ...session({ date: '2027-03-25', title: 'Fällt aus' }),
    });
    await okafor.api.historyWeeks.cancelSession({ eventId: off.eventId, reason: 'Streik' });
    const [erna] = await residents(okafor, projectId, 'Erna');
    await okafor.api.historyWeeks.addGuest({ eventId, participantId: erna! });
    const { plan: before } = await murat.api.historyWeeks.get({ projectId });
    const witness = before!.sessions[0]!.roles[0]!;
    await murat.api.historyWeeks.assign({ eventId, shiftId: witness.shiftId, personId: hanne.id });

    const copied = await okafor.api.historyWeeks.copy({ fromProjectId: projectId, firstOn: '2027-03-29' });
    expect(copied).toMatchObject({ sessions: 1, roomsTaken: 0 });
    const { plan, week } = await murat.api.historyWeeks.get({ projectId: copied.projectId });
    expect(week).toMatchObject({ isPublished: false, days: { firstOn: '2027-03-29', lastOn: '2027-04-02' } });
    expect(plan!.participants).toEqual([]);
    expect(plan!.sessions).toMatchObject([
      {
        ...{ date: '2027-03-31', startTime: '09:30', endTime: '11:00', roomId, isPublished: false },
        startAt: new Date('2027-03-31T07:30:00Z'),
        guests: [],
      },
    ]);
    expect(before!.sessions[0]!.startAt).toEqual(new Date('2027-03-24T08:30:00Z'));
    expect(
      plan!.sessions[0]!.roles.map(({ role, min, max, people }) => ({ role, min, max, people })),
    ).toEqual(before!.sessions[0]!.roles.map(({ role, min, max }) => ({ role, min, max, people: [] })));
  });

  it('says which of its days are off, and which rooms are taken', async () => {
    const { okafor } = town;
    const projectId = await openWeek(town, '2028-02-14', '2028-02-18');
    const roomId = await room(scene, town.house, 'Wohnküche');
    await okafor.api.historyWeeks.createSession({ projectId, ...session({ date: '2028-02-16', roomId }) });
    const preview = await okafor.api.historyWeeks.previewCopy({ projectId, firstOn: '2029-04-30' });
    expect(preview).toMatchObject({
      ...{ lastOn: '2029-05-04', sessions: 1 },
      daysOff: [{ date: '2029-05-01', reasons: [{ kind: 'public_holiday', name: 'tag_der_arbeit' }] }],
    });
    const copy = { fromProjectId: projectId, firstOn: '2029-04-30' };
    expect(await okafor.api.historyWeeks.copy(copy)).toMatchObject({ roomsTaken: 0 });
    const second = await okafor.api.historyWeeks.copy(copy);
    expect(second).toMatchObject({ sessions: 1, roomsTaken: 1 });
    const { plan } = await okafor.api.historyWeeks.get({ projectId: second.projectId });
    expect(plan!.sessions).toMatchObject([{ roomId: null, room: 'Wohnküche' }]);
  });

  it('does not go into a week of other days, and then nothing is there', async () => {
    const from = await openWeek(town, '2028-05-08', '2028-05-12');
    await town.okafor.api.historyWeeks.createSession({ projectId: from, ...session({ date: '2028-05-12' }) });
    const into = await openWeek(town, '2028-09-04', '2028-09-05');
    const copy = town.okafor.api.historyWeeks.copy({
      ...{ fromProjectId: from, intoProjectId: into, firstOn: '2028-09-04' },
    });
    expect((await refusal(copy)).code).toBe('OUTSIDE_WEEK');
    const { plan } = await town.okafor.api.historyWeeks.get({ projectId: into });
    expect(plan!.sessions).toEqual([]);
  });
});

it('a document sets what people typed as text, not as code', () => {
  const template = '#set document(title: "T")\n= #json(bytes(sys.inputs.data)).name';
  const pdf = Buffer.from(renderPdf(template, { name: '#panic("x") *Łukasz*' }, scene.now));
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(() => renderPdf('#nothing(', {}, scene.now)).toThrow('unclosed delimiter');
});
