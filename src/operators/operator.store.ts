import type { OperatorRole, OperatorStatus } from '../accounts/actor.js';
import type { Queries } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import type { Instant, WallDate } from '../scheduling/time.types.js';

export const OPERATOR_KINDS = ['association', 'volunteers', 'company', 'public-body'] as const;
export type OperatorKind = (typeof OPERATOR_KINDS)[number];

/** Whom to call; data of a person, for the centre's people and the operator's own. */
export interface Contact {
  readonly name?: string;
  readonly phone?: string;
  readonly email?: string;
}

export interface Operator {
  readonly centreId: number;
  readonly id: string;
  /** By which paths and bookings name it; never changes. */
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly kind: OperatorKind;
  readonly contact: Contact;
  readonly status: OperatorStatus;
  readonly note: string | null;
  readonly createdAt: Instant;
  readonly version: number;
}

/** What a change of an operator may name. */
export type OperatorFields = Pick<Operator, 'name' | 'nameEn' | 'kind' | 'contact' | 'status' | 'note'>;

interface Row {
  readonly centre_id: number;
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly name_en: string;
  readonly kind: OperatorKind;
  readonly contact: string;
  readonly status: OperatorStatus;
  readonly note: string | null;
  readonly created_at: number;
  readonly version: number;
}

const SELECT = `SELECT centre_id, id, code, name, name_en, kind, contact, status, note, created_at, version FROM operators`;

export const OPERATOR_CODE = /^[a-z][a-z0-9-]{1,31}$/;

export async function operatorByCode(queries: Queries, centreId: number, code: string): Promise<Operator | null> {
  const row = await queries.one<Row>(`${SELECT} WHERE centre_id = ? AND code = ?`, [centreId, code]);
  return row ? operatorOf(row) : null;
}

export async function operatorById(queries: Queries, centreId: number, id: string): Promise<Operator | null> {
  const row = await queries.one<Row>(`${SELECT} WHERE centre_id = ? AND id = ?`, [centreId, id]);
  return row ? operatorOf(row) : null;
}

/** Operators by code, from after `after` on; only those of the person when one is named. */
export async function operatorsByCode(
  queries: Queries,
  centreId: number,
  { after, limit, member }: { after: string; limit: number; member: string | null },
): Promise<Operator[]> {
  const own = `AND status <> 'ended' AND id IN (SELECT operator_id FROM operator_members WHERE centre_id = ? AND user_id = ?)`;
  const rows = await queries.all<Row>(
    `${SELECT} WHERE centre_id = ? AND code > ? ${member === null ? '' : own} ORDER BY code LIMIT ?`,
    [centreId, after, ...(member === null ? [] : [centreId, member]), limit],
  );
  return rows.map(operatorOf);
}

/** Gives false when the code is taken. */
export async function insertOperator(tx: Tx, operator: Operator): Promise<boolean> {
  const { centreId, id, code, name, nameEn, kind, contact, status, note, createdAt } = operator;
  const added = await tx.run(
    `INSERT INTO operators (centre_id, id, code, name, name_en, kind, contact, status, note, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (centre_id, code) DO NOTHING`,
    [centreId, id, code, name, nameEn, kind, JSON.stringify(contact), status, note, createdAt],
  );
  return added > 0;
}

export async function updateOperator(tx: Tx, operator: Operator): Promise<void> {
  const { centreId, id, name, nameEn, kind, contact, status, note, version } = operator;
  await tx.run(
    `UPDATE operators SET name = ?, name_en = ?, kind = ?, contact = ?, status = ?, note = ?, version = ?
     WHERE centre_id = ? AND id = ?`,
    [name, nameEn, kind, JSON.stringify(contact), status, note, version, centreId, id],
  );
}

/** Live dates still ahead that stand in an operator's name. */
export async function datesAhead(tx: Tx, { centreId, id }: Operator, now: Instant): Promise<number> {
  const row = await tx.one<{ n: number }>(
    `SELECT COUNT(*) AS n FROM occurrences WHERE centre_id = ? AND operator_id = ? AND end_at > ?
     AND status IN ('pending', 'confirmed', 'standby')`,
    [centreId, id, now],
  );
  return row?.n ?? 0;
}

/** Last day of the agreement that lasts longest, when that is today or later. */
export async function boundUntil(tx: Tx, { centreId, id }: Operator, today: WallDate): Promise<WallDate | null> {
  const row = await tx.one<{ until: WallDate | null }>(
    'SELECT MAX(ends_on) AS until FROM agreements WHERE centre_id = ? AND operator_id = ? AND ends_on >= ?',
    [centreId, id, today],
  );
  return row?.until ?? null;
}

const operatorOf = (row: Row): Operator => ({
  centreId: row.centre_id,
  id: row.id,
  code: row.code,
  name: row.name,
  nameEn: row.name_en,
  kind: row.kind,
  contact: JSON.parse(row.contact) as Contact,
  status: row.status,
  note: row.note,
  createdAt: row.created_at as Instant,
  version: row.version,
});

/** One of an operator's people. */
export interface Member {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly role: OperatorRole;
  /** The account's. */
  readonly version: number;
}

const MEMBERS = `SELECT u.id, u.login, u.name, m.role, u.version FROM operator_members m JOIN users u ON u.id = m.user_id
  WHERE m.centre_id = ? AND m.operator_id = ?`;

export function membersOf(
  queries: Queries,
  { centreId, id }: Operator,
  { after, limit }: { after: string; limit: number },
): Promise<Member[]> {
  return queries.all<Member>(`${MEMBERS} AND u.login > ? ORDER BY u.login LIMIT ?`, [centreId, id, after, limit]);
}

export async function memberOf(
  queries: Queries,
  { centreId, id }: Pick<Operator, 'centreId' | 'id'>,
  userId: string,
): Promise<Member | null> {
  return (await queries.one<Member>(`${MEMBERS} AND u.id = ?`, [centreId, id, userId])) ?? null;
}

/** Gives false when the person acts for the operator already. */
export async function insertMember(
  tx: Tx,
  { centreId, operatorId, userId, role }: { centreId: number; operatorId: string; userId: string; role: OperatorRole },
): Promise<boolean> {
  const added = await tx.run(
    `INSERT INTO operator_members (user_id, centre_id, operator_id, role) VALUES (?, ?, ?, ?)
     ON CONFLICT (user_id, centre_id, operator_id) DO NOTHING`,
    [userId, centreId, operatorId, role],
  );
  return added > 0;
}
