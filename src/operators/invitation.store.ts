import type { OperatorRole, OperatorStatus } from '../accounts/actor.js';
import type { Queries } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import type { Instant } from '../scheduling/time.types.js';
import type { Operator } from './operator.store.js';

/** An invitation that can still be taken up; its secret is stored nowhere. */
export interface Invitation {
  readonly id: string;
  readonly role: OperatorRole;
  /** Whom it is meant for, in the words of who made it. */
  readonly label: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
}

/** An invitation as whoever holds its link sees it. */
export interface OpenInvitation {
  readonly centreId: number;
  readonly centre: string;
  readonly centreName: string;
  readonly centreNameEn: string;
  readonly operatorId: string;
  readonly operator: string;
  readonly operatorName: string;
  readonly operatorNameEn: string;
  readonly operatorStatus: OperatorStatus;
  readonly role: OperatorRole;
}

interface Row {
  readonly id: string;
  readonly role: OperatorRole;
  readonly label: string;
  readonly created_at: number;
  readonly expires_at: number;
}

const COLUMNS = 'id, role, label, created_at, expires_at';
/** So many of one operator can be open at once. */
export const MAX_OPEN = 100;

const OPEN = `SELECT i.centre_id AS "centreId", c.slug AS centre, c.name AS "centreName", c.name_en AS "centreNameEn",
    o.id AS "operatorId", o.code AS operator, o.name AS "operatorName", o.name_en AS "operatorNameEn",
    o.status AS "operatorStatus", i.role
  FROM operator_invitations i JOIN centres c ON c.id = i.centre_id
  JOIN operators o ON o.centre_id = i.centre_id AND o.id = i.operator_id
  WHERE i.hash = ? AND i.used_at IS NULL AND i.expires_at > ? AND o.status <> 'ended'`;

const CONSUME = `UPDATE operator_invitations SET used_at = ?, used_by = ?
  WHERE hash = ? AND used_at IS NULL AND expires_at > ? RETURNING id`;

/** Neither used nor expired, by age. */
export async function openInvitations(
  queries: Queries,
  { centreId, id }: Operator,
  at: Instant,
): Promise<Invitation[]> {
  const rows = await queries.all<Row>(
    `SELECT ${COLUMNS} FROM operator_invitations
     WHERE centre_id = ? AND operator_id = ? AND used_at IS NULL AND expires_at > ? ORDER BY id LIMIT ${MAX_OPEN}`,
    [centreId, id, at],
  );
  return rows.map(invitationOf);
}

/** An invitation of the operator that was not used, expired or not. */
export async function invitationById(
  queries: Queries,
  { centreId, id }: Operator,
  invitation: string,
): Promise<Invitation | null> {
  const row = await queries.one<Row>(
    `SELECT ${COLUMNS} FROM operator_invitations
     WHERE centre_id = ? AND operator_id = ? AND id = ? AND used_at IS NULL`,
    [centreId, id, invitation],
  );
  return row ? invitationOf(row) : null;
}

export async function insertInvitation(
  tx: Tx,
  operator: Operator,
  { invitation, hash, createdBy }: { invitation: Invitation; hash: string; createdBy: string },
): Promise<void> {
  const { id, role, label, createdAt, expiresAt } = invitation;
  await tx.run(
    `INSERT INTO operator_invitations (centre_id, id, operator_id, role, hash, label, created_by, created_at, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [operator.centreId, id, operator.id, role, hash, label, createdBy, createdAt, expiresAt],
  );
}

/** Gives false when it was used or taken back meanwhile. */
export async function deleteInvitation(tx: Tx, { centreId, id }: Operator, invitation: string): Promise<boolean> {
  const gone = await tx.run(
    'DELETE FROM operator_invitations WHERE centre_id = ? AND operator_id = ? AND id = ? AND used_at IS NULL',
    [centreId, id, invitation],
  );
  return gone > 0;
}

/** Takes back all that were not used. */
export async function endInvitations(tx: Tx, { centreId, id }: Operator): Promise<void> {
  await tx.run('DELETE FROM operator_invitations WHERE centre_id = ? AND operator_id = ? AND used_at IS NULL', [
    centreId,
    id,
  ]);
}

/** What a secret's hash opens; nothing when it is unknown, used, expired, taken back, or its operator has ended. */
export async function openInvitation(queries: Queries, hash: string, at: Instant): Promise<OpenInvitation | null> {
  return (await queries.one<OpenInvitation>(OPEN, [hash, at])) ?? null;
}

/** Uses it up and gives its id; of two at once one gets null. */
export async function consumeInvitation(
  tx: Tx,
  { hash, userId, at }: { hash: string; userId: string; at: Instant },
): Promise<string | null> {
  const used = await tx.one<{ id: string }>(CONSUME, [at, userId, hash, at]);
  return used?.id ?? null;
}

const invitationOf = (row: Row): Invitation => ({
  id: row.id,
  role: row.role,
  label: row.label,
  createdAt: row.created_at as Instant,
  expiresAt: row.expires_at as Instant,
});
