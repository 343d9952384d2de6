import type { Met } from './refusals.js';
import { DAY, type Instant, type Span } from './time.types.js';
import type { CellUse } from './usage.js';

/** A claim of somebody else together with what the asker may know of its owner. */
export interface KnownClaim extends CellUse {
  readonly cell: number;
  /** Id of the owner in the ledger; never told. */
  readonly owner: string;
  readonly met: Met;
  /** Reason of the closure that owns it. */
  readonly closure?: { readonly id: string; readonly reason: string };
}

/** Of those that start at once the shorter comes first, then the earlier made: the same on every engine. */
const inOrder = (a: KnownClaim, b: KnownClaim): number =>
  a.from - b.from || a.until - b.until || (a.owner < b.owner ? -1 : Number(a.owner > b.owner));

/** Claims by cell, in the order of their starts, so that a candidate only looks at those near it. */
export class ClaimIndex {
  private readonly byCell = new Map<number, KnownClaim[]>();

  constructor(claims: readonly KnownClaim[]) {
    for (const claim of claims) this.list(claim.cell).push(claim);
    for (const list of this.byCell.values()) list.sort(inOrder);
  }

  /** Claims on the cell that overlap the span; a claim is at most 24 hours long, so the look-back is that. */
  near(cell: number, span: Span): KnownClaim[] {
    const list = this.byCell.get(cell);
    if (!list) return [];
    const result: KnownClaim[] = [];
    for (let i = firstAfter(list, (span.start - DAY) as Instant); i < list.length; i++) {
      const claim = list[i];
      if (!claim || claim.from >= span.end) break;
      if (claim.until > span.start) result.push(claim);
    }
    return result;
  }

  add(claim: KnownClaim): void {
    const list = this.list(claim.cell);
    list.splice(firstAfter(list, claim.from), 0, claim);
  }

  private list(cell: number): KnownClaim[] {
    let list = this.byCell.get(cell);
    if (!list) this.byCell.set(cell, (list = []));
    return list;
  }
}

/** Index of the first claim that starts after `at`. */
function firstAfter(list: readonly KnownClaim[], at: Instant): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.from ?? Infinity) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}
