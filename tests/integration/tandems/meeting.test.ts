import { useDatabase } from '#tests/support/database-hooks.ts';
import { Scene } from '#tests/support/scene.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readyVolunteer, tandemTown, waiting } from '../tandem-scene.ts';

const database = useDatabase();
let scene: Scene;
let town: Awaited<ReturnType<typeof tandemTown>>;
beforeAll(async () => {
  scene = new Scene(database.url);
  town = await tandemTown(scene);
});
afterAll(() => scene.close());

test('the meeting proposes what is best for all: Hanne goes to the only one whom she alone suits', async () => {
  // Frau Kramer likes books, as Hanne does; but Ilse suits her too, and Otto Turan speaks Turkish only.
  await readyVolunteer(scene, town.office, 'Ilse', { interests: [], longitude: 7.6 });
  await scene.db.execute(
    'update volunteer set languages = ' + "'{de,tr}' where person_id = '" + town.hanne.id + "'",
  );
  const otto = await waiting(town.murat, town.office, {
    ...{ givenName: 'Otto', familyName: 'Turan', languages: ['tr'], interests: [] },
  });
  const { rows, isProved, free } = await town.murat.api.matching.meeting({});
  expect(isProved).toBe(true);
  expect(free).toBe(2);
  const proposal = (clientId: string) => rows.find((row) => row.clientId === clientId)!.proposed!.name;
  expect(proposal(otto)).toBe(town.hanne.actor.name);
  expect(proposal(town.clientId)).toMatch(/^Ilse/);
  // By herself Frau Kramer would have been offered Hanne first.
  const { suggested } = await town.murat.api.matching.suggestions({ clientId: town.clientId });
  expect(suggested[0]!.name).toBe(town.hanne.actor.name);
});

test('who suits nobody is told what would help, and another office’s people are not on the table', async () => {
  const office = await scene.organisation('Seniorenbüro Hörde');
  const petra = await scene.person('Petra', { roles: [['coordinator', office]] });
  expect((await petra.api.matching.meeting({})).rows).toEqual([]);
  await expect(petra.api.matching.meeting({ organisationId: town.office })).rejects.toThrow('NOT_FOUND');
  const clientId = await waiting(town.murat, town.office, {
    ...{ givenName: 'Ida', requires: ['dementia'], wishesGender: 'female' },
  });
  const { rows } = await town.murat.api.matching.meeting({});
  const row = rows.find((one) => one.clientId === clientId)!;
  expect(row.proposed).toBeNull();
  expect(row.nearest!.obstacles).toEqual([{ code: 'lacks_experience', experience: 'dementia' }]);
});

test('an activity asks for its own checks, and its weights decide who is first', async () => {
  const activities = await town.murat.api.recruiting.activities();
  const visiting = activities.find(({ kind }) => kind === 'visiting')!;
  const ask = (requirements: string[]) =>
    town.murat.api.recruiting.saveActivity({
      ...{ activityId: visiting.id, organisationId: town.office, kind: 'visiting', name: visiting.name },
      ...{ stages: ['talk'], requirements },
    } as never);
  await ask([]);
  const near = await readyVolunteer(scene, town.office, 'Nele', {
    interests: [],
    longitude: 7.56,
    latitude: 51.49,
  });
  const alike = await readyVolunteer(scene, town.office, 'Ada', {
    interests: ['cooking', 'music'],
    longitude: 7.61,
  });
  const clientId = await waiting(town.murat, town.office, {
    givenName: 'Paul',
    interests: ['cooking', 'music'],
  });
  const first = async () => {
    const { suggested } = await town.murat.api.matching.suggestions({ clientId });
    return suggested.map(({ giverId }) => giverId).filter((id) => [near.id, alike.id].includes(id))[0];
  };
  const only = (criterion: 'distance' | 'interests') => ({
    ...{ distance: 0, interests: 0, history: 0, rhythm: 0, language: 0, experience: 0, load: 0, waiting: 0 },
    [criterion]: 100,
  });
  await town.murat.api.recruiting.setWeights({ activityId: visiting.id, weights: only('distance') });
  expect(await first()).toBe(near.id);
  const preview = await town.murat.api.matching.previewWeights({
    ...{ organisationId: town.office, kind: 'visiting', weights: only('interests') },
  });
  expect(preview.find(({ name }) => name.startsWith('Paul'))!.after).toBe(alike.actor.name);
  expect(await first()).toBe(near.id);

  await ask(['training_dementia']);
  const { nearly } = await town.murat.api.matching.suggestions({ clientId });
  expect(nearly.find(({ giverId }) => giverId === near.id)!.obstacles).toEqual([
    { code: 'missing_check', kind: 'training_dementia' },
  ]);
});
