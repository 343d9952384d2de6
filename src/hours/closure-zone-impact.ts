import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { readClaims, type Claim } from '../centres/ledger.js';
import { ZoneImpact, type Misfit, type ZoneChange, type ZoneImpactHandler } from '../centres/zone-impact.js';
import type { Tx } from '../platform/database/sql.js';
import { overlaps } from '../scheduling/intervals.js';
import { formatInstant } from '../scheduling/time.js';
import type { Plan, Zone } from '../scheduling/zones.types.js';
import { standingDates, type ClosureDate } from './closure-dates.js';
import { ClosureLedger } from './closure-ledger.js';

/** Moves the claims of closures to the new cells when zones change, or says which closures don't fit. */
@Injectable()
export class ClosureZoneImpact implements ZoneImpactHandler, OnApplicationBootstrap {
  constructor(
    private readonly impact: ZoneImpact,
    private readonly ledger: ClosureLedger,
  ) {}

  /** After every module has been started, so that occurrences have their new claims before closures leave holes. */
  onApplicationBootstrap(): void {
    this.impact.use(this);
  }

  async rederive(tx: Tx, centreId: number, { before, after, at }: ZoneChange): Promise<Misfit[]> {
    const standing = await standingDates(tx, centreId, at);
    const touched = standing.filter(({ zoneId }) => cellsOf(before, zoneId).join() !== cellsOf(after, zoneId).join());
    if (touched.length === 0) return [];
    await this.ledger.lift(tx, centreId, touched);
    const cells = [...new Set(touched.flatMap(({ zoneId }) => cellsOf(after, zoneId)))];
    const claims = await readClaims(tx, centreId, { cells, spans: touched });
    const misfits = touched.filter((date) => !fits(date, { after, claims, touched }));
    if (misfits.length === 0) await this.ledger.lay(tx, centreId, touched);
    return misfits.map((date) => misfitOf(date, after));
  }
}

/** Whether the date's new cells are free but for whom it keeps; a zone without cells can't be closed any more. */
function fits(
  date: ClosureDate,
  world: { after: Plan; claims: readonly Claim[]; touched: readonly ClosureDate[] },
): boolean {
  const { after, claims, touched } = world;
  const cells = new Set(cellsOf(after, date.zoneId));
  const isTaken = claims.some(
    ({ cell, from, until, owner, ownerKind }) =>
      ownerKind !== 'hold' &&
      cells.has(cell) &&
      !date.kept.includes(owner) &&
      overlaps(date, { start: from, end: until }),
  );
  const isClosedTwice = touched.some(
    (other) =>
      other.id !== date.id && overlaps(date, other) && cellsOf(after, other.zoneId).some((cell) => cells.has(cell)),
  );
  return cells.size > 0 && !isTaken && !isClosedTwice;
}

const cellsOf = (plan: Plan, zoneId: number): number[] => spaceOf(plan.byId.get(zoneId)).sort((a, b) => a - b);

const spaceOf = (zone: Zone | undefined): number[] => zone?.space.map((cell) => cell.id) ?? [];

const misfitOf = (date: ClosureDate, { timeZone, byId }: Plan): Misfit => {
  const zone = byId.get(date.zoneId)?.code;
  return {
    id: date.id,
    kind: 'closure',
    ...(zone !== undefined && { zone }),
    start: formatInstant(date.start, timeZone),
    end: formatInstant(date.end, timeZone),
    reason: 'occupied',
  };
};
