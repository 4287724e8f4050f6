import { DomainError, domainErrorOf, errorCodes } from '#lib/errors/domain-error.ts';
import { sentenceFor } from '#lib/errors/sentence.server.ts';
import { type ActionFailure, fail } from '@sveltejs/kit';
import { setError, setMessage, type SuperValidated, superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';

/** What stands above a form after sending it. */
export type FormMessage = { tone: 'success' | 'danger'; text: string };

/** The form's data as typed, judged by its schema: `form.valid`, `form.data`, `form.errors`. */
export { superValidate as readForm, zod4 as schemaOf };

/**
 * Answers a refused form: the sentence stands beside the field that `details.field` names, else above the form, and
 * everything typed is still there. Errors that are no refusal (bugs, redirects) go on.
 */
export function refuse<Data extends Record<string, unknown>>(
  form: SuperValidated<Data, FormMessage>,
  error: unknown,
): ActionFailure<{ form: SuperValidated<Data, FormMessage> }> {
  const refusal = domainErrorOf(error);
  if (!refusal) throw error;
  const status = errorCodes[refusal.code];
  const field = refusal.details.field;
  const text = sentenceFor(refusal);
  if (typeof field === 'string' && field in form.data) {
    setError(form, field as never, text);
    return fail(status, { form });
  }
  return setMessage(form, { tone: 'danger', text }, { status: status as 400 }) as never;
}

/** For actions without a form of their own (one button): `fail` with the sentence as `message`. */
export function refuseAction(error: unknown): ActionFailure<{ message: FormMessage }> {
  const refusal = domainErrorOf(error);
  if (!(refusal instanceof DomainError)) throw error;
  return fail(errorCodes[refusal.code], { message: { tone: 'danger', text: sentenceFor(refusal) } });
}
