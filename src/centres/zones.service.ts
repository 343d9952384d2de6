import { Injectable } from '@nestjs/common';
import type { Actor } from '../accounts/actor.js';
import { canEverywhere } from '../accounts/permissions.js';
import { writeAudit } from '../audit/audit.js';
import { Clock } from '../platform/clock.js';
import { LedgerRefusal, UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Tx } from '../platform/database/sql.js';
import { requireVersion } from '../platform/http/etag.js';
import { badInput, notFound, Problem } from '../platform/problems/problem.js';
import { validatePlan } from '../scheduling/plan.faults.js';
import type { PolicyPart } from '../scheduling/policy.types.js';
import type { Instant } from '../scheduling/time.types.js';
import type { Plan } from '../scheduling/zones.types.js';
import { centreById, type Centre } from './centre.js';
import type { ChangeZoneBody, CreateZoneBody, PlacesBody, ReplaceZonesBody } from './dto/zone.body.js';
import { readPlan } from './plan.read.js';
import { requirePolicy } from './policy-change.js';
import { takeRules } from './rules.js';
import { ZoneChanges, type ZoneChangeResult } from './zone-changes.js';
import { policyEdit, requireValidPolicy } from './zone-policy.js';
import { addition, alteration, placement, removal, replacement, type ZoneEdit } from './zone-edits.js';

/** Who changes which centre's zones, against which version, and whether it is only to be shown. */
export interface ZoneCall {
  readonly centre: { readonly id: number };
  readonly actor: Actor;
  readonly ifMatch: number | null;
  readonly dryRun?: boolean;
}

interface World {
  readonly centre: Centre;
  readonly before: Plan;
}

/** Carries the result out of a transaction that is not to be kept. */
class Shown extends Error {
  constructor(readonly result: ZoneChangeResult) {
    super('shown only');
  }
}

/** Changes of a centre's zones; each is refused whole when something standing would not fit. */
@Injectable()
export class ZonesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly changes: ZoneChanges,
    private readonly clock: Clock,
  ) {}

  async add(call: ZoneCall, body: CreateZoneBody): Promise<ZoneChangeResult> {
    requirePolicy(body.policy);
    return this.change(call, ({ before }) => addition(before, body));
  }

  async alter(call: ZoneCall, code: string, body: ChangeZoneBody): Promise<ZoneChangeResult> {
    requirePolicy(body.policy);
    return this.change(call, ({ before }) => {
      requireVersion(call.ifMatch, zoneVersion(before, code));
      return alteration(before, code, body);
    });
  }

  /**
   * Replaces what a zone says itself. That the actor may set it here the guard has seen; who may not set every zone's
   * is an operator's manager and stays within the centre's bounds.
   */
  async setPolicy(call: ZoneCall, code: string, policy: PolicyPart): Promise<ZoneChangeResult> {
    requireValidPolicy(policy);
    const bounded = !canEverywhere(call.actor, 'zones.policy', call.centre.id);
    return this.change(call, ({ centre, before }) => {
      requireVersion(call.ifMatch, zoneVersion(before, code));
      return policyEdit(before, centre.policy, { code, policy, bounded });
    });
  }

  async replace(call: ZoneCall, body: ReplaceZonesBody): Promise<ZoneChangeResult> {
    return this.change(call, ({ centre }) => {
      requireVersion(call.ifMatch, centre.version);
      return replacement(body);
    });
  }

  /** Replaces where all that lies below a zone is drawn; the version is that of the whole plan. */
  async place(call: ZoneCall, code: string, { places }: PlacesBody): Promise<ZoneChangeResult> {
    return this.change(call, ({ centre, before }) => {
      requireVersion(call.ifMatch, centre.version);
      return placement(before, code, places);
    });
  }

  /** Throws `conflict` when the other zones would not add up without it, or when something refers to it. */
  async remove(call: ZoneCall, code: string, areaTo?: string): Promise<void> {
    const inTheWay = (text: string): Problem =>
      new Problem('conflict', `${code} cannot be taken out of the plan: ${text}. Change all zones at once with PUT.`);
    await this.change(call, ({ centre, before }) => {
      requireVersion(call.ifMatch, zoneVersion(before, code));
      const edit = removal(before, code, areaTo);
      const faults = validatePlan({ ...centre, zones: edit.drafts });
      if (faults.length > 0) throw inTheWay(faults.map((fault) => edit.inputFault(fault).detail).join('; '));
      return edit;
    });
  }

  private async change(call: ZoneCall, edit: (world: World) => ZoneEdit): Promise<ZoneChangeResult> {
    try {
      return await this.unitOfWork.run(async (tx) => {
        await takeRules(tx, call.centre.id);
        const centre = await centreById(tx, call.centre.id);
        if (!centre) throw notFound('such centre');
        const before = await readPlan(tx, centre.id);
        const result = await this.applyEdit(tx, { world: { centre, before }, edit: edit({ centre, before }), call });
        if (call.dryRun) throw new Shown(result);
        return result;
      });
    } catch (error) {
      if (error instanceof Shown) return error.result;
      if (error instanceof LedgerRefusal) throw ledgerConflict();
      throw error;
    }
  }

  private async applyEdit(tx: Tx, input: { world: World; edit: ZoneEdit; call: ZoneCall }): Promise<ZoneChangeResult> {
    const { world, edit, call } = input;
    const { centre, before } = world;
    const areaM2 = edit.areaM2 ?? centre.areaM2;
    const faults = validatePlan({ areaM2, policy: centre.policy, zones: edit.drafts });
    if (faults.length > 0) throw badInput(faults.map(edit.inputFault));
    const at = this.clock.now();
    if (areaM2 !== centre.areaM2) await writeArea(tx, { centre, areaM2, actor: call.actor, at });
    const result = await this.changes.apply(tx, { before, drafts: edit.drafts, at, actor: call.actor });
    if (result.affected.length > 0 && !call.dryRun) throw misfitConflict(result);
    return result;
  }
}

const zoneVersion = (plan: Plan, code: string): number => {
  const zone = plan.byCode.get(code);
  if (!zone) throw notFound('such zone');
  return zone.version;
};

async function writeArea(tx: Tx, change: { centre: Centre; areaM2: number; actor: Actor; at: Instant }): Promise<void> {
  const { centre, areaM2, actor, at } = change;
  await tx.run('UPDATE centres SET area_m2 = ?, version = version + 1 WHERE id = ?', [areaM2, centre.id]);
  await writeAudit(tx, {
    centreId: centre.id,
    at,
    actor,
    action: 'centre.changed',
    subjectKind: 'centre',
    subjectId: centre.slug,
    before: { areaM2: centre.areaM2 },
    after: { areaM2 },
  });
}

export function misfitConflict({ affected }: ZoneChangeResult): Problem {
  const text = `${affected.length} standing bookings or closures do not fit into the changed zones. Move or cancel them first.`;
  return new Problem('conflict', text, { affected });
}

export const ledgerConflict = (): Problem =>
  new Problem('conflict', 'What is booked takes more than the changed zones would have. Nothing was changed.');
