import { m } from '#lib/paraglide/messages.js';
import type { SessionTheme } from './history-week-plan.ts';
import type { TemplateCode } from './template.ts';

/** What the card of a template says, and the texts that it fills in. */
export type TemplateWords = {
  name: () => string;
  explanation: () => string;
  /** With the house's name, and without. */
  title: (house: string) => string;
  summary: () => string;
  description: () => string;
};

const titled =
  (withHouse: (words: { house: string }) => string, without: () => string) =>
  (house: string): string =>
    house ? withHouse({ house }) : without();

export const templateWords: Record<TemplateCode, TemplateWords> = {
  visiting: {
    name: m.templates_visiting,
    explanation: m.templates_visiting_explanation,
    title: titled(m.templates_visiting_title_house, m.templates_visiting_title),
    summary: m.templates_visiting_summary,
    description: m.templates_visiting_description,
  },
  accompanying: {
    name: m.templates_accompanying,
    explanation: m.templates_accompanying_explanation,
    title: titled(m.templates_accompanying_title_house, m.templates_accompanying_title),
    summary: m.templates_accompanying_summary,
    description: m.templates_accompanying_description,
  },
  reading: {
    name: m.templates_reading,
    explanation: m.templates_reading_explanation,
    title: titled(m.templates_reading_title_house, m.templates_reading_title),
    summary: m.templates_reading_summary,
    description: m.templates_reading_description,
  },
  history_week: {
    name: m.templates_history_week,
    explanation: m.templates_history_week_explanation,
    title: titled(m.templates_history_week_title_house, m.templates_history_week_title),
    summary: m.templates_history_week_summary,
    description: m.templates_history_week_description,
  },
  group: {
    name: m.templates_group,
    explanation: m.templates_group_explanation,
    title: titled(m.templates_group_title_house, m.templates_group_title),
    summary: m.templates_group_summary,
    description: m.templates_group_description,
  },
  carers_group: {
    name: m.templates_carers_group,
    explanation: m.templates_carers_group_explanation,
    title: titled(m.templates_carers_group_title_house, m.templates_carers_group_title),
    summary: m.templates_carers_group_summary,
    description: m.templates_carers_group_description,
  },
  cross_agency: {
    name: m.templates_cross_agency,
    explanation: m.templates_cross_agency_explanation,
    title: titled(m.templates_cross_agency_title_house, m.templates_cross_agency_title),
    summary: m.templates_cross_agency_summary,
    description: m.templates_cross_agency_description,
  },
};

const themes: Record<SessionTheme, () => string> = {
  kick_off: m.templates_theme_kick_off,
  school_days: m.templates_theme_school_days,
  shopping: m.templates_theme_shopping,
  first_job: m.templates_theme_first_job,
  home: m.templates_theme_home,
  war_and_after: m.templates_theme_war_and_after,
  festivities: m.templates_theme_festivities,
  technology: m.templates_theme_technology,
  cooking: m.templates_theme_cooking,
  rehearsal: m.templates_theme_rehearsal,
  exhibition: m.templates_theme_exhibition,
  presentation: m.templates_theme_presentation,
};

/** A session's theme as its title. */
export function sessionTitle(theme: SessionTheme): string {
  return themes[theme]();
}
