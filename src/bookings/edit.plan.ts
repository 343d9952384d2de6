import { isTakenByHeads } from '../scheduling/claims.js';
import type { SkippedTime } from '../scheduling/recurrence.types.js';
import { addMinutes, dateOf, resolveWall, wallMinutesBetween } from '../scheduling/time.js';
import type { Instant, WallTime } from '../scheduling/time.types.js';
import type { Candidate } from '../scheduling/verdict.js';
import type { Zone } from '../scheduling/zones.types.js';
import { LIVE, type Booking, type Occurrence, type Segment, type WholeBooking } from './booking.types.js';
import type { EditBookingBody, EditScope } from './dto/edit-booking.body.js';
import {
  applyReplacements,
  expandSeries,
  Faults,
  readTime,
  recurrenceOf,
  type ResolvedTime,
  type SeriesBounds,
} from './request.js';
import { namedOccurrence, resolveScope, scopeOf } from './scope.js';
import type { Rules } from './world.service.js';
import { Problem } from '../platform/problems/problem.js';

/** One occurrence that is to lie elsewhere. */
export interface Move {
  readonly before: Occurrence;
  readonly candidate: Candidate;
  /** Changed by hand, apart from its series. */
  readonly edited: boolean;
}

/** What an edit comes to, before it is judged. */
export interface EditPlan {
  readonly scope: EditScope;
  readonly booking: Booking;
  readonly moves: readonly Move[];
  readonly added: readonly Candidate[];
  readonly replaced: ReadonlySet<WallTime>;
  readonly dropped: readonly Occurrence[];
  /** Edited or cancelled by hand before, and therefore left as they are. */
  readonly kept: readonly Occurrence[];
  /** Occurrences of which only the place in the series moves on. */
  readonly renamed: readonly { readonly before: Occurrence; readonly series: WallTime }[];
  readonly skipped: readonly SkippedTime[];
}

export interface EditQuestion {
  readonly whole: WholeBooking;
  readonly body: EditBookingBody;
  readonly rules: Rules;
  readonly now: Instant;
  readonly bounds: SeriesBounds;
}

/** Reads an edit against the booking as it is; throws `bad-input` with all faults, or `conflict` for what has started or ended. */
export function planEdit(question: EditQuestion): EditPlan {
  const { whole, body, now } = question;
  const faults = new Faults();
  const scope = scopeOf(whole, body, faults);
  const booking = editedBooking(question, scope, faults);
  const reach = resolveScope(whole, body, faults);
  const named = scope === 'all' ? firstAhead(whole, now) : namedOccurrence(whole, body, faults);
  faults.throwIfAny();
  const nothing = {
    scope,
    booking,
    moves: [],
    added: [],
    replaced: new Set<WallTime>(),
    dropped: [],
    kept: [],
    renamed: [],
    skipped: [],
  };
  if (!changesPlaces(body)) return nothing;
  if (!named)
    throw new Problem(
      'conflict',
      'All dates of this booking have started or ended; nothing is ahead that could be moved.',
    );
  if (!LIVE.has(named.status))
    throw new Problem('conflict', `That date is ${named.status}; it can no longer be changed.`);
  if (named.start <= now) return { ...nothing, moves: [shortening(question, named)] };
  const target = readTarget(question, { named, scope, faults });
  faults.throwIfAny();
  const plan = body.recurrence
    ? planNewRule(question, { scope, reach, target, booking }, faults)
    : planShift(question, { scope, reach, target, booking });
  faults.throwIfAny();
  return plan;
}

const changesPlaces = ({ zone, start, end, heads, recurrence }: EditBookingBody): boolean =>
  zone !== undefined || start !== undefined || end !== undefined || heads !== undefined || recurrence !== undefined;

const firstAhead = ({ occurrences }: WholeBooking, now: Instant): Occurrence | null => {
  const live = occurrences.filter((o) => LIVE.has(o.status));
  const ahead = live.filter((o) => o.start > now);
  return ahead.find(({ edited }) => !edited) ?? ahead[0] ?? live.find((o) => o.end > now) ?? null;
};

/** The booking's own fields; they belong to the whole of it. */
function editedBooking({ whole: { booking }, body, rules }: EditQuestion, scope: EditScope, faults: Faults): Booking {
  for (const name of ['title', 'visibility', 'needs', 'note'] as const) {
    if (body[name] !== undefined && scope !== 'all')
      faults.add(`/${name}`, `This belongs to the whole booking; send it with scope "all".`);
  }
  if (body.recurrence && scope === 'one')
    faults.add('/recurrence', 'One date has no rule; send scope "following" or "all".');
  if (body.zone !== undefined && !rules.plan.byCode.has(body.zone))
    faults.add('/zone', `There is no zone "${body.zone}" in this centre.`);
  return {
    ...booking,
    title: body.title ?? booking.title,
    visibility: body.visibility ?? booking.visibility,
    needs: body.needs ?? booking.needs,
    note: body.note === undefined ? booking.note : body.note,
    heads: scope === 'all' ? (body.heads ?? booking.heads) : booking.heads,
  };
}

