import type { HoursView } from '../hours/hours-view.js';
import type { Period } from '../platform/http/period.js';
import { openSpans } from '../scheduling/hours.js';
import { addDays, formatInstant } from '../scheduling/time.js';
import type { Instant, Span } from '../scheduling/time.types.js';
import type { Plan, Zone } from '../scheduling/zones.types.js';

/** A span as the API tells it. */
export const spanView = (plan: Plan, { start, end }: Span): { start: string; end: string } => ({
  start: formatInstant(start, plan.timeZone),
  end: formatInstant(end, plan.timeZone),
});

/** When the zone is open within the period, with what the day before leaves running. */
export function openWithin(
  zone: Zone,
  { plan, hours, period }: { plan: Plan; hours: HoursView; period: Period },
): Span[] {
  const { span, from, to } = period;
  const open = openSpans({
    from: addDays(from, -1),
    to,
    layers: hours.layersOf(zone),
    calendar: hours.calendar,
    timeZone: plan.timeZone,
  });
  return open
    .map(({ start, end }) => ({
      start: Math.max(start, span.start) as Instant,
      end: Math.min(end, span.end) as Instant,
    }))
    .filter(({ start, end }) => start < end);
}
