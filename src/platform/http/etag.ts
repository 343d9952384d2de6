import { Problem, badInput } from '../problems/problem.js';

/** The ETag of a thing with a version number. */
export const etagOf = (version: number): string => `"${version}"`;

const IF_MATCH = /^(?:W\/)?"(\d{1,15})"$/;

/**
 * The version a client's If-Match names, or `null` for `*` (any). Gateways may have weakened the tag (`W/"3"`).
 * Throws `bad-input` when it is not one of our tags.
 */
export function versionFromIfMatch(header: string): number | null {
  if (header.trim() === '*') return null;
  const match = IF_MATCH.exec(header.trim());
  if (!match)
    throw badInput([
      { pointer: '/headers/if-match', detail: 'Send the ETag exactly as it was given, such as "3", or *.' },
    ]);
  return Number(match[1]);
}

/** Refuses a change made against an old version (I7). */
export function requireVersion(ifMatch: number | null, current: number): void {
  if (ifMatch !== null && ifMatch !== current) {
    throw new Problem(
      'stale',
      `You have read version ${ifMatch}; it is now at ${current}. Read it again and repeat the change.`,
    );
  }
}
