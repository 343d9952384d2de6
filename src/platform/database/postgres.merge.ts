import { EXPECTATION_UNMET } from './migrations/functions.postgres.js';
import type { Expected, SqlValue } from './sql.js';

/** A statement that nobody waits for. */
export interface Posted {
  readonly text: string;
  readonly values: readonly SqlValue[];
  readonly expected: Expected | undefined;
}

/**
 * One statement that does the same as all of these: each becomes a part of its WITH clause, and what is expected of some
 * is asked for at its end, where PostgreSQL comes to them in this order. Constraints and the ledger's triggers are
 * checked once, after all rows are there.
 */
export function merged(posted: readonly Posted[]): Pick<Posted, 'text' | 'values'> {
  const [first] = posted;
  if (first && posted.length === 1 && !first.expected) return first;
  const parts = posted.map(({ text, expected }, i) => `w${i} AS (${expected ? returning(text) : text})`);
  const asked = posted.flatMap(({ expected }, i) =>
    expected ? [`expect_rows((SELECT count(*) FROM w${i}), ${expected.rows}, ${i})`] : [],
  );
  return {
    text: `WITH ${parts.join(', ')} SELECT ${asked.join(', ')}`,
    values: posted.flatMap(({ values }) => values),
  };
}

const returning = (text: string): string => (text.startsWith('SELECT') ? text : `${text} RETURNING 1`);

/** What the unit of work fails with when this failure says that an expectation was not met; else null. */
export function unmet(error: unknown, posted: readonly Posted[]): Error | null {
  if (!(error instanceof Error) || !('code' in error) || error.code !== EXPECTATION_UNMET) return null;
  return posted[Number(error.message)]?.expected?.orElse() ?? null;
}
