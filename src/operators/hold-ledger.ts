import { Injectable } from '@nestjs/common';
import { readClaims, writeClaims, type Claim } from '../centres/ledger.js';
import { overtakenClaims } from '../centres/overtaken.js';
import { standingDates } from '../hours/closure-dates.js';
import { ClosureLedger } from '../hours/closure-ledger.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/database/sql.js';
import { Problem } from '../platform/problems/problem.js';
import type { AgreementFacts } from '../scheduling/agreements.types.js';
import { holdDays, holdOwners, holdsOf, type Hold } from '../scheduling/holds.js';
import { formatInstant, startOfDay } from '../scheduling/time.js';
import type { Cell, Plan } from '../scheduling/zones.types.js';
import { todayOf } from './standings.js';

/** So much of what stands in the way is told. */
const MOST_MET = 50;

/**
 * Writes the standing units of agreements into the ledger, from today on; past days stay as they were. Closures give
 * way to them: units stand all day, so nothing else could ever be closed, and the closure refuses new bookings by rule.
 * In the limits above, each unit is a head.
 */
@Injectable()
export class HoldLedger {
  constructor(
    private readonly closures: ClosureLedger,
    private readonly clock: Clock,
  ) {}

  /** Brings the ledger from one state of an agreement to another. Throws `refused` with what its units meet. */
  async replace(
    tx: Tx,
    plan: Plan,
    { before, after }: { before: AgreementFacts | null; after: AgreementFacts | null },
  ): Promise<void> {
    if (!isMoved(before, after)) return;
    const codes = [before, after].flatMap((one) => one?.terms.standing.map(({ zone }) => zone) ?? []);
    await this.underClosures(tx, plan, codes, async () => {
      if (before) await this.lift(tx, plan, before.id);
      if (after) await this.lay(tx, plan, after);
    });
  }

  /** Writes an agreement's holds from today on. */
  async lay(tx: Tx, plan: Plan, agreement: AgreementFacts): Promise<void> {
    const since = todayOf(this.clock.now(), plan);
    const holds = holdsOf(agreement, plan, since);
    const met = await this.met(tx, plan, { agreement, holds });
    if (met.length > 0) {
      const detail = `Standing units do not fit: ${met.length} claims stand in their way; move or cancel them first.`;
      throw new Problem('refused', detail, { met: met.slice(0, MOST_MET).map((one) => metAnswer(one, plan)) });
    }
    const claims = holds.flatMap(({ owner, pieces }) =>
      pieces.map((piece) => ({ ...piece, owner, ownerKind: 'hold' as const })),
    );
    await writeClaims(tx, plan.centreId, claims);
  }

  /** Takes an agreement's holds away from today on. */
  async lift(tx: Tx, plan: Plan, agreement: string): Promise<void> {
    const { first, last } = holdOwners(agreement);
    const today = startOfDay(todayOf(this.clock.now(), plan), plan.timeZone);
    await tx.run(
      `DELETE FROM claims WHERE centre_id = ? AND owner_id >= ? AND owner_id < ? AND owner_kind = 'hold' AND from_at >= ?`,
      [plan.centreId, first, last, today],
    );
  }

  /** Claims in whose presence the units would be too many. */
  async met(
    tx: Tx,
    plan: Plan,
    { agreement, holds }: { agreement: AgreementFacts; holds: readonly Hold[] },
  ): Promise<Claim[]> {
    const since = todayOf(this.clock.now(), plan);
    const [first] = holdDays(agreement, { since, timeZone: plan.timeZone });
    const last = holdDays(agreement, { since: agreement.until, timeZone: plan.timeZone }).at(-1);
    if (!first || !last) return [];
    const met: Claim[] = [];
    for (const { cell, units } of neededIn(plan, holds)) {
      const spans = [{ start: first.start, end: last.end }];
      const claims = await readClaims(tx, plan.centreId, { cells: [cell.id], spans });
      met.push(...crowded(claims, cell.units - units));
    }
    return met;
  }

  /** Closures of these zones' cells are lifted for the while and laid again around what the work has left. */
  private async underClosures(tx: Tx, plan: Plan, codes: readonly string[], work: () => Promise<void>): Promise<void> {
    const cells = new Set(codes.flatMap((code) => plan.byCode.get(code)?.space.map(({ id }) => id) ?? []));
    const standing = await standingDates(tx, plan.centreId, this.clock.now());
    const dates = standing.filter(({ zoneId }) => plan.byId.get(zoneId)?.space.some(({ id }) => cells.has(id)));
    if (dates.length > 0) await this.closures.lift(tx, plan.centreId, dates);
    await work();
    if (dates.length > 0) await this.closures.lay(tx, plan.centreId, dates);
  }
}

/** Cells that the holds take, with the units of all of them together: several may lie below one limit. */
function neededIn(plan: Plan, holds: readonly Hold[]): { cell: Cell; units: number }[] {
  const needed = new Map<number, { cell: Cell; units: number }>();
  for (const { zone: code, units } of holds) {
    const zone = plan.byCode.get(code);
    for (const cell of zone ? [...zone.space, ...zone.limits] : []) {
      needed.set(cell.id, { cell, units: units + (needed.get(cell.id)?.units ?? 0) });
    }
  }
  return [...needed.values()];
}

/** Whether two states of an agreement give different holds. */
function isMoved(before: AgreementFacts | null, after: AgreementFacts | null): boolean {
  const textOf = (one: AgreementFacts | null): string =>
    one && one.terms.standing.length > 0 ? `${one.from} ${one.until} ${JSON.stringify(one.terms.standing)}` : '';
  return textOf(before) !== textOf(after);
}

/** Claims that together leave fewer units than `room`, or take the cell whole. */
function crowded(claims: readonly Claim[], room: number): Claim[] {
  const counted = claims.flatMap((claim) => (claim.units === null ? [] : [{ ...claim, units: claim.units }]));
  const overtaken = new Set(overtakenClaims(counted, room, 0).map(({ owner, from }) => `${owner} ${from}`));
  return claims.filter(({ units, owner, from }) => units === null || overtaken.has(`${owner} ${from}`));
}

const metAnswer = ({ owner, ownerKind, from, until, units }: Claim, { timeZone }: Plan): object => ({
  kind: ownerKind,
  id: owner.slice(0, 36),
  start: formatInstant(from, timeZone),
  end: formatInstant(until, timeZone),
  units,
});
