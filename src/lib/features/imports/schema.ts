import { m } from '#lib/paraglide/messages.js';
import { z } from 'zod';
import {
  COLUMNS_AT_MOST,
  duplicateChoices,
  FILE_BYTES_AT_MOST,
  importFields,
  type ImportField,
  importKinds,
  verdicts,
} from './import.ts';

const file = z
  .instanceof(File, { error: () => m.imports_file_required() })
  .refine(({ size, name }) => size > 0 || name !== '', { error: () => m.imports_file_required() })
  .refine(({ size }) => size <= FILE_BYTES_AT_MOST, { error: () => m.imports_file_too_large() });

/** A form with a file, as browsers and scripts send it. */
export const uploadSchema = z
  .instanceof(FormData)
  .transform((form) => Object.fromEntries(form))
  .pipe(z.strictObject({ organisationId: z.uuid(), kind: z.enum(importKinds), file }));
export type Upload = z.infer<typeof uploadSchema>;

export const runIdSchema = z.strictObject({ runId: z.uuid() });

const fields = [...new Set(Object.values(importFields).flat())] as [ImportField, ...ImportField[]];
export const setColumnsSchema = z.strictObject({
  ...runIdSchema.shape,
  /** One entry for each column; empty: not taken over. */
  mapping: z.array(z.union([z.literal(''), z.enum(fields)])).max(COLUMNS_AT_MOST),
});

export const ROWS_PER_PAGE = 50;
export const listRowsSchema = z.strictObject({
  ...runIdSchema.shape,
  verdict: z.enum(verdicts),
  /** Only rows of which something is not taken over. */
  hintsOnly: z.boolean().default(false),
  page: z.int().min(1).max(1000).default(1),
});

/** For one row by its number, or for all duplicates. */
export const chooseSchema = z.strictObject({
  ...runIdSchema.shape,
  choice: z.enum(duplicateChoices),
  number: z.int().min(1).optional(),
});

export const takeOverSchema = z.strictObject({ ...runIdSchema.shape, publish: z.boolean().default(false) });

export const RUNS_PER_PAGE = 20;
export const listRunsSchema = z.strictObject({ page: z.int().min(1).max(1000).default(1) });
