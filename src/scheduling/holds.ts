import type { AgreementFacts } from './agreements.types.js';
import { spanPieces, type ClaimPiece } from './claims.js';
import { eachDate, startOfDay, addDays } from './time.js';
import type { Span, WallDate } from './time.types.js';
import type { Plan } from './zones.types.js';

/** Claims of the standing units of one agreement in one zone, all under one owner. */
export interface Hold {
  readonly owner: string;
  readonly zone: string;
  readonly units: number;
  readonly pieces: readonly ClaimPiece[];
}

/** The owner under which an agreement's units in a zone stand in the ledger; it begins with the agreement's id. */
export const holdOwner = (agreement: string, zoneId: number): string => `${agreement}/${zoneId}`;

/** Owners of all holds of an agreement lie from here, included, to there. */
export const holdOwners = (agreement: string): { first: string; last: string } => ({
  first: `${agreement}/`,
  last: `${agreement}/~`,
});

/** The days on which an agreement's units stand, from `since` on, as spans from midnight to midnight. */
export function holdDays(
  { from, until }: Pick<AgreementFacts, 'from' | 'until'>,
  { since, timeZone }: { since: WallDate; timeZone: string },
): Span[] {
  return eachDate(from > since ? from : since, until).map((date) => ({
    start: startOfDay(date, timeZone),
    end: startOfDay(addDays(date, 1), timeZone),
  }));
}

/**
 * What an agreement's standing units claim from the day `since` on, day by day: their units of the zone's cell, and as
 * many heads in every limit above it. Nobody books those desks, so nothing else would count who sits at them.
 */
export function holdsOf(agreement: AgreementFacts, plan: Plan, since: WallDate): Hold[] {
  const days = agreement.terms.standing.length > 0 ? holdDays(agreement, { since, timeZone: plan.timeZone }) : [];
  return agreement.terms.standing.flatMap(({ zone: code, units }) => {
    const zone = plan.byCode.get(code);
    if (!zone) return [];
    const pieces = [...zone.space, ...zone.limits].flatMap((cell) =>
      days.flatMap(spanPieces).map((piece) => ({ cell: cell.id, exclusive: cell.exclusive, units, ...piece })),
    );
    return [{ owner: holdOwner(agreement.id, zone.id), zone: code, units, pieces }];
  });
}
