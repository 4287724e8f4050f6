import { m } from '#lib/paraglide/messages.js';
import type { Likeness, NamedRelation } from './merging.ts';

const likenessNames: Record<Likeness, () => string> = {
  name: m.recruiting_alike_name,
  phone: m.recruiting_alike_phone,
  postal_code: m.recruiting_alike_postal_code,
  birth_year: m.recruiting_alike_birth_year,
};

/** In what two records are alike. */
export function likenessName(likeness: Likeness): string {
  return likenessNames[likeness]();
}

const relationNames: Record<NamedRelation | 'other', () => string> = {
  signup: m.recruiting_rows_signup,
  application: m.recruiting_rows_application,
  qualification: m.recruiting_rows_qualification,
  availability: m.recruiting_rows_availability,
  absence: m.recruiting_rows_absence,
  interest: m.recruiting_rows_interest,
  commitment: m.recruiting_rows_commitment,
  notice: m.recruiting_rows_notice,
  reading_pair: m.recruiting_rows_reading_pair,
  tandem: m.recruiting_rows_tandem,
  other: m.recruiting_rows_other,
};

/** What the rows of a table are, to people. */
export function relationName(relation: NamedRelation | 'other'): string {
  return relationNames[relation]();
}
