import { newId } from '../platform/ids.js';
import type { Tx } from '../platform/database/sql.js';
import type { Instant } from '../scheduling/time.types.js';

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

const INSERT = `INSERT INTO audit_log
  (centre_id, id, at, actor_id, actor_name, action, subject_kind, subject_id, reason, before, after)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Writes into the log in the transaction that makes the change, so that neither stands without the other. */
export async function writeAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  await tx.run(INSERT, [
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
  ]);
}

const json = (value: object | null | undefined): string | null => (value ? JSON.stringify(value) : null);
