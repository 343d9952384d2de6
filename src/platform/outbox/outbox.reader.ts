import type { Reader } from '../database/reader.js';
import type { Engine } from '../database/sql.js';
import type { Snapshot } from './gap-watch.js';

/** A change as it stands in the outbox. */
export interface News {
  readonly centreId: number;
  readonly kind: string;
  readonly subjectId: string;
  /** JSON. */
  readonly payload: string;
}

interface Row {
  readonly oldest_running: number;
  readonly next: number;
  readonly seq: number | null;
  readonly centre_id: number;
  readonly kind: string;
  readonly subject_id: string;
  readonly payload: string;
}

/** So many changes are read at once; what is beyond them waits for the next time. */
const MOST_ROWS = 5000;

/** On PostgreSQL, numbers so close to the newest may be of transactions that run; older ones only of very long ones. */
const LOOK_BACK = 256;

const SNAPSHOT: Readonly<Record<Engine, string>> = {
  sqlite: 'SELECT 0 AS oldest_running, 0 AS next',
  postgres: `SELECT pg_snapshot_xmin(s)::text::bigint AS oldest_running, pg_snapshot_xmax(s)::text::bigint AS next
    FROM pg_current_snapshot() s`,
};

const MISSING: Readonly<Record<Engine, string>> = {
  sqlite: 'SELECT value FROM json_each(?)',
  postgres: `SELECT unnest(string_to_array(translate(?, '[]', ''), ',')::bigint[])`,
};

const COLUMNS = 'seq, centre_id, kind, subject_id, payload';

const newsText = (engine: Engine): string => `
  SELECT t.oldest_running, t.next, ${COLUMNS} FROM (${SNAPSHOT[engine]}) t
  LEFT JOIN (
    SELECT ${COLUMNS} FROM outbox WHERE seq IN (${MISSING[engine]})
    UNION ALL
    SELECT ${COLUMNS} FROM (SELECT ${COLUMNS} FROM outbox WHERE seq > ? ORDER BY seq LIMIT ${MOST_ROWS}) later
  ) o ON 1 = 1 ORDER BY seq`;

const NEWS = { sqlite: newsText('sqlite'), postgres: newsText('postgres') };

/** The highest number given out, visible or not; the counter of SQLite is part of its transactions. */
const LAST: Readonly<Record<Engine, string>> = {
  sqlite: `SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'outbox'), 0) AS last`,
  postgres: 'SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS last FROM outbox_seq_seq',
};

const startText = (engine: Engine): string => `
  SELECT l.last, t.oldest_running, t.next, o.seq
  FROM (${LAST[engine]}) l CROSS JOIN (${SNAPSHOT[engine]}) t
  LEFT JOIN outbox o ON o.seq > l.last - ${LOOK_BACK} AND o.seq <= l.last ORDER BY o.seq`;

const START = { sqlite: startText('sqlite'), postgres: startText('postgres') };

/** Where to begin: the newest number, and those just below it that were not visible. */
export interface Beginning {
  readonly last: number;
  readonly missing: readonly number[];
  /** A transaction is running that may have taken a number long ago. */
  readonly mayMiss: boolean;
}

export async function readBeginning(reader: Reader): Promise<Beginning> {
  const rows = await reader.all<{ last: number; oldest_running: number; next: number; seq: number | null }>(
    START[reader.engine],
  );
  const { last = 0, oldest_running: oldest = 0, next = 0 } = rows[0] ?? {};
  if (reader.engine === 'sqlite') return { last, missing: [], mayMiss: false };
  const visible = new Set(rows.map(({ seq }) => seq));
  const first = Math.max(1, last - LOOK_BACK + 1);
  const numbers = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return { last, missing: numbers.filter((number) => !visible.has(number)), mayMiss: oldest < next };
}

/** All above a number, and of the missing ones those that have come, with the snapshot in which that is so. */
export async function readNews(
  reader: Reader,
  { above, missing }: { above: number; missing: readonly number[] },
): Promise<{ numbers: number[]; news: News[]; snapshot: Snapshot; isAll: boolean }> {
  const rows = await reader.all<Row>(NEWS[reader.engine], [JSON.stringify(missing), above]);
  const [first] = rows;
  const filled = rows.filter((row): row is Row & { seq: number } => row.seq !== null);
  return {
    numbers: filled.map(({ seq }) => seq),
    news: filled.map(({ centre_id: centreId, kind, subject_id: subjectId, payload }) => {
      return { centreId, kind, subjectId, payload };
    }),
    snapshot: { oldestRunning: first?.oldest_running ?? 0, next: first?.next ?? 0 },
    isAll: filled.length < MOST_ROWS,
  };
}
