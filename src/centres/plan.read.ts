import type { Queries } from '../platform/database/reader.js';
import { notFound, Problem } from '../platform/problems/problem.js';
import { buildPlan } from '../scheduling/plan.js';
import type { PolicyPart } from '../scheduling/policy.types.js';
import type { Cell, Place, Plan, ZoneFacts, ZoneKind, ZoneMode } from '../scheduling/zones.types.js';

interface CentreRow {
  slug: string;
  time_zone: string;
  policy: string;
  rules_version: number;
}

interface ZoneRow {
  id: number;
  code: string;
  name: string;
  name_en: string;
  parent: string | null;
  kind: ZoneKind;
  area_m2: number;
  seats: number | null;
  mode: ZoneMode;
  head_limit: number | null;
  equipment: string;
  policy: string;
  parts: string;
  place: string | null;
  sort: number;
  version: number;
}

interface CellRow {
  id: number;
  zone: string;
  kind: 'space' | 'limit';
  exclusive: number;
  units: number;
}

const CENTRE = 'SELECT slug, time_zone, policy, rules_version FROM centres WHERE id = ?';
const ZONES = `
  SELECT z.id, z.code, z.name, z.name_en, p.code AS parent, z.kind, z.area_m2, z.seats, z.mode, z.head_limit,
         z.equipment, z.policy, z.parts, z.place, z.sort, z.version
  FROM zones z LEFT JOIN zones p ON p.id = z.parent_id
  WHERE z.centre_id = ?`;
const CELLS = `
  SELECT c.id, z.code AS zone, c.kind, c.exclusive, c.units
  FROM cells c JOIN zones z ON z.id = c.zone_id
  WHERE c.centre_id = ? AND c.retired_at IS NULL`;

/** Reads that met a change of the rules in their middle are repeated so often. */
const MAX_READS = 10;

const NONE: ReadonlySet<string> = new Set();

/**
 * One centre's zones as they stand, all of one version of the rules; `without` names zones (by code) that are about to
 * be removed. Throws `not-found` for an unknown centre, and `busy` when the rules never stand still.
 */
export async function readPlan(queries: Queries, centreId: number, without: ReadonlySet<string> = NONE): Promise<Plan> {
  for (let read = 0; read < MAX_READS; read++) {
    const centre = await queries.one<CentreRow>(CENTRE, [centreId]);
    if (!centre) throw notFound('such centre');
    const zones = await queries.all<ZoneRow>(ZONES, [centreId]);
    const cells = await queries.all<CellRow>(CELLS, [centreId]);
    if ((await rulesVersionOf(queries, centreId)) !== centre.rules_version) continue;
    return buildPlan({
      centreId,
      slug: centre.slug,
      timeZone: centre.time_zone,
      rulesVersion: centre.rules_version,
      centrePolicy: JSON.parse(centre.policy) as PolicyPart,
      zones: zones.filter((zone) => !without.has(zone.code)).map(factsOf),
      cells: cells.map(cellOf),
    });
  }
  throw new Problem('busy', 'The zones are being changed just now.', { retryAfterSeconds: 1 });
}

/** The version that every change of zones, hours, calendars and policies moves on; null for an unknown centre. */
export async function rulesVersionOf(queries: Queries, centreId: number): Promise<number | null> {
  const row = await queries.one<{ rules_version: number }>('SELECT rules_version FROM centres WHERE id = ?', [
    centreId,
  ]);
  return row?.rules_version ?? null;
}

const factsOf = (row: ZoneRow): ZoneFacts => ({
  id: row.id,
  code: row.code,
  name: row.name,
  nameEn: row.name_en,
  parent: row.parent,
  kind: row.kind,
  areaM2: row.area_m2,
  seats: row.seats,
  mode: row.mode,
  headLimit: row.head_limit,
  equipment: JSON.parse(row.equipment) as string[],
  policy: JSON.parse(row.policy) as PolicyPart,
  parts: JSON.parse(row.parts) as string[],
  place: row.place === null ? null : (JSON.parse(row.place) as Place),
  sort: row.sort,
  version: row.version,
});

const cellOf = (row: CellRow): Cell => ({
  id: row.id,
  zone: row.zone,
  kind: row.kind,
  exclusive: row.exclusive === 1,
  units: row.units,
});
