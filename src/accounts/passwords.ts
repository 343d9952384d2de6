import { hash, verify } from '@node-rs/argon2';
import { newSecret } from './secrets.js';

/** Argon2id as OWASP's Password Storage Cheat Sheet advises: 19 MiB, two passes, one lane. Argon2id is the default. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let decoy: Promise<string> | undefined;

export const hashPassword = (password: string): Promise<string> => hash(password, COST);

/**
 * Whether the password fits the stored hash. Without one it works just as long on a decoy and says no, so that the
 * time taken does not tell which logins exist.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const fits = await verify(stored ?? (await decoyHash()), password);
  return fits && stored !== null;
}

/** Makes the decoy before the first log-in, so that not even that one is slower. */
export function decoyHash(): Promise<string> {
  decoy ??= hashPassword(newSecret());
  return decoy;
}
