import { firstIdAt, newId } from '../platform/ids.js';
import { Problem } from '../platform/problems/problem.js';
import type { Tx } from '../platform/database/sql.js';
import { MINUTE, type Instant } from '../scheduling/time.types.js';

/** One change: who did what to which thing, and how it was before and after. Never put a secret into it. */
export interface AuditEntry {
  /** The centre it belongs to; 0 for the installation as a whole. */
  readonly centreId: number;
  readonly at: Instant;
  readonly actor: { readonly id: string; readonly name: string };
  /** Such as `booking.cancelled`. */
  readonly action: string;
  /** Such as `booking`. */
  readonly subjectKind: string;
  /** The id under which the log is searched: all changes of a series stand under its booking. */
  readonly subjectId: string;
  readonly reason?: string;
  readonly before?: object | null;
  readonly after?: object | null;
}

export const INSTALLATION = 0;

/** A clock may be corrected by so much; a log whose newest entry lies further ahead was written by another time. */
const TOLERATED_MINUTES = 5;

/** The newest entry is asked for in the words that make both engines take it from the end of the key. */
const INSERT = `INSERT INTO audit_log
  (centre_id, id, at, actor_id, actor_name, action, subject_kind, subject_id, reason, before, after)
  SELECT CAST(? AS bigint), ?, CAST(? AS bigint), ?, ?, ?, ?, ?, ?, ?, ?
  WHERE coalesce((SELECT id FROM audit_log WHERE centre_id = ? ORDER BY id DESC LIMIT 1), '') <= ?`;

/**
 * Writes into the log in the transaction that makes the change, so that neither stands without the other. Throws
 * `clock-behind` while the clock is minutes before the newest entry of the centre: what is past and what is still to
 * come could not be told apart.
 */
export async function writeAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  await tx.post(
    INSERT,
    [
      entry.centreId,
      newId(entry.at),
      entry.at,
      entry.actor.id,
      entry.actor.name,
      entry.action,
      entry.subjectKind,
      entry.subjectId,
      entry.reason ?? null,
      json(entry.before),
      json(entry.after),
      entry.centreId,
      firstIdAt((entry.at + TOLERATED_MINUTES * MINUTE) as Instant),
    ],
    { rows: 1, orElse: clockBehind },
  );
}

const clockBehind = (): Problem =>
  new Problem(
    'clock-behind',
    'The clock of the server is minutes behind the newest change; nothing is written until it is right again.',
    { retryAfterSeconds: 60 },
  );

const json = (value: object | null | undefined): string | null => (value ? JSON.stringify(value) : null);
