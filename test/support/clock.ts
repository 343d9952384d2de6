import { Clock } from '../../src/platform/clock.js';
import type { Instant } from '../../src/scheduling/time.types.js';

/** A clock that stands still until a test moves it. */
export class FixedClock extends Clock {
  private at: number;

  constructor(iso: string) {
    super();
    this.at = Date.parse(iso);
  }

  override now(): Instant {
    return this.at as Instant;
  }

  set(iso: string): void {
    this.at = Date.parse(iso);
  }

  advance(minutes: number): void {
    this.at += minutes * 60_000;
  }
}
