import type { Tx } from '../platform/database/sql.js';
import { zoneTree, type ZoneDraft } from '../scheduling/zone-tree.js';
import type { Plan, ZoneFacts } from '../scheduling/zones.types.js';
import { sameJson } from './same-json.js';

/** What happened to the rows of zones: codes, and the id of every zone that stays. */
export interface RowChange {
  readonly created: readonly string[];
  readonly changed: readonly string[];
  /** Left out by the new zones; their rows stand until nothing refers to them. */
  readonly removed: readonly string[];
  readonly idOf: ReadonlyMap<string, number>;
}

/** The fields in which a zone may differ from what is stored, and nothing else. */
export const draftOf = (zone: ZoneDraft): ZoneDraft => ({
  code: zone.code,
  name: zone.name,
  nameEn: zone.nameEn,
  parent: zone.parent,
  kind: zone.kind,
  areaM2: zone.areaM2,
  seats: zone.seats,
  mode: zone.mode,
  headLimit: zone.headLimit,
  equipment: zone.equipment,
  policy: zone.policy,
  parts: zone.parts,
  place: zone.place,
  sort: zone.sort,
});

/** Writes the zones, parents first, and leaves alone what is as it was: its version stays too. */
export async function writeZoneRows(tx: Tx, before: Plan, drafts: readonly ZoneDraft[]): Promise<RowChange> {
  const idOf = new Map<string, number>();
  const created: string[] = [];
  const changed: string[] = [];
  for (const draft of zoneTree(drafts).inOrder) {
    const standing = before.byCode.get(draft.code);
    const parentId = draft.parent === null ? null : (idOf.get(draft.parent) ?? null);
    if (!standing) created.push(draft.code);
    else if (differs(standing, draft)) {
      changed.push(draft.code);
      await updateZone(tx, { id: standing.id, parentId, draft });
    }
    idOf.set(draft.code, standing?.id ?? (await insertZone(tx, { centreId: before.centreId, parentId, draft })));
  }
  const removed = before.zones.map((zone) => zone.code).filter((code) => !idOf.has(code));
  return { created, changed, removed, idOf };
}

/** Members of a policy may stand in any order. */
const differs = (standing: ZoneFacts, draft: ZoneDraft): boolean => !sameJson(draftOf(standing), draftOf(draft));

async function insertZone(
  tx: Tx,
  { centreId, parentId, draft }: { centreId: number; parentId: number | null; draft: ZoneDraft },
): Promise<number> {
  const row = await tx.one<{ id: number }>(
    `INSERT INTO zones (centre_id, code, parent_id, name, name_en, kind, area_m2, seats, mode, head_limit, equipment, policy, parts, place, sort)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
    [centreId, draft.code, parentId, ...columnsOf(draft)],
  );
  if (!row) throw new Error(`Zone ${draft.code} was not written`);
  return row.id;
}

async function updateZone(
  tx: Tx,
  { id, parentId, draft }: { id: number; parentId: number | null; draft: ZoneDraft },
): Promise<void> {
  await tx.run(
    `UPDATE zones SET parent_id = ?, name = ?, name_en = ?, kind = ?, area_m2 = ?, seats = ?, mode = ?, head_limit = ?,
       equipment = ?, policy = ?, parts = ?, place = ?, sort = ?, version = version + 1
     WHERE id = ?`,
    [parentId, ...columnsOf(draft), id],
  );
}

const columnsOf = (draft: ZoneDraft): (string | number | null)[] => [
  draft.name,
  draft.nameEn,
  draft.kind,
  draft.areaM2,
  draft.seats,
  draft.mode,
  draft.headLimit,
  JSON.stringify(draft.equipment),
  JSON.stringify(draft.policy),
  JSON.stringify(draft.parts),
  draft.place === null ? null : JSON.stringify(draft.place),
  draft.sort,
];

/** What may stand in the way of removing a zone: rows that point to it, and claims on cells of its own. */
const REFERENCES: readonly (readonly [what: string, query: string])[] = [
  ['bookings', 'SELECT 1 AS found FROM bookings WHERE centre_id = ? AND zone_id = ? LIMIT 1'],
  ['occurrences', 'SELECT 1 AS found FROM occurrences WHERE centre_id = ? AND zone_id = ? LIMIT 1'],
  ['refused dates', 'SELECT 1 AS found FROM refused_dates WHERE centre_id = ? AND zone_id = ? LIMIT 1'],
  ['closures', 'SELECT 1 AS found FROM closures WHERE centre_id = ? AND zone_id = ? LIMIT 1'],
  ['agreements', 'SELECT 1 AS found FROM agreement_zones WHERE centre_id = ? AND zone_id = ? LIMIT 1'],
  ['requests for hours', 'SELECT 1 AS found FROM hours_requests WHERE centre_id = ? AND zone_id = ? LIMIT 1'],
  [
    'claims',
    `SELECT 1 AS found FROM cells k JOIN claims c ON c.centre_id = k.centre_id AND c.cell_id = k.id
     WHERE k.centre_id = ? AND k.zone_id = ? LIMIT 1`,
  ],
];

/** What refers to the zone, in words; empty when it may be removed without losing history. */
export async function referencesTo(tx: Tx, centreId: number, zoneId: number): Promise<string[]> {
  const found: string[] = [];
  for (const [what, query] of REFERENCES) if (await tx.one(query, [centreId, zoneId])) found.push(what);
  return found;
}

/** Removes a zone to which nothing refers, with its cells and its opening hours. */
export async function deleteZone(tx: Tx, centreId: number, zoneId: number): Promise<void> {
  await tx.run('DELETE FROM opening_hours WHERE centre_id = ? AND zone_id = ?', [centreId, zoneId]);
  await tx.run('DELETE FROM cells WHERE centre_id = ? AND zone_id = ?', [centreId, zoneId]);
  await tx.run('DELETE FROM zones WHERE centre_id = ? AND id = ?', [centreId, zoneId]);
}
