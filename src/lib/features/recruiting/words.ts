import { m } from '#lib/paraglide/messages.js';
import { qualificationName } from '#lib/features/volunteers/names.ts';
import type { QualificationKind } from '#lib/features/volunteers/volunteer.ts';
import type { LeftReason, Stage } from './stage.ts';

const stageNames: Record<Stage, () => string> = {
  interested: m.recruiting_stage_interested,
  talk: m.recruiting_stage_talk,
  training: m.recruiting_stage_training,
  checks: m.recruiting_stage_checks,
  ready: m.recruiting_stage_ready,
  paused: m.recruiting_stage_paused,
  left: m.recruiting_stage_left,
};

/** The name of a stage, as the board has it. */
export function stageName(stage: Stage): string {
  return stageNames[stage]();
}

const reasonNames: Record<LeftReason, () => string> = {
  no_time: m.recruiting_left_no_time,
  health: m.recruiting_left_health,
  moved: m.recruiting_left_moved,
  other_engagement: m.recruiting_left_other_engagement,
  not_reached: m.recruiting_left_not_reached,
  not_possible: m.recruiting_left_not_possible,
  merged: m.recruiting_left_merged,
  other: m.recruiting_left_other,
};

/** Why somebody does not go on. */
export function leftReasonName(reason: LeftReason): string {
  return reasonNames[reason]();
}

/** What is missing, as a sentence takes it. */
export function missingNames(kinds: readonly QualificationKind[]): string {
  return kinds.map(qualificationName).join(', ');
}

/** Why an application moved by itself. */
export function moveCauseName(cause: 'expired' | 'renewed'): string {
  return cause === 'expired' ? m.recruiting_moved_expired() : m.recruiting_moved_renewed();
}
