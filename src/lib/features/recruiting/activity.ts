import type { ProjectKind } from '#lib/features/projects/project.ts';
import { type QualificationKind, qualificationKinds } from '#lib/features/volunteers/volunteer.ts';
import { type Stage, stagesWith } from './stage.ts';

/** What an office recruits for. */
export type Activity = {
  id: string;
  organisationId: string;
  kind: ProjectKind;
  name: string;
  /** In the order of the board. */
  stages: Stage[];
  /** What somebody must hold to be ready. */
  requirements: QualificationKind[];
  archivedAt: Date | null;
};

/** An activity as the office's settings list it. */
export type ActivityLine = Activity & { organisationName: string; open: number; ready: number };

/** Nobody is ready without these, whatever the activity (domain.md 2.1, step 4). */
export const alwaysRequired = ['volunteer_agreement', 'secrecy_declaration'] as const;

/** In one order everywhere, each once, with what is always required. */
export function inOrder(requirements: readonly QualificationKind[]): QualificationKind[] {
  const all = new Set<QualificationKind>([...requirements, ...alwaysRequired]);
  return qualificationKinds.filter((kind) => all.has(kind));
}

type Preset = Pick<Activity, 'kind' | 'name' | 'stages' | 'requirements'>;

/**
 * What a senior office usually recruits for. No record check is asked of who visits adults: § 30a BZRG is about
 * minors (domain.md 3.1). The names are content of the database: every office changes them.
 */
export const presets: readonly Preset[] = [
  {
    kind: 'visiting',
    name: 'Besuchsdienst',
    stages: stagesWith(['talk', 'training', 'checks']),
    requirements: inOrder(['intake_talk']),
  },
  {
    kind: 'accompanying',
    name: 'Begleitdienst',
    stages: stagesWith(['talk', 'checks']),
    requirements: inOrder(['intake_talk']),
  },
  {
    kind: 'reading',
    name: 'Lesepatenschaft',
    stages: stagesWith(['talk', 'checks', 'training']),
    requirements: inOrder([
      'intake_talk',
      'self_commitment',
      'record_inspection',
      'measles_confirmation',
      'training_reading',
    ]),
  },
  {
    kind: 'group',
    name: 'Gruppen und Treffpunkte',
    stages: stagesWith(['talk', 'checks']),
    requirements: inOrder([]),
  },
];
