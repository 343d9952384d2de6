import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { InjectSettings } from '../platform/config/settings.token.js';
import type { Settings } from '../platform/config/settings.js';
import { badInput, type InputFault } from '../platform/problems/problem.js';
import { toWall } from '../scheduling/time.js';
import type { Instant, Span } from '../scheduling/time.types.js';
import type { Plan, Zone } from '../scheduling/zones.types.js';
import { expandClosure, type ClosureTimes } from './closure-expansion.js';
import type { Closure } from './closure.store.js';
import type { ClosureBody } from './dto/closure.body.js';
import { readInstant } from '../platform/http/period.js';

/** A closure that is asked for, read and expanded at the instant `at`. */
export interface WantedClosure {
  readonly at: Instant;
  readonly zone: Zone;
  readonly times: ClosureTimes;
  readonly spans: readonly Span[];
  readonly extendedUntil: Closure['extendedUntil'];
}

/** Reads what is to be closed. */
@Injectable()
export class ClosureRequest {
  constructor(
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** Throws `bad-input` for an unknown zone, a time that doesn't exist or is past, or a rule that can't be expanded. */
  read(plan: Plan, body: ClosureBody): WantedClosure {
    const { timeZone } = plan;
    const at = this.clock.now();
    const zone = requireZone(plan, body.zone);
    const start = readInstant(body.start, timeZone);
    const end = readInstant(body.end, timeZone);
    const faults: InputFault[] = [];
    if (start === null) faults.push({ pointer: '/start', detail: `${body.start} does not exist in ${timeZone}` });
    if (end === null) faults.push({ pointer: '/end', detail: `${body.end} does not exist in ${timeZone}` });
    if (start === null || end === null) throw badInput(faults);
    const times: ClosureTimes = {
      startWall: toWall(start, timeZone),
      endWall: toWall(end, timeZone),
      first: { start, end },
      recurrence: body.recurrence ? { ...body.recurrence } : null,
      timeZone,
    };
    const expansion = expandClosure(times, { now: at, maxOccurrences: this.settings.maxOccurrences });
    if (!expansion.ok) throw badInput(expansion.faults);
    return { at, zone, times, spans: expansion.spans, extendedUntil: expansion.extendedUntil };
  }
}

/** A zone that a body or query names and that there isn't is bad input; one in the path would be not found. */
export function requireZone(plan: Plan, code: string): Zone {
  const zone = plan.byCode.get(code);
  if (!zone) throw badInput([{ pointer: '/zone', detail: `there is no zone ${code}` }]);
  return zone;
}
