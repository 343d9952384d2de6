/** Which transactions of the database were over when something was read; all 0 where there is one writer. */
export interface Snapshot {
  /** Every transaction with a lower number is over. */
  readonly oldestRunning: number;
  /** The number that the next transaction will get. */
  readonly next: number;
}

/** Something that may still come. `fence`: once all transactions below it are over, it will not. */
interface Waiting {
  readonly since: number;
  readonly fence: number | null;
}

/** So many numbers are waited for one by one; of older ones only that there are some. */
export const MOST_GAPS = 1024;

/**
 * Follows numbers that are given out in order but become visible in any: a transaction that took number 7 may commit
 * after the one that took 8, or never. What is missing below the highest number seen is asked for until it has come, or
 * until it can't come any more:
 *
 *     statement takes number 7 ─ at most `patienceMs` ─ its transaction has a number of its own, or is gone
 *                                                        └ `fence` is taken here; once nothing below it runs, 7 is void
 *
 * When there are too many such numbers the oldest are given up, and once those can't come any more it is told that
 * anything may have happened.
 */
export class GapWatch {
  private readonly gaps = new Map<number, Waiting>();
  private untold: Waiting | null = null;
  private untoldLater: Waiting | null = null;

  /** `missing`: numbers up to `high` that were not visible; `mayMiss`: others below them may be on their way. */
  constructor(
    private high: number,
    private readonly given: {
      readonly patienceMs: number;
      readonly at: number;
      readonly missing?: readonly number[];
      readonly mayMiss?: boolean;
    },
  ) {
    for (const number of given.missing ?? []) this.gaps.set(number, { since: given.at, fence: null });
    if (given.mayMiss === true) this.giveUp(given.at);
  }

  /** Everything above it is to be asked for. */
  get above(): number {
    return this.high;
  }

  /** These are to be asked for too. */
  get missing(): number[] {
    return [...this.gaps.keys()];
  }

  /**
   * Takes in what was visible of that, in order, with the snapshot of the same query. True when something may have
   * happened that no number tells.
   */
  take(numbers: readonly number[], { snapshot, at }: { snapshot: Snapshot; at: number }): boolean {
    for (const number of numbers) {
      if (this.gaps.delete(number) || number <= this.high) continue;
      this.noteGap({ from: this.high + 1, to: number, at });
      this.high = number;
    }
    for (const [number, waiting] of this.gaps) {
      const now = this.settled(waiting, snapshot, at);
      if (now) this.gaps.set(number, now);
      else this.gaps.delete(number);
    }
    return this.settleUntold(snapshot, at);
  }

  private noteGap({ from, to, at }: { from: number; to: number; at: number }): void {
    const first = Math.max(from, to - MOST_GAPS);
    if (first > from) this.giveUp(at);
    for (let number = first; number < to; number++) this.gaps.set(number, { since: at, fence: null });
    for (const oldest of this.gaps.keys()) {
      if (this.gaps.size <= MOST_GAPS) return;
      this.gaps.delete(oldest);
      this.giveUp(at);
    }
  }

  private giveUp(at: number): void {
    if (this.untold) this.untoldLater = { since: at, fence: null };
    else this.untold = { since: at, fence: null };
  }

  private settleUntold(snapshot: Snapshot, at: number): boolean {
    if (!this.untold) return false;
    this.untold = this.settled(this.untold, snapshot, at);
    if (this.untold) return false;
    [this.untold, this.untoldLater] = [this.untoldLater, null];
    return true;
  }

  /** The same a step further, or null when it can't come any more. */
  private settled(waiting: Waiting, { oldestRunning, next }: Snapshot, at: number): Waiting | null {
    if (at - waiting.since < this.given.patienceMs) return waiting;
    const fence = waiting.fence ?? next;
    return oldestRunning >= fence ? null : { ...waiting, fence };
  }
}
