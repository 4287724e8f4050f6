import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { m } from '#lib/paraglide/messages.js';
import { type FormMessage, refuse } from '#lib/server/forms.server.ts';
import type { SuperValidated } from 'sveltekit-superforms';

/** Answers a refused organisation: says which field lacks what. */
export function refuseOrganisation<Data extends Record<string, unknown>>(
  form: SuperValidated<Data, FormMessage>,
  error: unknown,
) {
  const failure = refuse(form, error);
  if (domainErrorOf(error)?.details.field === 'districtCode') {
    (form.errors as Record<string, string[]>)['districtCode'] = [m.organisations_district_missing()];
  }
  return failure;
}
