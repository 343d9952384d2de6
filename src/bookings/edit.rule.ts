import { Problem } from '../platform/problems/problem.js';
import { addMinutes, dateOf, toInstant, wallMinutesBetween } from '../scheduling/time.js';
import type { WallTime } from '../scheduling/time.types.js';
import type { Candidate } from '../scheduling/verdict.js';
import type { Zone } from '../scheduling/zones.types.js';
import { LIVE, type Occurrence, type Segment, type WholeBooking } from './booking.types.js';
import { applyReplacements, expandSeries, Faults, recurrenceOf, type ResolvedTime } from './request.js';
import type { Move, EditPlan, EditQuestion } from './edit.types.js';
import { headsIn, placed, type Reached, type Target } from './edit.target.js';
import { isSingle, liesApart } from './scope.js';

/** `base` is the date from which the rule holds: the one named, or the first ahead when it is for all. */
interface RuleReached extends Reached {
  readonly base: Occurrence;
}

/** A new rule keeps the dates common to both, drops the rest and adds the new ones. */
export function planNewRule(
  question: EditQuestion,
  { scope, reach, target, booking, base }: RuleReached,
  faults: Faults,
): EditPlan {
  const { body, rules, now, bounds, whole } = question;
  const zone = target.zone ?? usualZone(question, target.named);
  const recurrence = body.recurrence ? recurrenceOf(body.recurrence) : null;
  if (!zone) throw new Problem('conflict', 'The zone of this booking is gone; name another.');
  const heads = headsIn(zone, {
    wished: body.heads,
    before: target.named,
    zoneChanges: zone.id !== target.named.zoneId,
    asked: whole.booking.heads,
  });
  const { start, end } = firstPlace(question, { target, base });
  const series = expandSeries({ rules, zone, start, end, heads, recurrence, bounds, now }, faults);
  const { candidates, replaced } = applyReplacements(series.candidates, body.replacements ?? [], {
    rules,
    heads: body.heads,
    faults,
  });
  const ahead = reach.filter((o) => o.start > now && !wasDroppedByRule(o));
  const byDate = new Map(ahead.map((occurrence) => [dateOf(placeIn(whole, occurrence)), occurrence]));
  const isOwn = (one: Occurrence): boolean => liesApart(whole, one) && body.includeEdited !== true;
  const taken = new Set<string>();
  const moves: Move[] = [];
  const added: Candidate[] = [];
  const kept: Occurrence[] = [];
  const renamed: { before: Occurrence; series: WallTime }[] = [];
  for (const candidate of candidates) {
    const before = byDate.get(dateOf(candidate.series));
    if (!before) {
      added.push(candidate);
      continue;
    }
    taken.add(before.id);
    if (!LIVE.has(before.status) || isOwn(before)) {
      if (LIVE.has(before.status)) kept.push(before);
      if (before.series !== candidate.series) renamed.push({ before, series: candidate.series });
    } else {
      moves.push({ before, candidate: placed({ before, ...candidate }), edited: replaced.has(candidate.series) });
    }
  }
  const left = ahead.filter((o) => !taken.has(o.id) && LIVE.has(o.status));
  const dropped = left.filter((o) => !isOwn(o));
  kept.push(...left.filter((o) => !dropped.includes(o)));
  const segment: Segment = {
    from: base.series,
    start: start.wall,
    end: end.wall,
    zone: zone.code,
    recurrence,
    shiftMinutes: 0,
  };
  const withRule = {
    ...booking,
    zoneId: scope === 'all' ? zone.id : booking.zoneId,
    segments: [...booking.segments, segment],
  };
  const { skipped } = series;
  const ruleFrom = start.wall < base.series ? start.wall : base.series;
  return { scope, booking: withRule, moves, added, replaced, dropped, kept, renamed, skipped, ruleFrom };
}

/** Cancelled by a rule, not by hand: a rule that asks for its date again gets a new one there. */
const wasDroppedByRule = ({ status, reasonCode }: Occurrence): boolean =>
  status === 'cancelled' && (reasonCode === 'series-changed' || reasonCode === 'public-holiday');

/** Where the series puts it; a single booking is where it is. */
const placeIn = (whole: WholeBooking, one: Occurrence): WallTime => (isSingle(whole) ? one.startWall : one.series);

/** The zone that a new rule without one means: the series' own, also from a date that was put elsewhere. */
function usualZone({ whole, rules: { plan } }: EditQuestion, named: Occurrence): Zone | undefined {
  const last = whole.booking.segments.at(-1);
  return liesApart(whole, named) && last ? plan.byCode.get(last.zone) : plan.byId.get(named.zoneId);
}

/** Where the rule begins: at the base's place in the series, moved as far as the date that was named. */
function firstPlace(
  { whole, rules }: EditQuestion,
  { target, base }: { target: Target; base: Occurrence },
): { start: ResolvedTime; end: ResolvedTime } {
  const { named, shiftMinutes, lengthMinutes } = target;
  const last = whole.booking.segments.at(-1);
  const own = liesApart(whole, named) && last ? last : { start: named.startWall, end: named.endWall };
  const length = lengthMinutes ?? wallMinutesBetween(own.start, own.end);
  const at = (wall: WallTime): ResolvedTime => ({ wall, instant: toInstant(wall, rules.plan.timeZone) });
  const start = addMinutes(placeIn(whole, base), shiftMinutes);
  return { start: at(start), end: at(addMinutes(start, length)) };
}
