import type { Queries } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import type { HoursDocument } from '../scheduling/hours.types.js';

/** What one centre or zone says of its hours. Version 0 is: nothing yet. */
export interface StoredHours {
  readonly document: HoursDocument;
  readonly version: number;
}

/** `layer` is the zone's id, or `CENTRE_LAYER`. */
export async function readHours(queries: Queries, centreId: number, layer: number): Promise<StoredHours> {
  const row = await queries.one<{ document: string; version: number }>(
    'SELECT document, version FROM opening_hours WHERE centre_id = ? AND zone_id = ?',
    [centreId, layer],
  );
  return row
    ? { document: JSON.parse(row.document) as HoursDocument, version: row.version }
    : { document: {}, version: 0 };
}

export async function writeHours(
  tx: Tx,
  { centreId, layer }: { centreId: number; layer: number },
  { document, version }: StoredHours,
): Promise<void> {
  await tx.run(
    `INSERT INTO opening_hours (centre_id, zone_id, document, version) VALUES (?, ?, ?, ?)
     ON CONFLICT (centre_id, zone_id) DO UPDATE SET document = excluded.document, version = excluded.version`,
    [centreId, layer, JSON.stringify(document), version],
  );
}
