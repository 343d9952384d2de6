import { Injectable } from '@nestjs/common';
import { canEverywhere } from '../accounts/permissions.js';
import type { Standing } from '../operators/standing.js';
import { InjectSettings } from '../platform/config/settings.token.js';
import type { Settings } from '../platform/config/settings.js';
import { Problem } from '../platform/problems/problem.js';
import type { RefusalCode } from '../scheduling/refusals.js';
import type { SkippedTime } from '../scheduling/recurrence.types.js';
import type { Instant, WallTime } from '../scheduling/time.types.js';
import type { Candidate } from '../scheduling/verdict.js';
import type { Zone } from '../scheduling/zones.types.js';
import { operatorFor, readWaiver, requireWaiverRight, waivedIn } from './acting.js';
import { requireMayAdd } from './booking.access.js';
import type { Recurrence } from './booking.types.js';
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
  /** Id of the operator in whose name it is asked, or null. */
  readonly operatorId: string | null;
}

export interface Asked {
  readonly rules: Rules;
  readonly standing: Standing;
  readonly now: Instant;
}

/** Reads the bodies of requests against the rules; throws `forbidden` before `bad-input`, and that with all its faults. */
@Injectable()
export class RequestReader {
  readonly bounds: SeriesBounds;

  constructor(@InjectSettings() settings: Settings) {
    this.bounds = { maxOccurrences: settings.maxOccurrences, horizonYears: settings.horizonYears };
  }

  read(body: CreateBookingBody, { rules, standing, now }: Asked): BookingRequest {
    const { centreId, timeZone } = rules.plan;
    requireWaiverRight(standing.actor, standing, body.waiver);
    if (body.onBehalfOf && !canEverywhere(standing.actor, 'bookings.book-for-others', centreId)) {
      throw new Problem(
        'forbidden',
        'Only the front desk and the office book on behalf of others; leave out onBehalfOf.',
      );
    }
    const faults = new Faults();
    const wished = readWaiver(body.waiver, faults);
    const operatorId = operatorFor(body.operator, { standing, operators: rules.operators, faults });
    requireMayAdd(standing, operatorId);
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
    const zones = [...new Set(candidates.map((candidate) => candidate.zone))];
    const waived = waivedIn(wished, { standing, zones, waiver: body.waiver });
    return { zone, heads, recurrence, candidates, replaced, skipped: series.skipped, waived, operatorId };
  }
}
