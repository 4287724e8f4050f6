import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';

/** Six digits from a cryptographic source: easy to read out on the telephone. */
export function newCode(): string {
  return String(randomInt(0, 1_000_000)).padStart(6, '0');
}

/** Keyed, because a million possible codes would fall to a plain hash at once. */
export function hashCode(code: string, personId: string, secret: string): string {
  return createHmac('sha256', secret).update(`${personId}:${code}`).digest('hex');
}

export function isSameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
