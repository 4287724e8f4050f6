import { domainErrorOf, type ErrorCode } from '#lib/errors/domain-error.ts';

/** The code and details with which something is refused; fails when it is not. */
export async function refusal(
  work: Promise<unknown>,
): Promise<{ code: ErrorCode; details: Record<string, unknown> }> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  const refused = domainErrorOf(error);
  if (!refused) throw new Error('was not refused', { cause: error });
  return { code: refused.code, details: refused.details };
}
