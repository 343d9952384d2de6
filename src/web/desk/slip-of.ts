import type { Schemas } from '../api/api.js';

/** A booking with the code of its public page. */
export interface SlipOf {
  readonly booking: Schemas['BookingHeadAnswer'];
  readonly code: string;
}
