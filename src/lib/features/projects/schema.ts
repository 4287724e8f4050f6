import { languages } from '#lib/features/volunteers/volunteer.ts';
import { m } from '#lib/paraglide/messages.js';
import { z } from 'zod';
import { partnerRoles, projectKinds, projectStates, waysToPlace } from './project.ts';

const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max, { error: () => m.common_too_long({ max }) })
    .default('');

const fields = {
  title: z
    .string()
    .trim()
    .min(1, { error: () => m.projects_title_required() })
    .max(120, { error: () => m.common_too_long({ max: 120 }) }),
  summary: text(300),
  description: text(4000),
  languages: z
    .array(z.enum(languages))
    .min(1, { error: () => m.projects_languages_required() })
    .max(20)
    .default(['de']),
  isStanding: z.boolean().default(false),
  substitutesNeedApproval: z.boolean().default(false),
  placesBy: z.enum(waysToPlace).default('asking'),
  insuredThrough: text(300),
  contactId: z.union([z.literal(''), z.uuid()]).default(''),
};

export const createProjectSchema = z.strictObject({
  organisationId: z.uuid({ error: () => m.projects_organisation_required() }),
  kind: z.enum(projectKinds, { error: () => m.projects_kind_required() }),
  ...fields,
});
export type CreateProject = z.infer<typeof createProjectSchema>;

export const updateProjectSchema = z.strictObject({ projectId: z.uuid(), ...fields });
export type UpdateProject = z.infer<typeof updateProjectSchema>;

export const projectIdSchema = z.strictObject({ projectId: z.uuid() });

export const PROJECTS_PER_PAGE = 20;
export const listProjectsSchema = z.strictObject({
  text: z.string().trim().max(100).optional(),
  state: z.enum(projectStates).optional(),
  kind: z.enum(projectKinds).optional(),
  page: z.int().min(1).max(10_000).default(1),
});
export type ListProjects = z.infer<typeof listProjectsSchema>;

/** The partner by name, as picked from the suggestions. */
export const addPartnerSchema = z.strictObject({
  projectId: z.uuid(),
  name: z
    .string()
    .trim()
    .min(1, { error: () => m.projects_partner_required() })
    .max(200),
  role: z.enum(partnerRoles).default('contributes_room'),
});
export const removePartnerSchema = z.strictObject({ projectId: z.uuid(), organisationId: z.uuid() });
