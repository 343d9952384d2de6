import { Problem } from '../platform/problems/problem.js';
import type { Instant, WallTime } from '../scheduling/time.types.js';
import { LIVE, type Booking, type Occurrence, type WholeBooking } from './booking.types.js';
import type { EditBookingBody, EditScope } from './dto/edit-booking.body.js';
import { Faults, readTime } from './request.js';
import { namedOccurrence, resolveScope, scopeOf } from './scope.js';
import type { Move, EditPlan, EditQuestion } from './edit.types.js';
import { readTarget } from './edit.target.js';
import { planShift } from './edit.shift.js';
import { planNewRule } from './edit.rule.js';

/** Reads an edit against the booking as it is; throws `bad-input` with all faults, or `conflict` for what has started or ended. */
export function planEdit(question: EditQuestion): EditPlan {
  const { whole, body, now } = question;
  const faults = new Faults();
  const scope = scopeOf(whole, body, faults);
  const booking = editedBooking(question, scope, faults);
  const reach = resolveScope(whole, body, faults);
  const first = scope === 'all' ? firstAhead(whole, now) : null;
  const named = scope === 'all' && body.occurrence === undefined ? first : namedOccurrence(whole, body, faults);
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
    ruleFrom: null,
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
    ? planNewRule(question, { scope, reach, target, booking, base: first ?? named }, faults)
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
