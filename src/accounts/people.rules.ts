import type { Queries } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import { Problem } from '../platform/problems/problem.js';
import type { Actor } from './actor.js';
import type { Person } from './person.js';

/** A rule about one person in one centre, judged inside the transaction that would break it. */
export interface PersonRule {
  readonly actor: Actor;
  readonly centreId: number;
  readonly person: Pick<Person, 'id' | 'isOwner'>;
}

/**
 * Makes changes of the centre's people, and of the owners, wait for each other: PostgreSQL holds the rows until the
 * transaction ends, so that two who remove each other cannot both still count the other. SQLite has one writer anyway.
 */
export async function lockPeople(tx: Tx, centreId: number): Promise<void> {
  await tx.run('UPDATE centres SET version = version WHERE id = ?', [centreId]);
}

export async function lockOwners(tx: Tx): Promise<void> {
  await tx.run('UPDATE users SET version = version WHERE is_owner = 1');
}

const IS_STILL = `SELECT u.is_owner, m.role FROM users u
  LEFT JOIN memberships m ON m.user_id = u.id AND m.centre_id = ? WHERE u.id = ? AND u.locked_at IS NULL`;

/** The guard has asked before; but since then the actor may have lost the role to the very person they act upon. */
export async function requireStillAdmin(tx: Tx, actor: Actor, centreId: number): Promise<void> {
  if (actor.kind === 'system') return;
  const row = await tx.one<{ is_owner: number; role: string | null }>(IS_STILL, [centreId, actor.id]);
  const holds = actor.isOwner ? row?.is_owner === 1 : row?.role === 'admin';
  if (!holds) throw new Problem('forbidden', 'You are no longer an admin of this centre.');
}

const BELONGS_BEYOND = `SELECT COUNT(*) AS n
  FROM (SELECT centre_id FROM memberships WHERE user_id = ? UNION SELECT centre_id FROM operator_members WHERE user_id = ?) p
  WHERE NOT EXISTS (SELECT 1 FROM memberships a WHERE a.user_id = ? AND a.centre_id = p.centre_id AND a.role = 'admin')`;

/**
 * The account itself (its name, password link, lock) may be managed only by who has every right that it has: an owner,
 * or an admin of all centres it belongs to, by a role there or in one of their operators. Otherwise a link issued here would open another centre's door, or the owner's.
 */
export async function requireManages(queries: Queries, { actor, person }: Omit<PersonRule, 'centreId'>): Promise<void> {
  if (actor.isOwner) return;
  if (person.isOwner) throw new Problem('forbidden', 'Only an owner may manage an account that is an owner.');
  const beyond = await queries.one<{ n: number }>(BELONGS_BEYOND, [person.id, person.id, actor.id]);
  if (beyond && beyond.n > 0) {
    throw new Problem('forbidden', 'This account also belongs to a centre that you are not an admin of; ask an owner.');
  }
}

/** Throws when the centre would be left without an admin who is not locked; ask before the change is made. */
export async function requireOtherAdmin(tx: Tx, centreId: number, personId: string): Promise<void> {
  const row = await tx.one<{ n: number }>(
    `SELECT COUNT(*) AS n FROM memberships m JOIN users u ON u.id = m.user_id
     WHERE m.centre_id = ? AND m.role = 'admin' AND u.locked_at IS NULL AND u.id <> ?`,
    [centreId, personId],
  );
  if (!row || row.n === 0) throw new Problem('conflict', 'This is the centre’s last admin; make another one first.');
}

/** Throws when no owner would be left who can sign in: an owner without a password could never be helped. */
export async function requireOtherOwner(tx: Tx, personId: string): Promise<void> {
  const row = await tx.one<{ n: number }>(
    `SELECT COUNT(*) AS n FROM users
     WHERE is_owner = 1 AND locked_at IS NULL AND password_hash IS NOT NULL AND id <> ?`,
    [personId],
  );
  if (!row || row.n === 0) throw new Problem('conflict', 'This is the last owner; make another one first.');
}
