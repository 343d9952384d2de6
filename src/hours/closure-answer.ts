import { formatInstant } from '../scheduling/time.js';
import type { Plan } from '../scheduling/zones.types.js';
import type { ClosureDate } from './closure-dates.js';
import type { Closure } from './closure.store.js';
import type { ClosureAnswer } from './dto/closure.body.js';

export interface ClosureView {
  readonly closure: Closure;
  readonly dates: readonly ClosureDate[];
}

/** A closure as it is answered. Who stays inside is told only where it may be known: it may be private. */
export function closureAnswer(
  { closure, dates }: ClosureView,
  { plan, showKept }: { plan: Plan; showKept: boolean },
): ClosureAnswer {
  const { timeZone } = plan;
  return {
    id: closure.id,
    zone: plan.byId.get(closure.zoneId)?.code ?? '',
    reason: closure.reason,
    start: closure.startWall,
    end: closure.endWall,
    status: closure.status,
    ...(closure.recurrence && {
      recurrence: { ...closure.recurrence, exdates: [...(closure.recurrence.exdates ?? [])] },
    }),
    ...(closure.extendedUntil !== null && { extendedUntil: closure.extendedUntil }),
    createdAt: formatInstant(closure.createdAt, timeZone),
    dates: dates.map((date) => ({
      id: date.id,
      start: formatInstant(date.start, timeZone),
      end: formatInstant(date.end, timeZone),
      ...(showKept && { kept: [...date.kept] }),
    })),
  };
}
