import type { SkippedTime } from '../scheduling/recurrence.types.js';
import type { Instant, WallTime } from '../scheduling/time.types.js';
import type { Candidate } from '../scheduling/verdict.js';
import type { Booking, Occurrence, WholeBooking } from './booking.types.js';
import type { EditBookingBody, EditScope } from './dto/edit-booking.body.js';
import type { SeriesBounds } from './request.js';
import type { Rules } from './world.service.js';

/** One occurrence that is to lie elsewhere. */
export interface Move {
  readonly before: Occurrence;
  readonly candidate: Candidate;
  /** Changed by hand, apart from its series. */
  readonly edited: boolean;
}

/** What an edit comes to, before it is judged. */
export interface EditPlan {
  readonly scope: EditScope;
  readonly booking: Booking;
  readonly moves: readonly Move[];
  readonly added: readonly Candidate[];
  readonly replaced: ReadonlySet<WallTime>;
  readonly dropped: readonly Occurrence[];
  /** Edited or cancelled by hand before, and therefore left as they are. */
  readonly kept: readonly Occurrence[];
  /** Occurrences of which only the place in the series moves on. */
  readonly renamed: readonly { readonly before: Occurrence; readonly series: WallTime }[];
  readonly skipped: readonly SkippedTime[];
  /** Wall start from which a new rule holds, which also asks anew for dates that were refused; null without one. */
  readonly ruleFrom: WallTime | null;
}

export interface EditQuestion {
  readonly whole: WholeBooking;
  readonly body: EditBookingBody;
  readonly rules: Rules;
  readonly now: Instant;
  readonly bounds: SeriesBounds;
}
