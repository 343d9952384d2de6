import { Injectable } from '@nestjs/common';
import type { OperatorStatus } from '../accounts/actor.js';
import { Reader } from '../platform/database/reader.js';
import { grouped } from '../platform/grouped.js';
import { coveredZones } from '../scheduling/agreements.js';
import type { AgreementFacts, AgreementKind, Terms } from '../scheduling/agreements.types.js';
import type { WallDate } from '../scheduling/time.types.js';
import type { Plan } from '../scheduling/zones.types.js';

/** An operator as everybody may know of it. */
export interface OperatorFacts {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly status: OperatorStatus;
}

/** The operators of a centre and their agreements at one version of its rules. */
export interface OperatorsView {
  readonly rulesVersion: number;
  readonly byId: ReadonlyMap<string, OperatorFacts>;
  readonly byCode: ReadonlyMap<string, OperatorFacts>;
  /** By operator's id; all agreements, also those of the past and the future. */
  readonly agreementsOf: ReadonlyMap<string, readonly AgreementFacts[]>;
}

interface AgreementRow {
  id: string;
  operator_id: string;
  kind: AgreementKind;
  starts_on: string;
  ends_on: string;
  terms: string;
}

/** So many centres are held in memory; the one held longest goes first. */
const MAX_HELD = 200;

/** Operators and agreements are rules: whatever changes them moves the rules' version on, by which they are held here. */
@Injectable()
export class OperatorsWorld {
  private readonly held = new Map<number, OperatorsView>();

  constructor(private readonly reader: Reader) {}

  async of(plan: Plan): Promise<OperatorsView> {
    const known = this.held.get(plan.centreId);
    if (known?.rulesVersion === plan.rulesVersion) return known;
    const view = await this.read(plan);
    const oldest = this.held.keys().next().value;
    if (this.held.size >= MAX_HELD && oldest !== undefined) this.held.delete(oldest);
    this.held.delete(plan.centreId);
    this.held.set(plan.centreId, view);
    return view;
  }

  private async read(plan: Plan): Promise<OperatorsView> {
    const operators = await this.reader.all<OperatorFacts>(
      'SELECT id, code, name, name_en AS "nameEn", status FROM operators WHERE centre_id = ?',
      [plan.centreId],
    );
    const rows = await this.reader.all<AgreementRow>(
      'SELECT id, operator_id, kind, starts_on, ends_on, terms FROM agreements WHERE centre_id = ? ORDER BY starts_on, id',
      [plan.centreId],
    );
    const zones = await this.reader.all<{ agreement_id: string; zone_id: number }>(
      'SELECT agreement_id, zone_id FROM agreement_zones WHERE centre_id = ?',
      [plan.centreId],
    );
    const named = grouped(zones, ({ agreement_id: id }) => id);
    const facts = rows.map((row) => factsOf(plan, row, named.get(row.id) ?? []));
    return {
      rulesVersion: plan.rulesVersion,
      byId: new Map(operators.map((operator) => [operator.id, operator])),
      byCode: new Map(operators.map((operator) => [operator.code, operator])),
      agreementsOf: grouped(facts, ({ operatorId }) => operatorId),
    };
  }
}

const factsOf = (plan: Plan, row: AgreementRow, zones: readonly { zone_id: number }[]): AgreementFacts => ({
  id: row.id,
  operatorId: row.operator_id,
  kind: row.kind,
  from: row.starts_on as WallDate,
  until: row.ends_on as WallDate,
  zones: coveredZones(
    plan,
    zones.map(({ zone_id: id }) => id),
  ),
  terms: JSON.parse(row.terms) as Terms,
});
