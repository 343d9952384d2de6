import type { Instant } from '../../scheduling/time.types.js';
import type { Tx } from '../database/sql.js';

/** One change that other modules and the screens learn of; written in the transaction that makes it. */
export interface OutboxEntry {
  readonly centreId: number;
  readonly at: Instant;
  /** Such as `booking.created`. */
  readonly kind: string;
  readonly subjectId: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export async function writeOutbox(tx: Tx, entry: OutboxEntry): Promise<void> {
  await tx.post('INSERT INTO outbox (centre_id, at, kind, subject_id, payload) VALUES (?, ?, ?, ?, ?)', [
    entry.centreId,
    entry.at,
    entry.kind,
    entry.subjectId,
    JSON.stringify(entry.payload),
  ]);
}
