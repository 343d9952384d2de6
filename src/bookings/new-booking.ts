import { newId } from '../platform/ids.js';
import { todayOf } from '../operators/standings.js';
import type { Instant } from '../scheduling/time.types.js';
import { meetsOnlyPending, type Verdict } from '../scheduling/verdict.js';
import { decidersOn, firstStage, type Asker } from './approval.js';
import {
  statusOf,
  type Booking,
  type Occurrence,
  type RefusedDate,
  type Stage,
  type Status,
  type WholeBooking,
} from './booking.types.js';
import type { Asking, Decision } from './bookings.service.js';
import type { CreateBookingBody } from './dto/create-booking.body.js';

/** A date is taken when nothing refuses it, or as a standby when only pending requests do. */
export const isTaken = (verdict: Verdict, body: CreateBookingBody): boolean =>
  verdict.ok || (body.standby === true && meetsOnlyPending(verdict.refusals));

/** The rows of a booking that was decided: a date for each verdict that is taken, and the refused ones with their reasons. */
export function newBooking(body: CreateBookingBody, { actor, now }: Asking, decision: Decision): WholeBooking {
  const { request, verdicts, rules, standing } = decision;
  const { operatorId } = request;
  const asker = { standing, operatorId, deciders: decidersOn(rules.operators, todayOf(now, rules.plan)) };
  const id = newId(now);
  const occurrences = verdicts
    .filter((verdict) => isTaken(verdict, body))
    .map((verdict) =>
      newOccurrence({
        booking: { id, operatorId },
        verdict,
        ...beginning(verdict, asker),
        edited: request.replaced.has(verdict.candidate.series),
        now,
      }),
    );
  const refused = verdicts.filter((verdict) => !isTaken(verdict, body)).map(refusedDate);
  const first = verdicts[0]?.candidate;
  if (!first) throw new Error('a booking without a date was to be written');
  const codes = [...new Set(verdicts.flatMap(({ waived }) => waived.map(({ code }) => code)))];
  const segment = { from: first.series, start: first.series, end: first.endWall, zone: request.zone.code };
  const booking: Booking = {
    id,
    zoneId: request.zone.id,
    title: body.title,
    note: body.note ?? null,
    heads: body.heads ?? null,
    visibility: body.visibility ?? request.zone.rules.visibility,
    status: statusOf(occurrences.map(({ status }) => status)),
    needs: body.needs ?? [],
    behalfName: body.onBehalfOf?.name ?? null,
    behalfPhone: body.onBehalfOf?.phone ?? null,
    segments: [{ ...segment, recurrence: request.recurrence, shiftMinutes: 0 }],
    waiver: body.waiver && codes.length > 0 ? { reason: body.waiver.reason, codes } : null,
    booker: standing.staff ? 'staff' : 'member',
    operatorId,
    acceptedBy: null,
    acceptedAt: null,
    createdBy: actor.id,
    createdAt: now,
    version: 1,
  };
  return { booking, occurrences, refused };
}

/** How a date begins: as a standby, waiting for whoever decides first, or confirmed. */
export function beginning(verdict: Verdict, asker: Asker): { status: Status; stage: Stage | null } {
  const stage = firstStage(verdict.candidate.zone, asker);
  if (!verdict.ok) return { status: 'standby', stage: stage ?? 'centre' };
  return { status: stage === null ? 'confirmed' : 'pending', stage };
}

export const refusedDate = ({ candidate, refusals }: Verdict): RefusedDate => ({
  zoneId: candidate.zone.id,
  startWall: candidate.series,
  endWall: candidate.endWall,
  refusals,
});

/** A fresh occurrence for a judged date. */
export function newOccurrence(input: {
  booking: Pick<Booking, 'id' | 'operatorId'>;
  verdict: Verdict;
  status: Status;
  stage: Stage | null;
  edited: boolean;
  now: Instant;
}): Occurrence {
  const { booking, status, stage, edited, now } = input;
  const { candidate, waived } = input.verdict;
  return {
    id: newId(now),
    bookingId: booking.id,
    zoneId: candidate.zone.id,
    original: candidate.series,
    series: candidate.series,
    startWall: candidate.startWall,
    endWall: candidate.endWall,
    start: candidate.start,
    end: candidate.end,
    setupMinutes: candidate.setupMinutes,
    cleanupMinutes: candidate.cleanupMinutes,
    heads: candidate.heads,
    status,
    edited,
    // What was taken outside the hours by a waiver is an exception by choice, as one kept when hours change.
    kept: waived.some(({ code }) => code === 'outside-opening-hours'),
    reason: null,
    reasonCode: null,
    changedAt: now,
    undoStatus: null,
    operatorId: booking.operatorId,
    stage,
    decidedBy: null,
    decidedAt: null,
    proposal: null,
  };
}
