import { languages } from '#lib/features/volunteers/volunteer.ts';
import { m } from '#lib/paraglide/messages.js';
import { z } from 'zod';
import { registrations } from './group.ts';

const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max, { error: () => m.common_too_long({ max }) })
    .default('');
const capacityRange = { error: () => m.groups_capacity_range() };

export const groupProfileSchema = z
  .strictObject({
    capacity: z.int(capacityRange).min(1, capacityRange).max(1000, capacityRange).nullable().default(null),
    cost: text(200),
    registration: z.enum(registrations).default('open'),
    directions: text(1000),
    hasHearingLoop: z.boolean().default(false),
    showsContact: z.boolean().default(true),
    isListed: z.boolean().default(false),
    isDiscreet: z.boolean().default(false),
    neutralTitle: text(120),
    /** Empty: nothing takes place at the same time. */
    meetsWithProjectId: z.union([z.literal(''), z.uuid()]).default(''),
  })
  .refine((group) => !group.isDiscreet || group.neutralTitle !== '', {
    error: () => m.groups_neutral_title_required(),
    path: ['neutralTitle'],
  });
export type GroupProfileInput = z.infer<typeof groupProfileSchema>;

export const saveGroupSchema = z.strictObject({ projectId: z.uuid(), profile: groupProfileSchema });

export const getGroupSchema = z.strictObject({
  projectId: z.uuid(),
  /** Of the sums; this year unless said otherwise. */
  year: z.int().min(2000).max(2100).optional(),
});

export const GROUPS_PER_PAGE = 20;
const page = z.int().min(1).max(10_000).default(1);
export const listGroupsSchema = z.strictObject({
  text: z.string().trim().max(80).default(''),
  district: z.string().max(20).default(''),
  language: z.union([z.literal(''), z.enum(languages)]).default(''),
  page,
});
export type ListGroups = z.infer<typeof listGroupsSchema>;

export const myGroupsSchema = z.strictObject({ page });

export const PUBLIC_DATES_PER_PAGE = 12;
export const getPublicGroupSchema = z.strictObject({ projectId: z.uuid(), page });
