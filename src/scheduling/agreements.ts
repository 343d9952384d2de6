import type { AgreementFacts } from './agreements.types.js';
import { clockSpanMinutes, mergeMinutes, shiftMinutes } from './clock-spans.js';
import type { WeekPattern } from './hours.types.js';
import { addDays, dateOf, minuteOfDay, wallMinutesBetween, weekdayOf } from './time.js';
import type { MinuteSpan, WallDate, WallTime } from './time.types.js';
import type { Plan, Zone } from './zones.types.js';

/** One date that is asked for in an operator's name. */
export interface TenantDate {
  readonly zone: Zone;
  readonly startWall: WallTime;
  readonly endWall: WallTime;
}

/** The agreement that carries a date; `beyond` when it will have ended by then. */
export type Authority =
  | { readonly agreement: AgreementFacts; readonly beyond: boolean }
  | { readonly agreement: null; readonly why: 'zone' | 'window' };

/** Whether the agreement holds on that date. */
export const isInForce = ({ from, until }: Pick<AgreementFacts, 'from' | 'until'>, date: WallDate): boolean =>
  from <= date && date <= until;

/**
 * Zones that an agreement over these zones covers: every zone whose space lies wholly within theirs, so all below them
 * and combinations of their parts; and zones without space of their own that are named or lie below.
 */
export function coveredZones(plan: Plan, zoneIds: Iterable<number>): Set<number> {
  const named = [...zoneIds].map((id) => plan.byId.get(id)).filter((zone) => zone !== undefined);
  const space = new Set(named.flatMap((zone) => zone.space.map(({ id }) => id)));
  const codes = new Set(named.map(({ code }) => code));
  const covers = (zone: Zone): boolean =>
    zone.path.some((code) => codes.has(code)) || (zone.space.length > 0 && zone.space.every(({ id }) => space.has(id)));
  return new Set(plan.zones.filter(covers).map(({ id }) => id));
}

/**
 * The agreement of one operator that carries a date: the one in force on it, or the one in force today that will have
 * ended by then. `agreements` are the operator's own.
 */
export function authorityFor(
  { zone, startWall, endWall }: TenantDate,
  { agreements, today }: { agreements: readonly AgreementFacts[]; today: WallDate },
): Authority {
  const date = dateOf(startWall);
  const over = agreements.filter(({ zones }) => zones.has(zone.id));
  const then = over.find((agreement) => isInForce(agreement, date));
  const agreement = then ?? over.find((one) => isInForce(one, today) && one.until < date);
  if (!agreement) return { agreement: null, why: 'zone' };
  const { windows } = agreement.terms;
  if (windows && !isWithin(windows, startWall, endWall)) return { agreement: null, why: 'window' };
  return { agreement, beyond: agreement !== then };
}

/** Whether a time of the wall clock lies in the windows of the week; windows that touch over midnight are one. */
function isWithin(windows: WeekPattern, start: WallTime, end: WallTime): boolean {
  const date = dateOf(start);
  const from = minuteOfDay(start);
  const until = from + wallMinutesBetween(start, end);
  const days = Math.ceil(until / 1440);
  const spans = mergeMinutes(
    Array.from({ length: days + 1 }, (_, i) => i - 1).flatMap((offset) =>
      shiftMinutes(windowsOn(windows, addDays(date, offset)), offset * 1440),
    ),
  );
  return spans.some((span) => span.start <= from && until <= span.end);
}

const windowsOn = (windows: WeekPattern, date: WallDate): MinuteSpan[] =>
  (windows[String(weekdayOf(date)) as keyof WeekPattern] ?? []).map(clockSpanMinutes).filter((span) => span !== null);
