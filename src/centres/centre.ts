import type { Queries } from '../platform/database/reader.js';
import type { PolicyPart } from '../scheduling/policy.types.js';

/** A centre as it is stored. */
export interface Centre {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly nameEn: string;
  readonly timeZone: string;
  readonly areaM2: number;
  /** Its own part of the policy, above all zones. */
  readonly policy: PolicyPart;
  readonly note: string | null;
  /** Moves on with each change of the centre or its zones; the ETag of both. */
  readonly version: number;
}

interface CentreRow {
  id: number;
  slug: string;
  name: string;
  name_en: string;
  time_zone: string;
  area_m2: number;
  policy: string;
  note: string | null;
  version: number;
}

export const CENTRE_SLUG = /^[a-z][a-z0-9-]{1,31}$/;

const COLUMNS = 'id, slug, name, name_en, time_zone, area_m2, policy, note, version';

export async function centreBySlug(queries: Queries, slug: string): Promise<Centre | null> {
  const row = await queries.one<CentreRow>(`SELECT ${COLUMNS} FROM centres WHERE slug = ?`, [slug]);
  return row ? centreOf(row) : null;
}

export async function centreById(queries: Queries, id: number): Promise<Centre | null> {
  const row = await queries.one<CentreRow>(`SELECT ${COLUMNS} FROM centres WHERE id = ?`, [id]);
  return row ? centreOf(row) : null;
}

/** In the order of their slugs, `limit` of them after `after`. */
export async function centresAfter(queries: Queries, after: string, limit: number): Promise<Centre[]> {
  const rows = await queries.all<CentreRow>(`SELECT ${COLUMNS} FROM centres WHERE slug > ? ORDER BY slug LIMIT ?`, [
    after,
    limit,
  ]);
  return rows.map(centreOf);
}

const centreOf = (row: CentreRow): Centre => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  nameEn: row.name_en,
  timeZone: row.time_zone,
  areaM2: row.area_m2,
  policy: JSON.parse(row.policy) as PolicyPart,
  note: row.note,
  version: row.version,
});
