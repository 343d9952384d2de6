import { encodeCursor } from './cursor.js';
import { Text, Whole } from './fields.js';

/** How lists are asked for: how many, and from where on. */
export class PageQuery {
  @Whole({ description: 'How many to give, at most.', min: 1, max: 200, optional: true, query: true, example: 50 })
  limit?: number;

  @Text({ description: 'The `nextCursor` of the page before, unchanged.', max: 500, optional: true })
  cursor?: string;
}

export const DEFAULT_LIMIT = 50;

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string;
}

/**
 * Makes a page of rows of which one more than `limit` was asked for: that one only tells that there is more.
 * `keyOf` gives what the last row given is sorted by.
 */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  { limit, keyOf, toItem }: { limit: number; keyOf: (row: Row) => (string | number)[]; toItem: (row: Row) => Item },
): Page<Item> {
  const given = rows.slice(0, limit);
  const last = given.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items: given.map(toItem), ...(more ? { nextCursor: encodeCursor(keyOf(last)) } : {}) };
}
