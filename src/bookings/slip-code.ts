import { randomBytes } from 'node:crypto';

/** Crockford's base 32: no letter that can be taken for a digit. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;
const SHAPE = /^[0-9A-HJKMNP-TV-Z]{12}$/;

/** A code that nobody guesses: 60 random bits in 12 signs that can be read out over the phone. */
export const newSlipCode = (): string =>
  [...randomBytes(LENGTH)].map((byte) => LETTERS.charAt(byte % LETTERS.length)).join('');

/** A code as somebody typed it: small letters, blanks and hyphens do not matter. */
export const readSlipCode = (text: string): string => text.toUpperCase().replaceAll(/[\s-]/g, '');

export const isSlipCode = (text: string): boolean => SHAPE.test(text);

/** The last four digits of a phone number however it is written; null when it has fewer. */
export function lastFourOf(phone: string | null): string | null {
  const digits = (phone ?? '').replaceAll(/\D/g, '');
  return digits.length < 4 ? null : digits.slice(-4);
}
