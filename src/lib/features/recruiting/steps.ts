import { m } from '#lib/paraglide/messages.js';
import type { QualificationKind } from '#lib/features/volunteers/volunteer.ts';

const steps: Record<QualificationKind, () => string> = {
  intake_talk: m.recruiting_step_intake_talk,
  volunteer_agreement: m.recruiting_step_sign,
  secrecy_declaration: m.recruiting_step_sign,
  self_commitment: m.recruiting_step_sign,
  basic_record: m.recruiting_step_record,
  record_inspection: m.recruiting_step_record,
  measles_confirmation: m.recruiting_step_measles,
  training_reading: m.recruiting_step_training,
  training_dementia: m.recruiting_step_training,
  first_aid: m.recruiting_step_show,
  food_hygiene: m.recruiting_step_show,
  driving_licence: m.recruiting_step_show,
};

/** What a volunteer does about something that is still missing. */
export function stepFor(kind: QualificationKind): string {
  return steps[kind]();
}
