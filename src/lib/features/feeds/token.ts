import { createHmac, timingSafeEqual } from 'node:crypto';

const ID_OCTETS = 16;
/** 160 bits that nobody can guess; with the id a multiple of three, so that each link has exactly one spelling. */
const SIGN_OCTETS = 20;

/**
 * The secret part of a feed's address: the feed's id and its sign under the installation's key. So the page can show
 * the link again although the table, if stolen, opens no calendar.
 */
export function tokenOf(feedId: string, secret: string): string {
  const id = Buffer.from(feedId.replaceAll('-', ''), 'hex');
  return Buffer.concat([id, sign(id, secret)]).toString('base64url');
}

/** The feed that a token opens, or null when it was not made here. */
export function feedIdOf(token: string, secret: string): string | null {
  const octets = Buffer.from(token, 'base64url');
  if (octets.length !== ID_OCTETS + SIGN_OCTETS) return null;
  const id = octets.subarray(0, ID_OCTETS);
  if (!timingSafeEqual(octets.subarray(ID_OCTETS), sign(id, secret))) return null;
  return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function sign(id: Buffer, secret: string): Buffer {
  return createHmac('sha256', secret).update('calendar feed ').update(id).digest().subarray(0, SIGN_OCTETS);
}
