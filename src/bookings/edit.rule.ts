import { Problem } from '../platform/problems/problem.js';
import { dateOf } from '../scheduling/time.js';
import type { WallTime } from '../scheduling/time.types.js';
import type { Candidate } from '../scheduling/verdict.js';
import { LIVE, type Occurrence, type Segment } from './booking.types.js';
import { applyReplacements, expandSeries, Faults, recurrenceOf } from './request.js';
import type { Move, EditPlan, EditQuestion } from './edit.types.js';
import { headsIn, placed, type Reached } from './edit.target.js';

/** A new rule keeps the dates common to both, drops the rest and adds the new ones. */
export function planNewRule(
  question: EditQuestion,
  { scope, reach, target, booking }: Reached,
  faults: Faults,
): EditPlan {
  const { body, rules, now, bounds, whole } = question;
  const zone = target.zone ?? rules.plan.byId.get(target.named.zoneId);
  const recurrence = body.recurrence ? recurrenceOf(body.recurrence) : null;
  if (!zone) throw new Problem('conflict', 'The zone of this booking is gone; name another.');
  const heads = headsIn(zone, {
    wished: body.heads,
    before: target.named,
    zoneChanges: zone.id !== target.named.zoneId,
    asked: whole.booking.heads,
  });
  const series = expandSeries(
    { rules, zone, start: target.start, end: target.end, heads, recurrence, bounds, now },
    faults,
  );
  const { candidates, replaced } = applyReplacements(series.candidates, body.replacements ?? [], {
    rules,
    heads: body.heads,
    faults,
  });
  const ahead = reach.filter((o) => o.start > now);
  const byDate = new Map(ahead.map((occurrence) => [dateOf(occurrence.series), occurrence]));
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
    const staysOwn = !LIVE.has(before.status) || (before.edited && body.includeEdited !== true);
    if (staysOwn) {
      if (LIVE.has(before.status)) kept.push(before);
      if (before.series !== candidate.series) renamed.push({ before, series: candidate.series });
    } else {
      moves.push({ before, candidate: placed({ before, ...candidate }), edited: replaced.has(candidate.series) });
    }
  }
  const left = ahead.filter((o) => !taken.has(o.id) && LIVE.has(o.status));
  const dropped = left.filter((o) => !o.edited || body.includeEdited === true);
  kept.push(...left.filter((o) => !dropped.includes(o)));
  const segment: Segment = {
    from: target.named.series,
    start: target.start.wall,
    end: target.end.wall,
    zone: zone.code,
    recurrence,
    shiftMinutes: 0,
  };
  const withRule = {
    ...booking,
    zoneId: scope === 'all' ? zone.id : booking.zoneId,
    segments: [...booking.segments, segment],
  };
  return { scope, booking: withRule, moves, added, replaced, dropped, kept, renamed, skipped: series.skipped };
}
