import { Injectable } from '@nestjs/common';
import { writeAudit } from '../../audit/audit.js';
import { Clock } from '../../platform/clock.js';
import type { Tx } from '../../platform/database/sql.js';
import { LedgerRefusal, UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Problem } from '../../platform/problems/problem.js';
import type { Instant } from '../../scheduling/time.types.js';
import type { ZoneDraft } from '../../scheduling/zone-tree.js';
import type { Plan } from '../../scheduling/zones.types.js';
import { centreBySlug, type Centre } from '../centre.js';
import { insertCentre, isTimeZoneFree, updateCentre, type CentreFacts } from '../centre-rows.js';
import { readPlan } from '../plan.read.js';
import { bumpRules, takeRules } from '../rules.js';
import { ZoneChanges } from '../zone-changes.js';
import { ledgerConflict, misfitConflict } from '../zones.service.js';
import type { CentreFile } from './centre-file.js';
import { writeHours } from './hours-rows.js';
import { sameJson } from '../same-json.js';

/** What an import has done. When nothing differed, all lists are empty and nothing was written. */
export interface ImportResult {
  readonly centreId: number;
  readonly slug: string;
  readonly centre: 'created' | 'changed' | 'unchanged';
  /** Codes of zones that are new, different or gone. */
  readonly zones: readonly string[];
  /** Codes whose opening hours are new or different; null is the centre's own. */
  readonly hours: readonly (string | null)[];
}

interface ImportCall {
  readonly actor: { readonly id: string; readonly name: string };
  /** Is told what was done, step by step, before the transaction is committed. */
  readonly progress?: (step: string) => void;
  /** Refuses a slug that is taken, so that nobody overwrites a centre by a name. */
  readonly mustBeNew?: boolean;
  /** Does all of it and takes it back: what comes of it is told, and nothing is written. */
  readonly dryRun?: boolean;
}

/** Carries the result out of a transaction that is not to be kept. */
class Shown extends Error {
  constructor(readonly result: ImportResult) {
    super('shown only');
  }
}

/** Brings a centre in line with its file: its own facts, its zones and its opening hours, in one transaction. */
@Injectable()
export class CentreImport {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly changes: ZoneChanges,
    private readonly clock: Clock,
  ) {}

  /**
   * The file must have been found right by `readCentreFile`. A second run of the same file changes nothing. Zones that
   * the file leaves out are removed; hours that it leaves out stay. Throws `conflict` when something standing does not
   * fit into the changed zones, when a zone left out has a history, or when the slug of what must be new is taken.
   */
  async run(file: CentreFile, call: ImportCall): Promise<ImportResult> {
    try {
      return await this.unitOfWork.run(async (tx) => {
        const result = await this.write(tx, file, call);
        if (call.dryRun) throw new Shown(result);
        return result;
      });
    } catch (error) {
      if (error instanceof Shown) return error.result;
      throw error instanceof LedgerRefusal ? ledgerConflict() : error;
    }
  }

  private async write(
    tx: Tx,
    file: CentreFile,
    { actor, progress = () => undefined, mustBeNew = false }: ImportCall,
  ): Promise<ImportResult> {
    const at = this.clock.now();
    const { id: centreId, state } = await writeCentre(tx, file.centre, { at, actor });
    if (mustBeNew && state !== 'created') {
      throw new Problem('conflict', `There is a centre ${file.centre.slug} already.`);
    }
    progress(`centre ${file.centre.slug}: ${state}`);
    const before = await readPlan(tx, centreId);
    const zones = await this.changes.apply(tx, { before, drafts: keepPlaces(file.zones, before), at, actor });
    if (zones.affected.length > 0) throw misfitConflict(zones);
    progress(`zones: ${zones.touched.length} of ${file.zones.length} written`);
    const hours = await writeHours(tx, { plan: zones.after, hours: file.hours, at, actor });
    progress(`opening hours: ${hours.length} of ${file.hours.size} written`);
    return { centreId, slug: file.centre.slug, centre: state, zones: zones.touched, hours };
  }
}

/**
 * Zones are placed on the screen: a file that says nothing of places leaves them, sibling by sibling, as long as they
 * lie where they did.
 */
function keepPlaces(zones: readonly ZoneDraft[], before: Plan): ZoneDraft[] {
  const placed = new Set(zones.filter(({ place }) => place !== null).map(({ parent }) => parent));
  return zones.map((zone) => {
    const standing = before.byCode.get(zone.code);
    const isKept = !placed.has(zone.parent) && standing?.parent === zone.parent && standing.kind === zone.kind;
    return isKept ? { ...zone, place: standing.place } : zone;
  });
}

interface Signed {
  readonly at: Instant;
  readonly actor: { readonly id: string; readonly name: string };
}

async function writeCentre(
  tx: Tx,
  facts: CentreFacts,
  { at, actor }: Signed,
): Promise<{ id: number; state: ImportResult['centre'] }> {
  const before = await centreBySlug(tx, facts.slug);
  if (!before) {
    const id = await insertCentre(tx, facts);
    if (id === null) throw new Problem('conflict', `Somebody else is creating the centre ${facts.slug} just now.`);
    await writeAudit(tx, {
      centreId: id,
      at,
      actor,
      action: 'centre.created',
      subjectKind: 'centre',
      subjectId: facts.slug,
      after: facts,
    });
    return { id, state: 'created' };
  }
  await takeRules(tx, before.id);
  if (sameJson(factsOf(before), factsOf(facts))) return { id: before.id, state: 'unchanged' };
  if (facts.timeZone !== before.timeZone && !(await isTimeZoneFree(tx, before.id))) {
    throw new Problem('conflict', 'The time zone is fixed once something is booked or closed in the centre.');
  }
  await updateCentre(tx, before.id, facts);
  await bumpRules(tx, before.id);
  await writeAudit(tx, {
    ...{ centreId: before.id, at, actor, action: 'centre.changed', subjectKind: 'centre', subjectId: facts.slug },
    before: factsOf(before),
    after: facts,
  });
  return { id: before.id, state: 'changed' };
}

const factsOf = ({ slug, name, nameEn, timeZone, areaM2, policy, note }: CentreFacts | Centre): CentreFacts => ({
  slug,
  name,
  nameEn,
  timeZone,
  areaM2,
  policy,
  note,
});
