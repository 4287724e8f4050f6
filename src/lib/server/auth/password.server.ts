import { hash, verify } from '@node-rs/argon2';

/** argon2id (the library's default variant) with OWASP's parameters: 19 MiB, two passes, one lane. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), options);
}

/** A hash of nothing anybody types, so that an unknown address takes as long as a wrong password. */
const decoy = hashPassword('an account that does not exist');

/** Compares in the same time whether or not there is an account. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const isRight = await verify(passwordHash ?? (await decoy), password.normalize('NFKC'));
  return isRight && passwordHash !== null;
}
