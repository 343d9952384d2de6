import { Injectable } from '@nestjs/common';
import type { Instant } from '../scheduling/time.types.js';

/** The one place that reads the time; everything else is handed a clock, so that a test can stand still or jump. */
export abstract class Clock {
  /** The present instant in milliseconds, not rounded. */
  abstract now(): Instant;
}

@Injectable()
export class SystemClock extends Clock {
  override now(): Instant {
    return Date.now() as Instant;
  }
}
