import type { Tx } from '../platform/database/sql.js';
import { rulesVersionOf } from './plan.read.js';

/** First key of the advisory locks that stand for a centre's rules; the second is the centre. */
const RULES_LOCK = 7301;

/**
 * Takes a centre's rules alone until the transaction ends: bookings being decided are waited for, and later ones
 * wait. Call it before reading what the change is based on. SQLite runs one write at a time, so it has nothing to take.
 */
export async function takeRules(tx: Tx, centreId: number): Promise<void> {
  if (tx.engine === 'postgres') await tx.all('SELECT pg_advisory_xact_lock(?, ?)', [RULES_LOCK, centreId]);
}

/** Moves the version of the rules on; every change of zones, hours, calendars and policies calls it in its transaction. */
export async function bumpRules(tx: Tx, centreId: number): Promise<void> {
  await takeRules(tx, centreId);
  await tx.run('UPDATE centres SET rules_version = rules_version + 1 WHERE id = ?', [centreId]);
}

/**
 * True while the rules are still those that something was decided against; they then stay so until the transaction
 * ends. When it is false, decide again against the new rules.
 */
export async function requireRules(tx: Tx, centreId: number, rulesVersion: number): Promise<boolean> {
  if (tx.engine === 'sqlite') return (await rulesVersionOf(tx, centreId)) === rulesVersion;
  const row = await tx.one<{ held: boolean }>('SELECT hold_rules(?, ?) AS held', [centreId, rulesVersion]);
  return row?.held === true;
}

/** The same without waiting: when the rules are others, the unit of work fails with this error. */
export async function postRules(
  tx: Tx,
  { centreId, rulesVersion }: { centreId: number; rulesVersion: number },
  orElse: () => Error,
): Promise<void> {
  if (tx.engine === 'postgres') {
    await tx.post('SELECT 1 WHERE hold_rules(?, ?)', [centreId, rulesVersion], { rows: 1, orElse });
  } else if (!(await requireRules(tx, centreId, rulesVersion))) throw orElse();
}