/** "We leave now": one that has started can only end earlier, and not before the present. */
function shortening({ body, rules, now }: EditQuestion, named: Occurrence): Move {
  const faults = new Faults();
  const end = body.end === undefined ? null : faults.take('/end', readTime(body.end, rules.plan.timeZone));
  faults.throwIfAny();
  const zone = rules.plan.byId.get(named.zoneId);
  const onlyEnd =
    body.zone === undefined && body.start === undefined && body.heads === undefined && body.recurrence === undefined;
  if (!onlyEnd || !end || !zone || named.end <= now)
    throw new Problem('conflict', 'It has started: only its end can be moved, to an earlier time that is not past.');
  if (end.instant >= named.end || end.instant <= named.start || end.instant < now - 60_000) {
    throw new Problem('conflict', 'It has started: send an end that is earlier than before and not past.');
  }
  return {
    before: named,
    candidate: { ...named, zone, endWall: end.wall, end: end.instant, granted: true },
    edited: true,
  };
}

/** Where the named occurrence is to lie: the others move by as much. */
interface Target {
  readonly named: Occurrence;
  readonly start: ResolvedTime;
  readonly end: ResolvedTime;
  readonly shiftMinutes: number;
  /** The new length in wall minutes, or null when each keeps its own. */
  readonly lengthMinutes: number | null;
  readonly zone: Zone | null;
}

function readTarget(
  { body, rules }: EditQuestion,
  { named, scope, faults }: { named: Occurrence; scope: EditScope; faults: Faults },
): Target {
  const { timeZone } = rules.plan;
  const present = { wall: named.startWall, instant: named.start };
  const start = body.start === undefined ? present : (faults.take('/start', readTime(body.start, timeZone)) ?? present);
  const sameLength = addMinutes(start.wall, wallMinutesBetween(named.startWall, named.endWall));
  const end = faults.take('/end', readTime(body.end ?? sameLength, timeZone)) ?? {
    wall: named.endWall,
    instant: named.end,
  };
  if (end.instant <= start.instant)
    faults.add('/end', `The end ${end.wall} is not after the start ${start.wall}; send a later end.`);
  if (end.instant - start.instant > 14 * 86_400_000) faults.add('/end', 'One date lasts 14 days at most.');
  return {
    named,
    start,
    end,
    shiftMinutes: wallMinutesBetween(scope === 'one' || !named.edited ? named.startWall : named.series, start.wall),
    lengthMinutes: body.end === undefined ? null : wallMinutesBetween(start.wall, end.wall),
    zone: body.zone === undefined ? null : (rules.plan.byCode.get(body.zone) ?? null),
  };
}

interface Reached {
  readonly scope: EditScope;
  readonly reach: readonly Occurrence[];
  readonly target: Target;
  readonly booking: Booking;
}

/** Moving the time, the zone or the heads moves the same occurrences. */
function planShift(question: EditQuestion, { scope, reach, target, booking }: Reached): EditPlan {
  const { body, now } = question;
  const moves: Move[] = [];
  const kept: Occurrence[] = [];
  const renamed: { before: Occurrence; series: WallTime }[] = [];
  const skipped: SkippedTime[] = [];
  for (const before of reach.filter((o) => o.start > now)) {
    const series = scope === 'one' ? before.series : addMinutes(before.series, target.shiftMinutes);
    const isOwn = before.edited && scope !== 'one' && body.includeEdited !== true;
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
  };
}

/** The occurrence at its new place, or null when clocks leave that time out. */
function shifted(
  question: EditQuestion,
  { before, target, scope, series }: { before: Occurrence; target: Target; scope: EditScope; series: WallTime },
): Candidate | null {
  const { rules, body, whole } = question;
  const { timeZone } = rules.plan;
  const backInLine = before.edited && scope !== 'one';
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

interface Place {
  readonly before: Occurrence;
  readonly zone: Zone;
  readonly heads: number;
  readonly series: WallTime;
  readonly startWall: WallTime;
  readonly endWall: WallTime;
  readonly start: Instant;
  readonly end: Instant;
}

/** A candidate for a moved occurrence; one that only shrinks within what it had is granted already. */
function placed({ before, zone, ...place }: Place): Candidate {
  const isSame = zone.id === before.zoneId;
  const shrinks =
    isSame &&
    before.status !== 'standby' &&
    place.start >= before.start &&
    place.end <= before.end &&
    place.heads <= before.heads;
  const buffers = shrinks ? before : zone.rules;
  return {
    zone,
    ...place,
    setupMinutes: buffers.setupMinutes,
    cleanupMinutes: buffers.cleanupMinutes,
    ...(shrinks ? { granted: true } : {}),
  };
}

function headsIn(
  zone: Zone,
  {
    wished,
    before,
    zoneChanges,
    asked,
  }: { wished: number | undefined; before: Occurrence; zoneChanges: boolean; asked: number | null },
): number {
  if (wished !== undefined) return wished;
  if (zoneChanges && asked === null && !isTakenByHeads(zone)) return zone.seats ?? before.heads;
  return before.heads;
}

/** A new rule keeps the dates common to both, drops the rest and adds the new ones. */
function planNewRule(question: EditQuestion, { scope, reach, target, booking }: Reached, faults: Faults): EditPlan {
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
