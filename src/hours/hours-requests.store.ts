import { writeAudit } from '../audit/audit.js';
import type { Actor } from '../accounts/actor.js';
import { writeNotices } from '../notices/notices.js';
import type { Queries } from '../platform/database/reader.js';
import { marks, type SqlValue, type Tx } from '../platform/database/sql.js';
import { newId } from '../platform/ids.js';
import { writeOutbox } from '../platform/outbox/outbox.js';
import { Problem } from '../platform/problems/problem.js';
import type { HoursDocument } from '../scheduling/hours.types.js';
import type { Instant } from '../scheduling/time.types.js';

export const REQUEST_STATUSES = ['waiting', 'granted', 'declined', 'withdrawn'] as const;
export type RequestStatus = (typeof REQUEST_STATUSES)[number];

/** An operator's wish for hours that go beyond the centre's. */
export interface HoursRequest {
  readonly id: string;
  readonly zoneId: number;
  /** Zone code. */
  readonly zone: string;
  readonly operatorId: string;
  /** The operator's code. */
  readonly operator: string;
  readonly document: HoursDocument;
  /** The version of the zone's hours that it was asked on; on another one it would undo somebody's change. */
  readonly onVersion: number;
  readonly status: RequestStatus;
  readonly reason: string | null;
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
}

interface RequestRow {
  id: string;
  zone_id: number;
  zone: string;
  operator_id: string;
  operator: string;
  document: string;
  status: RequestStatus;
  reason: string | null;
  asked_by: string;
  asked_at: Instant;
  decided_by: string | null;
  decided_at: Instant | null;
}

const SELECT = `SELECT r.id, r.zone_id, z.code AS zone, r.operator_id, o.code AS operator, r.document, r.status, r.reason,
    r.asked_by, r.asked_at, r.decided_by, r.decided_at
  FROM hours_requests r JOIN zones z ON z.id = r.zone_id
  JOIN operators o ON o.centre_id = r.centre_id AND o.id = r.operator_id
  WHERE r.centre_id = ?`;

export async function findRequest(queries: Queries, centreId: number, id: string): Promise<HoursRequest | null> {
  const row = await queries.one<RequestRow>(`${SELECT} AND r.id = ?`, [centreId, id]);
  return row ? requestOf(row) : null;
}

/** Newest first, before `before`; of all operators when `operators` is null. */
export async function readRequests(
  queries: Queries,
  centreId: number,
  asked: {
    operators: readonly string[] | null;
    status?: RequestStatus | undefined;
    before?: string | undefined;
    limit: number;
  },
): Promise<HoursRequest[]> {
  const { operators, status, before, limit } = asked;
  if (operators?.length === 0) return [];
  const conditions: { text: string; values: readonly SqlValue[] }[] = [];
  if (operators) conditions.push({ text: ` AND r.operator_id IN (${marks(operators.length)})`, values: operators });
  if (status !== undefined) conditions.push({ text: ' AND r.status = ?', values: [status] });
  if (before !== undefined) conditions.push({ text: ' AND r.id < ?', values: [before] });
  const rows = await queries.all<RequestRow>(
    `${SELECT}${conditions.map(({ text }) => text).join('')} ORDER BY r.id DESC LIMIT ?`,
    [centreId, ...conditions.flatMap(({ values }) => values), limit],
  );
  return rows.map(requestOf);
}

interface Wish {
  readonly centreId: number;
  readonly zoneId: number;
  readonly zone: string;
  readonly operatorId: string;
  readonly document: HoursDocument;
  readonly onVersion: number;
  readonly actor: Actor;
  readonly at: Instant;
}

/** Asks the centre, in place of what was asked for this zone before; tells its admins. Gives the id. */
export async function askCentre(tx: Tx, wish: Wish): Promise<string> {
  const { centreId, zoneId, zone, operatorId, document, onVersion, actor, at } = wish;
  const id = newId(at);
  await tx.run(
    `INSERT INTO hours_requests (centre_id, id, zone_id, operator_id, document, status, asked_by, asked_at)
     VALUES (?, ?, ?, ?, ?, 'waiting', ?, ?)`,
    [centreId, id, zoneId, operatorId, JSON.stringify({ hours: document, onVersion }), actor.id, at],
  );
  const entry = { centreId, at, actor, subjectKind: 'hours-request', subjectId: id };
  await writeAudit(tx, { ...entry, action: 'hours-request.made', after: { zone, operator: operatorId, document } });
  await writeOutbox(tx, { centreId, at, kind: 'hours-request.made', subjectId: id, payload: { zone } });
  await writeNotices(tx, {
    ...{ centreId, at, kind: 'hours-requested', subjectKind: 'hours-request', subjectId: id, by: actor },
    data: { zone },
    to: [{ role: 'admin' }],
  });
  return id;
}

/** What an operator asked for this zone before is over once it sets its hours anew. */
export async function withdrawWaiting(
  tx: Tx,
  { centreId, zoneId, zone, actor, at }: Pick<Wish, 'centreId' | 'zoneId' | 'zone' | 'actor' | 'at'>,
): Promise<void> {
  const waiting = await tx.all<{ id: string }>(
    `SELECT id FROM hours_requests WHERE centre_id = ? AND zone_id = ? AND status = 'waiting'`,
    [centreId, zoneId],
  );
  for (const { id } of waiting) await decide(tx, { centreId, request: { id, zone }, status: 'withdrawn', actor, at });
}

/** Moves a waiting request on. Throws `conflict` when it no longer waits. */
export async function decide(
  tx: Tx,
  decision: {
    readonly centreId: number;
    readonly request: Pick<HoursRequest, 'id' | 'zone'>;
    readonly status: Exclude<RequestStatus, 'waiting'>;
    readonly reason?: string;
    readonly actor: Actor;
    readonly at: Instant;
  },
): Promise<void> {
  const { centreId, request, status, reason, actor, at } = decision;
  const { id, zone } = request;
  const moved = await tx.run(
    `UPDATE hours_requests SET status = ?, reason = ?, decided_by = ?, decided_at = ?, version = version + 1
     WHERE centre_id = ? AND id = ? AND status = 'waiting'`,
    [status, reason ?? null, actor.id, at, centreId, id],
  );
  if (moved === 0) throw new Problem('conflict', 'This request does not wait any more. Read it again.');
  const action = `hours-request.${status}`;
  await writeAudit(tx, {
    ...{ centreId, at, actor, action, subjectKind: 'hours-request', subjectId: id },
    ...(reason !== undefined && { reason }),
    after: { zone, status },
  });
  await writeOutbox(tx, { centreId, at, kind: action, subjectId: id, payload: { zone } });
}

function requestOf(row: RequestRow): HoursRequest {
  const { hours: document, onVersion } = JSON.parse(row.document) as { hours: HoursDocument; onVersion: number };
  return {
    id: row.id,
    zoneId: row.zone_id,
    zone: row.zone,
    operatorId: row.operator_id,
    operator: row.operator,
    document,
    onVersion,
    status: row.status,
    reason: row.reason,
    askedBy: row.asked_by,
    askedAt: row.asked_at,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
  };
}
