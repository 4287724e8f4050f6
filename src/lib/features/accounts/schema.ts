import { m } from '#lib/paraglide/messages.js';
import { locales } from '#lib/paraglide/runtime.js';
import { z } from 'zod';

export const givenName = z
  .string()
  .trim()
  .min(1, { error: () => m.accounts_given_name_required() })
  .max(80, { error: () => m.common_too_long({ max: 80 }) });
export const familyName = z
  .string()
  .trim()
  .min(1, { error: () => m.accounts_family_name_required() })
  .max(80, { error: () => m.common_too_long({ max: 80 }) });

/** Kept in lower case: nobody remembers how they wrote it the first time. */
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, { error: () => m.accounts_email_invalid() })
  .pipe(z.email({ error: () => m.accounts_email_invalid() }));

/** As typed on paper; stored as +49… */
export const phone = z
  .string()
  .trim()
  .transform((typed) => typed.replace(/\(0\)/, '').replace(/[\s()/.-]/g, ''))
  .pipe(z.string().regex(/^(\+|00)?\d{6,15}$/, { error: () => m.accounts_phone_invalid() }))
  .transform((digits) =>
    digits.startsWith('+')
      ? digits
      : digits.startsWith('00')
        ? `+${digits.slice(2)}`
        : `+49${digits.replace(/^0/, '')}`,
  );

/** Long enough, and not one of the first that anybody tries. No rules about signs: they help nobody (NIST 800-63B). */
const newPassword = z
  .string()
  .min(10, { error: () => m.accounts_password_too_short({ min: 10 }) })
  .max(200, { error: () => m.common_too_long({ max: 200 }) })
  .refine((password) => !/^(.)\1+$|passwor[td]|1234567|qwert/i.test(password), {
    error: () => m.accounts_password_too_easy(),
  });

const optional = <T extends z.ZodType>(schema: T) =>
  z.union([z.literal('').transform(() => undefined), schema]).optional();

export const registerSchema = z
  .strictObject({
    givenName,
    familyName,
    email: optional(email),
    phone: optional(phone),
    districtCode: z
      .string()
      .min(1, { error: () => m.accounts_district_required() })
      .max(20),
    password: optional(newPassword),
  })
  .refine((input) => input.email || input.phone, {
    error: () => m.accounts_email_or_phone_required(),
    path: ['email'],
  })
  .refine((input) => input.email || input.password, {
    error: () => m.accounts_phone_needs_password(),
    path: ['password'],
  });

/** `email` also takes a telephone number: who registered with one signs in with it. */
export const signInSchema = z.strictObject({
  email: z
    .string()
    .trim()
    .min(1, { error: () => m.accounts_email_or_phone_required() })
    .max(254),
  password: z
    .string()
    .min(1, { error: () => m.accounts_password_required() })
    .max(200),
});

export const requestCodeSchema = z.strictObject({ email });

const code = z
  .string()
  .transform((typed) => typed.replace(/\D/g, ''))
  .pipe(z.string().length(6, { error: () => m.accounts_code_six_digits() }));

export const signInWithCodeSchema = z.strictObject({ email, code });
export const resetPasswordSchema = z.strictObject({ email, code, password: newPassword });
export const setPasswordSchema = z.strictObject({
  currentPassword: z.string().max(200).default(''),
  password: newPassword,
});
export const updateAccountSchema = z.strictObject({
  givenName,
  familyName,
  phone: optional(phone),
  districtCode: z
    .string()
    .min(1, { error: () => m.accounts_district_required() })
    .max(20),
});
export const setLocaleSchema = z.strictObject({ locale: z.enum(locales) });
