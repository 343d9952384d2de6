import type { SkippedTime } from '../scheduling/recurrence.types.js';
import { addMinutes, resolveWall, wallMinutesBetween } from '../scheduling/time.js';
import type { WallTime } from '../scheduling/time.types.js';
import type { Candidate } from '../scheduling/verdict.js';
import { LIVE, type Booking, type Occurrence, type Segment } from './booking.types.js';
import type { EditScope } from './dto/edit-booking.body.js';
import type { Move, EditPlan, EditQuestion } from './edit.types.js';
import { headsIn, placed, type Target, type Reached } from './edit.target.js';
import { liesApart } from './scope.js';

/** Moving the time, the zone or the heads moves the same occurrences. */
export function planShift(question: EditQuestion, { scope, reach, target, booking }: Reached): EditPlan {
  const { body, now, whole } = question;
  const moves: Move[] = [];
  const kept: Occurrence[] = [];
  const renamed: { before: Occurrence; series: WallTime }[] = [];
  const skipped: SkippedTime[] = [];
  for (const before of reach.filter((o) => o.start > now)) {
    const series = scope === 'one' ? before.series : addMinutes(before.series, target.shiftMinutes);
    const isOwn = liesApart(whole, before) && scope !== 'one' && body.includeEdited !== true;
    if (!LIVE.has(before.status) || isOwn) {
      if (LIVE.has(before.status)) kept.push(before);
      if (series !== before.series) renamed.push({ before, series });
      continue;
    }
    const candidate = shifted(question, { before, target, scope, series });
    if (candidate) moves.push({ before, candidate, edited: scope === 'one' });
    else skipped.push({ local: addMinutes(before.startWall, target.shiftMinutes), reason: 'nonexistent' });
  }
  return {
    scope,
    booking: withSegment(booking, scope, target),
    moves,
    added: [],
    replaced: new Set(),
    dropped: [],
    kept,
    renamed,
    skipped,
    ruleFrom: null,
  };
}

/** The occurrence at its new place, or null when clocks leave that time out. */
function shifted(
  question: EditQuestion,
  { before, target, scope, series }: { before: Occurrence; target: Target; scope: EditScope; series: WallTime },
): Candidate | null {
  const { rules, body, whole } = question;
  const { timeZone } = rules.plan;
  const backInLine = liesApart(whole, before) && scope !== 'one';
  const segment = whole.booking.segments.at(-1);
  const ownZone = backInLine && segment ? rules.plan.byCode.get(segment.zone) : rules.plan.byId.get(before.zoneId);
  const zone = target.zone ?? ownZone;
  const startWall = addMinutes(backInLine ? before.series : before.startWall, target.shiftMinutes);
  const ownLength =
    backInLine && segment
      ? wallMinutesBetween(segment.start, segment.end)
      : wallMinutesBetween(before.startWall, before.endWall);
  const endWall = addMinutes(startWall, target.lengthMinutes ?? ownLength);
  const start = resolveWall(startWall, timeZone);
  const end = resolveWall(endWall, timeZone);
  if (!zone || start.kind === 'gap' || end.kind === 'gap' || end.instant <= start.instant) return null;
  const heads = headsIn(zone, {
    wished: body.heads,
    before,
    zoneChanges: zone.id !== before.zoneId,
    asked: whole.booking.heads,
  });
  return placed({ before, zone, heads, series, startWall, endWall, start: start.instant, end: end.instant });
}

/** Moving a series is a new stretch of its history: the same rule, moved on. */
function withSegment(booking: Booking, scope: EditScope, target: Target): Booking {
  const last = booking.segments.at(-1);
  if (scope === 'one' || !last) return booking;
  const shiftMinutes = last.shiftMinutes + target.shiftMinutes;
  const zone = target.zone?.code ?? last.zone;
  const length = target.lengthMinutes ?? wallMinutesBetween(last.start, last.end);
  const end = addMinutes(last.start, length);
  if (shiftMinutes === last.shiftMinutes && zone === last.zone && end === last.end) return booking;
  const segment: Segment = {
    ...last,
    from: addMinutes(target.named.series, target.shiftMinutes),
    end,
    zone,
    shiftMinutes,
  };
  return {
    ...booking,
    zoneId: scope === 'all' && target.zone ? target.zone.id : booking.zoneId,
    segments: [...booking.segments, segment],
  };
}
