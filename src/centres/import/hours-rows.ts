import { writeAudit } from '../../audit/audit.js';
import type { Tx } from '../../platform/database/sql.js';
import type { HoursDocument } from '../../scheduling/hours.types.js';
import type { Instant } from '../../scheduling/time.types.js';
import type { Plan } from '../../scheduling/zones.types.js';
import { bumpRules } from '../rules.js';
import { sameJson } from '../same-json.js';

/** The centre's own hours stand beside its zones' under this number. */
const CENTRE_LAYER = 0;

interface HoursOfFile {
  readonly plan: Plan;
  readonly hours: ReadonlyMap<string | null, HoursDocument>;
  readonly at: Instant;
  readonly actor: { readonly id: string; readonly name: string };
}

/** Writes the opening hours that differ from what is stored, and gives whose they are. */
export async function writeHours(tx: Tx, { plan, hours, at, actor }: HoursOfFile): Promise<(string | null)[]> {
  const { centreId } = plan;
  const written: (string | null)[] = [];
  for (const [code, document] of hours) {
    const zoneId = code === null ? CENTRE_LAYER : plan.byCode.get(code)?.id;
    if (zoneId === undefined) throw new Error(`Hours are given for ${code}, which is no zone`);
    const before = await standingHours(tx, centreId, zoneId);
    if (sameJson(before, document)) continue;
    await tx.run(
      `INSERT INTO opening_hours (centre_id, zone_id, document, version) VALUES (?, ?, ?, 1)
       ON CONFLICT (centre_id, zone_id) DO UPDATE SET document = excluded.document, version = opening_hours.version + 1`,
      [centreId, zoneId, JSON.stringify(document)],
    );
    const subject =
      code === null ? { subjectKind: 'centre', subjectId: plan.slug } : { subjectKind: 'zone', subjectId: code };
    await writeAudit(tx, { centreId, at, actor, action: 'hours.changed', ...subject, before, after: document });
    written.push(code);
  }
  if (written.length > 0) await bumpRules(tx, centreId);
  return written;
}

async function standingHours(tx: Tx, centreId: number, zoneId: number): Promise<HoursDocument | null> {
  const row = await tx.one<{ document: string }>(
    'SELECT document FROM opening_hours WHERE centre_id = ? AND zone_id = ?',
    [centreId, zoneId],
  );
  return row ? (JSON.parse(row.document) as HoursDocument) : null;
}
