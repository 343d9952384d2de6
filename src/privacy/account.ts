import type { Queries } from '../platform/database/reader.js';

/** An account that has to do with a centre: by a role in it, or in one of its operators. */
export interface Account {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly isOwner: boolean;
}

interface AccountRow {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly is_owner: number;
}

export async function accountOfCentre(queries: Queries, centreId: number, id: string): Promise<Account | null> {
  const row = await queries.one<AccountRow>(
    `SELECT id, login, name, is_owner FROM users WHERE id = ? AND (
       id IN (SELECT user_id FROM memberships WHERE centre_id = ?)
       OR id IN (SELECT user_id FROM operator_members WHERE centre_id = ?))`,
    [id, centreId, centreId],
  );
  return row ? { id: row.id, login: row.login, name: row.name, isOwner: row.is_owner === 1 } : null;
}
