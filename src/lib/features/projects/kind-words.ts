import { m } from '#lib/paraglide/messages.js';
import type { ProjectKind } from './project.ts';

const explanations: Record<ProjectKind, () => string> = {
  visiting: m.projects_kind_text_visiting,
  accompanying: m.projects_kind_text_accompanying,
  reading: m.projects_kind_text_reading,
  history_week: m.projects_kind_text_history_week,
  group: m.projects_kind_text_group,
  other: m.projects_kind_text_other,
};

/** What a project of this kind is about, in half a sentence. */
export function kindExplanation(kind: ProjectKind): string {
  return explanations[kind]();
}

const hints: Record<ProjectKind, () => string> = {
  visiting: m.projects_summary_hint_visiting,
  accompanying: m.projects_summary_hint_accompanying,
  reading: m.projects_summary_hint_reading,
  history_week: m.projects_summary_hint_history_week,
  group: m.projects_summary_hint_group,
  other: m.projects_summary_hint_other,
};

/** An example of how a project of this kind can be described. */
export function summaryHint(kind: string): string {
  return hints[kind as ProjectKind]?.() ?? m.projects_summary_hint_other();
}
