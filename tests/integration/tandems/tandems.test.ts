import { openFollowUps } from '#lib/features/tandems/followups.service.server.ts';
import * as schema from '#lib/server/db/schema/index.ts';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene } from '#tests/support/scene.ts';
import { arranged, begun, readyVolunteer, tandemRow, tandemTown, waiting } from '../tandem-scene.ts';

const database = useDatabase({ per: 'test' });
let scene: Scene;
let town: Awaited<ReturnType<typeof tandemTown>>;
beforeEach(async () => {
  scene = new Scene(database.url);
  town = await tandemTown(scene);
});
afterEach(() => scene.close());

const openCalls = (office: string) =>
  scene.db
    .select({
      kind: schema.callTask.kind,
      personId: schema.callTask.personId,
      details: schema.callTask.details,
    })
    .from(schema.callTask)
    .where(and(eq(schema.callTask.organisationId, office), isNull(schema.callTask.doneAt)));
const kinds = async (office: string) => (await openCalls(office)).map(({ kind }) => kind).sort();

describe('asking', () => {
  test('Murat is shown who suits and why, and nothing is sent until he asks', async () => {
    const { suggested } = await town.murat.api.matching.suggestions({ clientId: town.clientId });
    expect(suggested.map(({ name }) => name)).toEqual([town.hanne.actor.name]);
    const reasons = suggested[0]!.score.parts.flatMap(({ reason }) => (reason ? [reason.criterion] : []));
    expect(reasons).toEqual(expect.arrayContaining(['distance', 'interests', 'rhythm']));
    expect(await scene.db.select().from(schema.notice)).toHaveLength(0);
  });

  test('Hanne is told the district, the age group and the interests: no name, no address', async () => {
    const { tandemId } = await town.murat.api.tandems.ask({
      ...{ clientId: town.clientId, volunteerId: town.hanne.id, note: 'Passt gut' },
    });
    const { tandem } = await town.hanne.api.tandems.myTandem({ tandemId });
    expect(tandem.question).toMatchObject({
      districtName: 'Aplerbeck',
      ageGroup: 80,
      interests: ['books', 'games'],
    });
    expect(tandem.person).toBeNull();
    expect(JSON.stringify(tandem)).not.toMatch(/Erna|Kramer|Beispielweg|23125300|Passt gut/);
    const [told] = await scene.db
      .select()
      .from(schema.notice)
      .where(eq(schema.notice.personId, town.hanne.id));
    expect(JSON.stringify(told)).not.toMatch(/Erna|Kramer|Beispielweg/);
  });

  test('one open proposal per person: two coordinators at the same second ask one of the two', async () => {
    const ilse = await readyVolunteer(scene, town.office, 'Ilse');
    const answers = await Promise.allSettled(
      [town.hanne, ilse].map(({ id }) =>
        town.murat.api.tandems.ask({ clientId: town.clientId, volunteerId: id, note: '' }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const second = await waiting(town.murat, town.office, { givenName: 'Otto' });
    const asked = answers[0]!.status === 'fulfilled' ? town.hanne : ilse;
    await expect(
      town.murat.api.tandems.ask({ clientId: second, volunteerId: asked.id, note: '' }),
    ).rejects.toThrow('NOT_ELIGIBLE');
  });

  test('a wish for a woman is never broken, whoever asks for it', async () => {
    const bernd = await readyVolunteer(scene, town.office, 'Bernd', { gender: 'male' });
    const clientId = await waiting(town.murat, town.office, { wishesGender: 'female' });
    const { suggested, excluded } = await town.murat.api.matching.suggestions({ clientId });
    expect(suggested.map(({ giverId }) => giverId)).not.toContain(bernd.id);
    expect(excluded.find(({ giverId }) => giverId === bernd.id)!.obstacles).toEqual([
      { code: 'gender', wishes: 'female', who: 'need' },
    ]);
    await expect(town.murat.api.tandems.ask({ clientId, volunteerId: bernd.id, note: '' })).rejects.toThrow(
      'NOT_ELIGIBLE',
    );
  });

  test('who says no is free at once and is not suggested for this person again', async () => {
    const { tandemId } = await town.murat.api.tandems.ask({
      ...{ clientId: town.clientId, volunteerId: town.hanne.id, note: '' },
    });
    await town.hanne.api.tandems.answer({ tandemId, answer: 'no' });
    expect((await tandemRow(scene, tandemId)).state).toBe('ended');
    expect(await kinds(town.office)).toEqual([]);
    const { suggested, excluded } = await town.murat.api.matching.suggestions({ clientId: town.clientId });
    expect(suggested).toEqual([]);
    expect(excluded[0]!.obstacles).toEqual([{ code: 'tried' }]);
  });

  test('steps come in their order, and another office knows of none', async () => {
    const other = await scene.person('Petra', {
      roles: [['coordinator', await scene.organisation('Seniorenbüro Hörde')]],
    });
    const { tandemId } = await town.murat.api.tandems.ask({
      ...{ clientId: town.clientId, volunteerId: town.hanne.id, note: '' },
    });
    await expect(
      town.murat.api.tandems.arrangeMeeting({ tandemId, on: '2026-11-26', at: '15:00' }),
    ).rejects.toThrow('CHANGED_MEANWHILE');
    await expect(town.murat.api.tandems.answerForClient({ tandemId, answer: 'yes' })).rejects.toThrow(
      'CHANGED_MEANWHILE',
    );
    for (const call of [
      () => other.api.tandems.get({ tandemId }),
      () => other.api.tandems.client({ clientId: town.clientId }),
      () => other.api.tandems.answer({ tandemId, answer: 'no' }),
      () => other.api.matching.suggestions({ clientId: town.clientId }),
      () => other.api.tandems.recordDeath({ clientId: town.clientId, diedOn: '', isSure: true }),
    ]) {
      await expect(call()).rejects.toThrow('NOT_FOUND');
    }
  });
});

describe('from the first meeting to every week', () => {
  test('the address is Hanne’s from the arranged meeting, and gone when it comes to nothing', async () => {
    const tandemId = await arranged(town);
    const { tandem } = await town.hanne.api.tandems.myTandem({ tandemId });
    expect(tandem.person).toMatchObject({ name: 'Erna Kramer', street: 'Beispielweg 3' });
    await town.murat.api.tandems.end({ tandemId, reason: 'no_match' });
    await expect(town.hanne.api.tandems.myTandem({ tandemId })).rejects.toThrow('NOT_FOUND');
    // Both are in the pool again, and nobody is told a reason.
    const { items } = await town.murat.api.tandems.clients({ which: 'waiting', text: '', page: 1 });
    expect(items.map(({ id }) => id)).toEqual([town.clientId]);
    const told = await scene.db
      .select({ kind: schema.notice.kind, details: schema.notice.details })
      .from(schema.notice)
      .where(eq(schema.notice.kind, 'tandem_not_now'));
    expect(told).toEqual([{ kind: 'tandem_not_now', details: {} }]);
  });

  test('the trial puts the visits into both calendars and opens one review call to each side', async () => {
    const tandemId = await begun(town);
    const reviews = (await openCalls(town.office)).filter(({ kind }) => kind === 'tandem_review');
    expect(reviews.map(({ details }) => (details as { who: string }).who).sort()).toEqual([
      'client',
      'volunteer',
    ]);
    const mine = await town.hanne.api.scheduling.mySignups();
    expect(mine[0]).toMatchObject({ startAt: new Date('2026-12-01T08:30:00Z') });
    // What everybody's calendars hold says nothing about anybody.
    const [event] = await scene.db
      .select()
      .from(schema.event)
      .where(sql`series_id = ${(await tandemRow(scene, tandemId)).seriesId}`)
      .limit(1);
    expect(JSON.stringify(event)).not.toMatch(/Erna|Kramer|Beispielweg/);
  });

  test('a visit is confirmed once, changed, and taken back; a worry opens a call', async () => {
    const tandemId = await begun(town);
    scene.now = new Date('2026-12-01T11:30:00+01:00');
    const visit = { tandemId, onDate: '2026-12-01', outcome: 'held' as const };
    await town.hanne.api.tandems.recordVisit(visit);
    await town.hanne.api.tandems.recordVisit({ ...visit, isConcern: true });
    expect(await town.murat.api.tandems.get({ tandemId })).toMatchObject({ held: 1 });
    expect(await kinds(town.office)).toContain('tandem_concern');
    await town.hanne.api.tandems.forgetVisit({ tandemId, onDate: '2026-12-01' });
    expect(await kinds(town.office)).not.toContain('tandem_concern');
    await expect(town.hanne.api.tandems.recordVisit({ ...visit, onDate: '2026-12-08' })).rejects.toThrow(
      'INVALID_INPUT',
    );
  });

  test('a pause takes the dates out of the calendar, and its end puts them back', async () => {
    const tandemId = await begun(town);
    const ahead = async () =>
      (await town.hanne.api.scheduling.mySignups()).filter((one) => !one.isCancelled).length;
    const before = await ahead();
    await town.murat.api.tandems.pause({ tandemId, reason: 'hospital', until: '' });
    expect(await ahead()).toBe(0);
    await town.murat.api.tandems.resume({ tandemId });
    expect(await ahead()).toBe(before);
    expect((await tandemRow(scene, tandemId)).state).toBe('trial');
  });

  test('a volunteer with enough tandems cannot be asked, also not by two offices at once', async () => {
    await begun(town);
    const second = await waiting(town.murat, town.office, { givenName: 'Otto' });
    const { nearly } = await town.murat.api.matching.suggestions({ clientId: second });
    expect(nearly[0]!.obstacles).toEqual([{ code: 'capacity', max: 1, who: 'person' }]);
  });
});

describe('a visited person has died', () => {
  test('silence: dates gone, nobody is written to, a call to Hanne, a rest, a record that is read only', async () => {
    const tandemId = await begun(town);
    const notices = async () => (await scene.db.select().from(schema.notice)).length;
    const before = await notices();
    await town.murat.api.tandems.recordDeath({ clientId: town.clientId, diedOn: '2026-11-23', isSure: true });

    expect(await notices()).toBe(before);
    expect(await kinds(town.office)).toEqual(['tandem_bereavement']);
    expect((await openCalls(town.office))[0]).toMatchObject({ personId: town.hanne.id });
    expect((await tandemRow(scene, tandemId)).endReason).toBe('death');
    expect((await town.hanne.api.scheduling.mySignups()).filter((one) => !one.isCancelled)).toEqual([]);
    scene.now = new Date('2026-12-02T09:00:00+01:00');
    expect(await town.hanne.api.tandems.unsaid()).toEqual([]);
    const [volunteer] = await scene.db
      .select()
      .from(schema.volunteer)
      .where(eq(schema.volunteer.personId, town.hanne.id));
    expect(volunteer!.restsUntil).toBe('2027-01-19');
    await expect(
      town.murat.api.tandems.updateClient({
        ...{ clientId: town.clientId, givenName: 'Anders', familyName: 'Anders', phone: '030 23125300' },
      }),
    ).rejects.toThrow('CHANGED_MEANWHILE');
    await town.murat.api.tandems.recordDeath({ clientId: town.clientId, diedOn: '', isSure: true });
    expect(await kinds(town.office)).toEqual(['tandem_bereavement']);
  });
});

describe('the night', () => {
  test('the end of the trial, three months, six weeks and silence each open their call once', async () => {
    await begun(town);
    const run = async (day: string) => {
      const context = { actor: null, db: scene.db, now: new Date(`${day}T03:45:00+01:00`) };
      await openFollowUps(context);
      await openFollowUps(context);
      return kinds(town.office);
    };
    const middle = ['tandem_review', 'tandem_review'];
    expect(await run('2026-12-10')).toEqual(middle);
    expect(await run('2026-12-23')).toEqual([...middle, 'tandem_silent']);
    expect(await run('2027-01-13')).toEqual(
      [...middle, ...middle, 'tandem_silent', 'tandem_silent', 'tandem_reflection'].sort(),
    );
  });
});

describe('wishes of a visitor', () => {
  test('Hanne and her office change them, another office does not', async () => {
    const wishes = {
      gender: 'female',
      wishesGender: '',
      maxTandems: 2,
      excludes: ['dogs'],
      experience: ['hearing'],
    } as const;
    await town.hanne.api.tandems.saveWishes({ ...wishes, excludes: ['dogs'], experience: ['hearing'] });
    expect(await town.murat.api.tandems.wishes({ personId: town.hanne.id })).toMatchObject({
      ...{ maxTandems: 2, excludes: ['dogs'], experience: ['hearing'] },
    });
    const other = await scene.person('Petra', {
      roles: [['coordinator', await scene.organisation('Seniorenbüro Hörde')]],
    });
    await expect(other.api.tandems.wishes({ personId: town.hanne.id })).rejects.toThrow('NOT_FOUND');
    await expect(
      town.hanne.api.tandems.saveWishes({ ...wishes, personId: town.murat.id, excludes: [], experience: [] }),
    ).rejects.toThrow('NOT_FOUND');
  });
});
