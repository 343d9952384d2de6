import type { Queries } from '../platform/database/reader.js';
import { marks, rowMarks, type Tx } from '../platform/database/sql.js';
import { coveredZones } from '../scheduling/agreements.js';
import type { AgreementFacts, AgreementKind, Terms } from '../scheduling/agreements.types.js';
import type { Instant, WallDate } from '../scheduling/time.types.js';
import type { Plan } from '../scheduling/zones.types.js';

/** An agreement as it is stored. */
export interface Agreement {
  readonly centreId: number;
  readonly id: string;
  readonly operatorId: string;
  readonly kind: AgreementKind;
  /** Both days included. */
  readonly from: WallDate;
  readonly until: WallDate;
  /** Ids of the zones it names, in the order of their ids. */
  readonly zoneIds: readonly number[];
  readonly terms: Terms;
  readonly note: string | null;
  /** The agreement that it follows. */
  readonly renews: string | null;
  /** Why it was ended before its time. */
  readonly endedReason: string | null;
  readonly createdAt: Instant;
  readonly version: number;
}

interface Row {
  readonly centre_id: number;
  readonly id: string;
  readonly operator_id: string;
  readonly kind: AgreementKind;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly terms: string;
  readonly note: string | null;
  readonly renews: string | null;
  readonly ended_reason: string | null;
  readonly created_at: number;
  readonly version: number;
}

const COLUMNS =
  'centre_id, id, operator_id, kind, starts_on, ends_on, terms, note, renews, ended_reason, created_at, version';

export async function findAgreement(queries: Queries, centreId: number, id: string): Promise<Agreement | null> {
  const [found] = await agreementsById(queries, centreId, [id]);
  return found ?? null;
}

/** In the order of their ids, that is, of their making. */
export async function agreementsById(queries: Queries, centreId: number, ids: readonly string[]): Promise<Agreement[]> {
  if (ids.length === 0) return [];
  const rows = await queries.all<Row>(
    `SELECT ${COLUMNS} FROM agreements WHERE centre_id = ? AND id IN (${marks(ids.length)}) ORDER BY id`,
    [centreId, ...ids],
  );
  const zones = await queries.all<{ agreement_id: string; zone_id: number }>(
    `SELECT agreement_id, zone_id FROM agreement_zones
     WHERE centre_id = ? AND agreement_id IN (${marks(ids.length)}) ORDER BY zone_id`,
    [centreId, ...ids],
  );
  return rows.map((row) =>
    agreementOf(
      row,
      zones.filter(({ agreement_id: id }) => id === row.id).map(({ zone_id: id }) => id),
    ),
  );
}

/** Agreements of a centre whose last day is `since` or later. */
export async function agreementsSince(queries: Queries, centreId: number, since: WallDate): Promise<Agreement[]> {
  const rows = await queries.all<{ id: string }>(
    'SELECT id FROM agreements WHERE centre_id = ? AND ends_on >= ? ORDER BY id',
    [centreId, since],
  );
  const found: Agreement[] = [];
  for (let i = 0; i < rows.length; i += IDS_PER_STATEMENT) {
    const ids = rows.slice(i, i + IDS_PER_STATEMENT).map(({ id }) => id);
    found.push(...(await agreementsById(queries, centreId, ids)));
  }
  return found;
}

const IDS_PER_STATEMENT = 900;

export async function insertAgreement(tx: Tx, agreement: Agreement): Promise<void> {
  const { centreId, id, operatorId, kind, from, until, terms, note, renews, createdAt } = agreement;
  await tx.run(
    `INSERT INTO agreements (centre_id, id, operator_id, kind, starts_on, ends_on, terms, note, renews, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [centreId, id, operatorId, kind, from, until, JSON.stringify(terms), note, renews, createdAt],
  );
  await writeZones(tx, agreement);
}

export async function updateAgreement(tx: Tx, agreement: Agreement): Promise<void> {
  const { centreId, id, until, terms, note, endedReason, version } = agreement;
  await tx.run(
    `UPDATE agreements SET ends_on = ?, terms = ?, note = ?, ended_reason = ?, version = ? WHERE centre_id = ? AND id = ?`,
    [until, JSON.stringify(terms), note, endedReason, version, centreId, id],
  );
  await tx.run('DELETE FROM agreement_zones WHERE centre_id = ? AND agreement_id = ?', [centreId, id]);
  await writeZones(tx, agreement);
}

/** Takes an agreement away that has not begun; the audit log keeps what it was. */
export async function deleteAgreement(tx: Tx, { centreId, id }: Agreement): Promise<void> {
  await tx.run('DELETE FROM agreements WHERE centre_id = ? AND id = ?', [centreId, id]);
}

async function writeZones(tx: Tx, { centreId, id, zoneIds }: Agreement): Promise<void> {
  await tx.run(
    `INSERT INTO agreement_zones (centre_id, agreement_id, zone_id) VALUES ${rowMarks(zoneIds.length, 3)}`,
    zoneIds.flatMap((zoneId) => [centreId, id, zoneId]),
  );
}

/** An agreement as verdicts need it. */
export const factsOf = (plan: Plan, agreement: Agreement): AgreementFacts => {
  const { id, operatorId, kind, from, until, zoneIds, terms } = agreement;
  return { id, operatorId, kind, from, until, zones: coveredZones(plan, zoneIds), terms };
};

const agreementOf = (row: Row, zoneIds: readonly number[]): Agreement => ({
  centreId: row.centre_id,
  id: row.id,
  operatorId: row.operator_id,
  kind: row.kind,
  from: row.starts_on as WallDate,
  until: row.ends_on as WallDate,
  zoneIds,
  terms: JSON.parse(row.terms) as Terms,
  note: row.note,
  renews: row.renews,
  endedReason: row.ended_reason,
  createdAt: row.created_at as Instant,
  version: row.version,
});
