import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';

/** Without 0 and O, 1, I and L, and U and V, which sound or look alike. */
const letters = '23456789ABCDEFGHJKMNPQRSTWXYZ';

/** A number to say on the telephone, such as `MA-7K3F-9Q`. */
export function newReference(): string {
  const signs = Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join('');
  return `MA-${signs.slice(0, 4)}-${signs.slice(4)}`;
}

const ID_BYTES = 16;
const SEAL_BYTES = 16;

/**
 * The secret part of the link by which a requester follows a request: its id and a seal that only the secret's
 * owner can make. Nothing of it is stored.
 */
export function linkToken(requestId: string, secret: string): string {
  const id = Buffer.from(requestId.replaceAll('-', ''), 'hex');
  return Buffer.concat([id, sealOf(requestId, secret)]).toString('base64url');
}

/** Which request the token opens; null for anything that was not made by `linkToken`. */
export function requestOfToken(token: string, secret: string): string | null {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== ID_BYTES + SEAL_BYTES) return null;
  const hex = bytes.subarray(0, ID_BYTES).toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return timingSafeEqual(bytes.subarray(ID_BYTES), sealOf(id, secret)) ? id : null;
}

function sealOf(requestId: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(`request ${requestId}`).digest().subarray(0, SEAL_BYTES);
}
