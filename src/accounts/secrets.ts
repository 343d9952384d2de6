import { createHash, randomBytes } from 'node:crypto';

const BYTES = 32;
const SHAPE = /^[A-Za-z0-9_-]{43}$/;

/** A new secret for a session, a token or a link: 32 random bytes in base64url. Only its hash is ever stored. */
export const newSecret = (): string => randomBytes(BYTES).toString('base64url');

/** Whether a text can be one of our secrets at all; what cannot is never looked up. */
export const isSecret = (text: string): boolean => SHAPE.test(text);

/** SHA-256 in hexadecimal; enough for secrets that nobody chose (passwords go through argon2id). */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');
