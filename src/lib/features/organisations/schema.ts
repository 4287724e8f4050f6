import { email, familyName, givenName, phone } from '#lib/features/accounts/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { z } from 'zod';
import { membershipRoles, organisationKinds } from './organisation.ts';

const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max, { error: () => m.common_too_long({ max }) })
    .default('');

/** A form sends an empty field as an empty text. */
const orEmpty = <T extends z.ZodType>(schema: T) => z.union([z.literal(''), schema]).default('');

const postalCode = z.string().regex(/^\d{5}$/, { error: () => m.organisations_postal_code_invalid() });

const website = z
  .string()
  .trim()
  .max(300, { error: () => m.common_too_long({ max: 300 }) })
  .transform((typed) => (/^https?:\/\//i.test(typed) ? typed : `https://${typed}`))
  .pipe(z.url({ protocol: /^https?$/, hostname: /\./, error: () => m.organisations_website_invalid() }));

const fields = {
  name: z
    .string()
    .trim()
    .min(1, { error: () => m.organisations_name_required() })
    .max(120, { error: () => m.common_too_long({ max: 120 }) }),
  providerId: orEmpty(z.uuid()),
  districtCode: z.string().max(20).default(''),
  street: text(120),
  postalCode: orEmpty(postalCode),
  city: text(80),
  phone: orEmpty(phone),
  email: orEmpty(email),
  website: orEmpty(website),
  openingHours: text(200),
  isStepFree: z.boolean().default(false),
  accessNote: text(300),
};

export const createOrganisationSchema = z.strictObject({
  kind: z.enum(organisationKinds, { error: () => m.organisations_kind_required() }),
  ...fields,
});
export type CreateOrganisation = z.infer<typeof createOrganisationSchema>;

/** The kind stays: roles and everything that was planned hang on it. */
export const updateOrganisationSchema = z.strictObject({ organisationId: z.uuid(), ...fields });
export type UpdateOrganisation = z.infer<typeof updateOrganisationSchema>;

export const organisationIdSchema = z.strictObject({ organisationId: z.uuid() });

export const ORGANISATIONS_PER_PAGE = 25;
export const listOrganisationsSchema = z.strictObject({
  text: z.string().trim().max(100).optional(),
  kind: z.enum(organisationKinds).optional(),
  districtCode: z.string().max(20).optional(),
  isArchived: z.boolean().default(false),
  page: z.int().min(1).max(10_000).default(1),
});
export type ListOrganisations = z.infer<typeof listOrganisationsSchema>;

export const listVenuesSchema = z.strictObject({ text: z.string().trim().max(100) });
export const suggestDistrictSchema = z.strictObject({ postalCode });

/** Names are needed only for somebody who has no account yet. */
export const addMemberSchema = z.strictObject({
  organisationId: z.uuid(),
  email,
  role: z.enum(membershipRoles, { error: () => m.organisations_role_required() }),
  givenName: orEmpty(givenName),
  familyName: orEmpty(familyName),
});
export type AddMember = z.infer<typeof addMemberSchema>;

export const membershipIdSchema = z.strictObject({ membershipId: z.uuid() });

export const townSettingsSchema = z.strictObject({
  phone,
  email,
  travelBufferMinutes: z
    .int({ error: () => m.organisations_travel_buffer_invalid() })
    .min(0, { error: () => m.organisations_travel_buffer_invalid() })
    .max(240, { error: () => m.organisations_travel_buffer_invalid() }),
});
export type TownSettings = z.infer<typeof townSettingsSchema>;
