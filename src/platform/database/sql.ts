/** The two engines; the same statements run on both, with `?` for a parameter. */
export type Engine = 'sqlite' | 'postgres';

export type SqlValue = string | number | null;

/**
 * Statements over one connection. Instants are bound and come back as numbers (epoch milliseconds), JSON as text,
 * booleans as 0 and 1, so that a row looks the same from either engine.
 */
export interface Sql {
  readonly engine: Engine;
  all<Row>(text: string, values?: readonly SqlValue[]): Promise<Row[]>;
  one<Row>(text: string, values?: readonly SqlValue[]): Promise<Row | undefined>;
  /** Runs a statement that writes and gives the number of rows it touched. */
  run(text: string, values?: readonly SqlValue[]): Promise<number>;
}

/** How many rows a posted statement must touch (a SELECT: give), and what else the unit of work fails with. */
export interface Expected {
  readonly rows: number;
  readonly orElse: () => Error;
}

/** Statements inside the running transaction of one unit of work; never keep it beyond that. */
export interface Tx extends Sql {
  readonly inTransaction: true;
  /**
   * Writes without waiting for the outcome: what is posted in a row may go to the database as one statement, before the
   * next statement that is waited for or at the end. So of those in a row none may see or touch another's rows, and a
   * failure may come as late as the end of the unit of work, whose own it then is.
   */
  post(text: string, values: readonly SqlValue[], expected?: Expected): Promise<void>;
}

/** `?,?,?` for an IN list of that many values. */
export const marks = (count: number): string => Array.from({ length: count }, () => '?').join(',');

/** `(?,?),(?,?)` for a multi-row VALUES of `rows` rows with `columns` values each. */
export const rowMarks = (rows: number, columns: number): string =>
  Array.from({ length: rows }, () => `(${marks(columns)})`).join(',');

/** So many texts of one family are kept; most bookings have a date or two, few have as many as a term has weeks. */
const MAX_TEXTS = 200;

/**
 * The texts of one statement for each number of rows, each put together once: the engine finds its prepared statement by
 * text, and a text that is always the same object is found many times faster than one made anew.
 */
export function textPerRows(textFor: (rows: number) => string): (rows: number) => string {
  const texts = new Map<number, string>();
  return (rows) => {
    const known = texts.get(rows);
    if (known !== undefined) return known;
    const text = textFor(rows);
    if (texts.size < MAX_TEXTS) texts.set(rows, text);
    return text;
  };
}

/** PostgreSQL wants `$1`, `$2`; our statements never hold a question mark inside a literal. */
export function numberedPlaceholders(text: string): string {
  let n = 0;
  return text.replace(/\?/g, () => `$${++n}`);
}

/**
 * A join whose order is ours. SQLite would choose by sizes of tables, which cannot tell one centre's rows from
 * another's; started at the wrong end, a query of milliseconds takes minutes.
 */
export const joinInOrder = (engine: Engine): string => (engine === 'sqlite' ? 'CROSS JOIN' : 'JOIN');
