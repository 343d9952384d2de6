import { DAY, MINUTE, type Instant, type Span } from './time.types.js';
import type { Zone } from './zones.types.js';

/** A claim row without its owner: `units` is null when the cell is taken whole. At most 24 hours long. */
export interface ClaimPiece {
  readonly cell: number;
  readonly exclusive: boolean;
  readonly from: Instant;
  readonly until: Instant;
  readonly units: number | null;
}

export interface ClaimRequest extends Span {
  readonly zone: Zone;
  readonly heads: number;
  readonly setupMinutes: number;
  readonly cleanupMinutes: number;
}

/** A shared leaf is taken by the head; every other zone takes its cells whole. */
export const isTakenByHeads = (zone: Zone): boolean => zone.mode === 'shared' && zone.isLeaf;

/** The time an occurrence claims: its own, with set-up before and clean-up after. */
export const claimedSpan = (request: Omit<ClaimRequest, 'zone' | 'heads'>): Span => ({
  start: (request.start - request.setupMinutes * MINUTE) as Instant,
  end: (request.end + request.cleanupMinutes * MINUTE) as Instant,
});

/**
 * The claims of one occurrence: its heads in a shared leaf, or each space cell whole; and its heads in every limit above.
 */
export function claimsOf(request: ClaimRequest): ClaimPiece[] {
  const span = claimedSpan(request);
  const units = isTakenByHeads(request.zone) ? request.heads : null;
  return [
    ...request.zone.space.flatMap((cell) =>
      spanPieces(span).map((piece) => ({ cell: cell.id, exclusive: cell.exclusive, units, ...piece })),
    ),
    ...request.zone.limits.flatMap((cell) =>
      spanPieces(span).map((piece) => ({ cell: cell.id, exclusive: false, units: request.heads, ...piece })),
    ),
  ];
}

/** A closure takes each space cell of its zone whole in these spans, and counts in no limit. */
export function closureClaims(zone: Pick<Zone, 'space'>, spans: readonly Span[]): ClaimPiece[] {
  return zone.space.flatMap((cell) =>
    spans.flatMap((span) =>
      spanPieces(span).map((piece) => ({ cell: cell.id, exclusive: cell.exclusive, units: null, ...piece })),
    ),
  );
}

/** A span cut into pieces of at most 24 hours, so that a search for overlaps never looks back further than that. */
export function spanPieces(span: Span): { from: Instant; until: Instant }[] {
  const result: { from: Instant; until: Instant }[] = [];
  for (let from = span.start; from < span.end; from = (from + DAY) as Instant) {
    result.push({ from, until: Math.min(from + DAY, span.end) as Instant });
  }
  return result;
}
