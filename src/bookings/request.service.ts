import { Injectable } from '@nestjs/common';
import { canEverywhere } from '../accounts/permissions.js';
import type { Actor } from '../accounts/actor.js';
import { InjectSettings } from '../platform/config/settings.token.js';
import type { Settings } from '../platform/config/settings.js';
import { Problem } from '../platform/problems/problem.js';
import { WAIVABLE, type RefusalCode } from '../scheduling/refusals.js';
import type { SkippedTime } from '../scheduling/recurrence.types.js';
import type { Instant, WallTime } from '../scheduling/time.types.js';
import type { Candidate } from '../scheduling/verdict.js';
import type { Zone } from '../scheduling/zones.types.js';
import type { Recurrence } from './booking.types.js';
import type { WaiverBody } from './dto/booking.parts.js';
import type { CreateBookingBody } from './dto/create-booking.body.js';
import {
  applyReplacements,
  expandSeries,
  Faults,
  readHeads,
  readSpan,
  recurrenceOf,
  type SeriesBounds,
} from './request.js';
import type { Rules } from './world.service.js';

/** A request that can be understood, with one candidate per date. */
export interface BookingRequest {
  readonly zone: Zone;
  readonly heads: number;
  readonly recurrence: Recurrence | null;
  readonly candidates: readonly Candidate[];
  /** Series places of dates that a mixed plan put elsewhere. */
  readonly replaced: ReadonlySet<WallTime>;
  readonly skipped: readonly SkippedTime[];
  readonly waived: ReadonlySet<RefusalCode>;
}

export interface Asked {
  readonly rules: Rules;
  readonly actor: Actor;
  readonly now: Instant;
}

/** Reads the bodies of requests against the rules; throws `forbidden` before `bad-input`, and that with all its faults. */
@Injectable()
export class RequestReader {
  readonly bounds: SeriesBounds;

  constructor(@InjectSettings() settings: Settings) {
    this.bounds = { maxOccurrences: settings.maxOccurrences, horizonYears: settings.horizonYears };
  }

  read(body: CreateBookingBody, { rules, actor, now }: Asked): BookingRequest {
    const { centreId, timeZone } = rules.plan;
    requireWaiverRight(actor, centreId, body.waiver);
    if (body.onBehalfOf && !canEverywhere(actor, 'bookings.book-for-others', centreId)) {
      throw new Problem(
        'forbidden',
        'Only the front desk and the office book on behalf of others; leave out onBehalfOf.',
      );
    }
    const faults = new Faults();
    const waived = readWaiver(body.waiver, faults);
    if (body.operator !== undefined)
      faults.add('/operator', `There is no operator "${body.operator}" in this centre; leave it out.`);
    const zone = rules.plan.byCode.get(body.zone);
    if (!zone) faults.add('/zone', `There is no zone "${body.zone}" in this centre; see its list of zones.`);
    const span = readSpan({
      start: body.start,
      end: body.end,
      timeZone,
      ofSeries: body.recurrence !== undefined,
      faults,
    });
    const heads = zone ? readHeads(body.heads, zone, faults) : 1;
    const recurrence = body.recurrence ? recurrenceOf(body.recurrence) : null;
    if (!zone || !span) throw faults.asProblem();
    const series = expandSeries({ rules, zone, ...span, heads, recurrence, bounds: this.bounds, now }, faults);
    const { candidates, replaced } = applyReplacements(series.candidates, body.replacements ?? [], {
      rules,
      heads: body.heads,
      faults,
    });
    faults.throwIfAny();
    return { zone, heads, recurrence, candidates, replaced, skipped: series.skipped, waived };
  }
}

/** Setting rules aside is a right of its own, whoever else may book. */
export function requireWaiverRight(actor: Actor, centreId: number, waiver: WaiverBody | undefined): void {
  if (waiver && !canEverywhere(actor, 'bookings.waive', centreId)) {
    throw new Problem('forbidden', 'Only the back office sets rules aside; leave out waiver.');
  }
}

/** The codes a waiver sets aside: those it names, or all that may be. */
export function readWaiver(waiver: WaiverBody | undefined, faults: Faults): ReadonlySet<RefusalCode> {
  if (!waiver) return new Set();
  if (!waiver.codes) return WAIVABLE;
  const known = waiver.codes.filter((code): code is RefusalCode => WAIVABLE.has(code as RefusalCode));
  waiver.codes.forEach((code, i) => {
    if (!WAIVABLE.has(code as RefusalCode))
      faults.add(`/waiver/codes/${i}`, `"${code}" cannot be set aside; these can: ${[...WAIVABLE].join(', ')}.`);
  });
  return new Set(known);
}
