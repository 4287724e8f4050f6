import type { PlacesBy } from '../project.ts';

interface Values {
  title: string;
  summary: string;
  description: string;
  languages: string[];
  isStanding: boolean;
  substitutesNeedApproval: boolean;
  placesBy: PlacesBy;
  insuredThrough: string;
  contactId: string;
}

/** What was typed about a project, and the sentences about it. */
export interface ProjectFormState {
  data: Values;
  errors: { [K in Exclude<keyof Values, 'languages'>]?: string[] } & { languages?: { _errors?: string[] } };
}
