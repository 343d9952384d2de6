import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/audit.js';
import type { Tx } from '../platform/database/sql.js';
import { writeOutbox } from '../platform/outbox/outbox.js';
import { Problem } from '../platform/problems/problem.js';
import { formatInstant } from '../scheduling/time.js';
import type { Instant } from '../scheduling/time.types.js';
import type { ZoneDraft } from '../scheduling/zone-tree.js';
import type { Plan } from '../scheduling/zones.types.js';
import { readStranded, syncCells, writeZoneCells, type CellChange } from './cells.js';
import type { CountedClaim } from './overtaken.js';
import { readPlan } from './plan.read.js';
import { bumpRules } from './rules.js';
import { ZoneImpact, type Misfit } from './zone-impact.js';
import { deleteZone, draftOf, referencesTo, writeZoneRows, type RowChange } from './zone-rows.js';

export interface ZoneChangeRequest {
  readonly before: Plan;
  /** All zones of the centre as they shall be, already found valid. */
  readonly drafts: readonly ZoneDraft[];
  readonly at: Instant;
  readonly actor: { readonly id: string; readonly name: string };
}

/** The zones after the change; `affected` is what does not fit, and must then not be committed. */
export interface ZoneChangeResult {
  readonly after: Plan;
  readonly affected: readonly Misfit[];
  /** Codes of zones that are new, different or gone; empty when everything was so already. */
  readonly touched: readonly string[];
}

/** The one way in which zones change: rows, cells, the claims of what stands, rules version, audit and outbox together. */
@Injectable()
export class ZoneChanges {
  constructor(private readonly impact: ZoneImpact) {}

  /**
   * Call it with the rules taken (`takeRules`) and `before` read in the same transaction. Throws `conflict` when a zone
   * left out is still referred to.
   */
  async apply(tx: Tx, request: ZoneChangeRequest): Promise<ZoneChangeResult> {
    const { before, drafts, at } = request;
    const { centreId } = before;
    const rows = await writeZoneRows(tx, before, drafts);
    const touched = [...rows.created, ...rows.changed, ...rows.removed];
    if (touched.length === 0) return { after: before, affected: [], touched };
    const cells = await syncCells(tx, { centreId, drafts, idOf: rows.idOf, at });
    await bumpRules(tx, centreId);
    await tx.run('UPDATE centres SET version = version + 1 WHERE id = ?', [centreId]);
    const after = await readPlan(tx, centreId, new Set(rows.removed));
    await writeZoneCells(tx, after);
    const affected = await this.misfits(tx, { before, after, cells, at });
    if (affected.length === 0) await removeZones(tx, before, rows.removed);
    await record(tx, { request, rows, after });
    await writeOutbox(tx, { centreId, at, kind: 'zones.changed', subjectId: before.slug, payload: { zones: touched } });
    return { after, affected, touched };
  }

  /** What the modules above say does not fit, and what no module has spoken for. */
  private async misfits(
    tx: Tx,
    change: { before: Plan; after: Plan; cells: CellChange; at: Instant },
  ): Promise<Misfit[]> {
    const { before, after, cells, at } = change;
    const { centreId, timeZone } = after;
    const overtaken = [...new Set(cells.overtaken.map((claim) => claim.owner))];
    const told = await this.impact.rederive(tx, centreId, { before, after, at, overtaken });
    const stranded = await readStranded(tx, { centreId, cells: cells.retired, at });
    const known = new Set(told.map((misfit) => misfit.id));
    const untold = [
      ...cells.overtaken.map((claim) => misfitOf(claim, 'over-capacity', timeZone)),
      ...stranded.map((claim) => misfitOf(claim, 'occupied', timeZone)),
    ];
    const others = new Map(untold.filter(({ id }) => !known.has(id)).map((misfit) => [misfit.id, misfit]));
    return [...told, ...others.values()];
  }
}

const misfitOf = (claim: CountedClaim, reason: Misfit['reason'], timeZone: string): Misfit => ({
  id: claim.owner,
  kind: claim.ownerKind,
  start: formatInstant(claim.from as Instant, timeZone),
  end: formatInstant(claim.until as Instant, timeZone),
  reason,
});

/** Children go before their parents. */
async function removeZones(tx: Tx, before: Plan, codes: readonly string[]): Promise<void> {
  const history: { zone: string; of: string[] }[] = [];
  const doomed = before.zones.filter((zone) => codes.includes(zone.code)).toReversed();
  for (const zone of doomed) {
    const references = await referencesTo(tx, before.centreId, zone.id);
    if (references.length > 0) history.push({ zone: zone.code, of: references });
  }
  if (history.length > 0) {
    const inTheWay = history.map(({ zone, of }) => `${zone} (${of.join(', ')})`).join('; ');
    const text = `Zones with a history cannot be removed: ${inTheWay}. Keep them with mode "none".`;
    throw new Problem('conflict', text, { history });
  }
  for (const zone of doomed) await deleteZone(tx, before.centreId, zone.id);
}

async function record(
  tx: Tx,
  { request, rows, after }: { request: ZoneChangeRequest; rows: RowChange; after: Plan },
): Promise<void> {
  const { before, at, actor } = request;
  const entry = { centreId: before.centreId, at, actor, subjectKind: 'zone' };
  const facts = (plan: Plan, code: string): ZoneDraft | null => {
    const zone = plan.byCode.get(code);
    return zone ? draftOf(zone) : null;
  };
  const written = [
    ...rows.created.map((code) => ['zone.created', code] as const),
    ...rows.changed.map((code) => ['zone.changed', code] as const),
    ...rows.removed.map((code) => ['zone.removed', code] as const),
  ];
  for (const [action, code] of written) {
    await writeAudit(tx, { ...entry, action, subjectId: code, before: facts(before, code), after: facts(after, code) });
  }
}
