import { badInput } from '../problems/problem.js';

/** Cursors are opaque to clients: the sort key of the last item, in base64url. */
export const encodeCursor = (parts: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url');

/** Throws `bad-input` for a cursor that this server did not give. `shape` names the type of each part. */
export function decodeCursor(cursor: string, shape: readonly ('string' | 'number')[]): (string | number)[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts) && parts.length === shape.length && parts.every((part, i) => typeof part === shape[i])) {
      return parts as (string | number)[];
    }
  } catch {
    // What cannot be read is answered below like any other cursor that is not ours.
  }
  throw badInput([
    { pointer: '/cursor', detail: 'Send the nextCursor of the page before, unchanged, or leave it out.' },
  ]);
}
