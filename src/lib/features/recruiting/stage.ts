/** The stations of an application, in their usual order (domain.md 2.1, 2.2). */
export const stages = ['interested', 'talk', 'training', 'checks', 'ready', 'paused', 'left'] as const;
export type Stage = (typeof stages)[number];

/** Every activity has the others; of these it uses those that it needs, in the order that suits it. */
export const optionalStages = ['talk', 'training', 'checks'] as const satisfies Stage[];
export type OptionalStage = (typeof optionalStages)[number];

/** All stages of an activity in the order of its board. */
export function stagesWith(optional: readonly OptionalStage[]): Stage[] {
  return ['interested', ...optional, 'ready', 'paused', 'left'];
}

/** Those of an activity that it may do without, in its order. */
export function optionalOf(all: readonly Stage[]): OptionalStage[] {
  return all.filter((stage): stage is OptionalStage => optionalStages.includes(stage as OptionalStage));
}

/** The stage that usually comes next; null at the end of the way, and for who pauses or has left. */
export function nextStage(all: readonly Stage[], stage: Stage): Stage | null {
  const way: Stage[] = all.filter((one) => one !== 'paused' && one !== 'left');
  const index = way.indexOf(stage);
  return index === -1 ? null : (way[index + 1] ?? null);
}

/** Where somebody stands whose check has ended: at the checks, or where the way to "ready" was left last. */
export function stageOfChecks(all: readonly Stage[]): Stage {
  return all.includes('checks') ? 'checks' : all[all.indexOf('ready') - 1]!;
}

/** Why somebody does not go on; no words of anybody's, and never what a certificate says. */
export const leftReasons = [
  'no_time',
  'health',
  'moved',
  'other_engagement',
  'not_reached',
  'not_possible',
  'other',
] as const;
/** `merged`: the same person had two applications, and the other one goes on. */
export type LeftReason = (typeof leftReasons)[number] | 'merged';
