import type { Tx } from '../database/sql.js';

/** Takes a member out of the answers kept for replaying that speak of this thing, so that what was removed is nowhere. */
export async function scrubKeptAnswers(tx: Tx, { id, member }: { id: string; member: string }): Promise<void> {
  const rows = await tx.all<{ actor_id: string; idempotency_key: string; body: string }>(
    'SELECT actor_id, idempotency_key, body FROM idempotency_keys WHERE body LIKE ?',
    [`%${id}%`],
  );
  for (const row of rows) {
    const body: unknown = JSON.parse(row.body, (name, value: unknown) => (name === member ? undefined : value));
    await tx.run('UPDATE idempotency_keys SET body = ? WHERE actor_id = ? AND idempotency_key = ?', [
      JSON.stringify(body),
      row.actor_id,
      row.idempotency_key,
    ]);
  }
}
