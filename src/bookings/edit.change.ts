import type { Instant } from '../scheduling/time.types.js';
import type { Asker } from './approval.js';
import type { Occurrence } from './booking.types.js';
import type { BookingChange } from './change.writer.js';
import type { EditBookingBody } from './dto/edit-booking.body.js';
import type { JudgedEdit } from './edits.service.js';
import { movedOccurrence } from './moved-occurrence.js';
import { beginning, newOccurrence } from './new-booking.js';

/** What an edit that was judged writes: the booking and its dates, as they were and as they become. */
export function changeOf(
  edit: JudgedEdit,
  { asker, now, asked }: { asker: Asker; now: Instant; asked: EditBookingBody['waiver'] },
): Pick<BookingChange, 'booking' | 'before' | 'after'> {
  const { plan, whole } = edit;
  const moved = edit.moves.map(({ before, verdict, edited }) =>
    movedOccurrence(before, { verdict, edited, asker, now }),
  );
  const cancelled = plan.dropped.map((o): Occurrence => ({
    ...o,
    status: 'cancelled',
    reason: null,
    reasonCode: 'series-changed',
    changedAt: now,
  }));
  const renamed = plan.renamed.map(({ before, series }): Occurrence => ({ ...before, series }));
  const added = edit.added.map((verdict) =>
    newOccurrence({
      booking: whole.booking,
      verdict,
      ...beginning(verdict, asker),
      edited: plan.replaced.has(verdict.candidate.series),
      now,
    }),
  );
  const waivedCodes = [
    ...new Set(
      edit.moves
        .flatMap(({ verdict }) => verdict.waived)
        .concat(edit.added.flatMap(({ waived }) => waived))
        .map(({ code }) => code),
    ),
  ];
  const waiver = asked && waivedCodes.length > 0 ? { reason: asked.reason, codes: waivedCodes } : plan.booking.waiver;
  return {
    booking: { before: whole.booking, after: { ...plan.booking, waiver } },
    before: [...edit.moves.map(({ before }) => before), ...plan.dropped, ...plan.renamed.map(({ before }) => before)],
    after: [...moved, ...cancelled, ...renamed, ...added],
  };
}
