import type { ErrorCode } from '#lib/errors/domain-error.ts';
import { TRPCClientError } from '@trpc/client';

/** Why a procedure that the browser called was refused; null when it was no refusal, such as a lost network. */
export function refusalCode(error: unknown): ErrorCode | null {
  return error instanceof TRPCClientError
    ? ((error.data as { code?: ErrorCode } | null)?.code ?? null)
    : null;
}
