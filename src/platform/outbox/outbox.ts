import { DAY, type Instant } from '../../scheduling/time.types.js';
import type { Tx } from '../database/sql.js';
import type { UnitOfWork } from '../database/unit-of-work.js';

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

/** Nobody who listens is further behind than some seconds; the rest is for whoever looks into it the day after. */
const KEPT_MILLISECONDS = 2 * DAY;
const CHUNK = 2000;

/** The oldest are looked at in chunks, so that no writer waits long for it and none that stay are read. */
const FORGET = `DELETE FROM outbox WHERE seq <= (
  SELECT max(seq) FROM (SELECT seq, at FROM outbox ORDER BY seq LIMIT ${CHUNK}) oldest WHERE at < ?)`;

/** Forgets what nobody can be waiting for any more. Gives how many changes that were. */
export async function forgetOldOutbox(unitOfWork: UnitOfWork, now: Instant): Promise<number> {
  let forgotten = 0;
  for (let last = CHUNK; last === CHUNK; forgotten += last) {
    last = await unitOfWork.run((tx) => tx.run(FORGET, [now - KEPT_MILLISECONDS]));
  }
  return forgotten;
}
