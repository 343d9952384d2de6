import { Injectable } from '@nestjs/common';
import type { Actor } from '../accounts/actor.js';
import { writeAudit } from '../audit/audit.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import { requireVersion } from '../platform/http/etag.js';
import { writeOutbox } from '../platform/outbox/outbox.js';
import { notFound, Problem } from '../platform/problems/problem.js';
import { toWall } from '../scheduling/time.js';
import type { Instant } from '../scheduling/time.types.js';
import type { Plan, Zone } from '../scheduling/zones.types.js';
import { readChoices } from './choices.js';
import { closureAnswer, type ClosureView } from './closure-answer.js';
import { datesOfClosure, deleteDates, updateDate, type ClosureDate } from './closure-dates.js';
import { newEndOf, standingDate, type NewEnd } from './closure-end.js';
import { wholeMinute } from './closure-expansion.js';
import { ClosureLedger } from './closure-ledger.js';
import { claimsInside, keepingInside, refuseOverlap, requireAllowed } from './closure-occupants.js';
import { ClosureReader } from './closure-reader.js';
import { findClosure, updateClosure, type Closure } from './closure.store.js';
import { closureChange } from './closures.service.js';
import type { ClosureCancelBody, ClosureChangeBody } from './dto/closure.body.js';
import { RuleChanges, type Impact } from './rule-changes.js';
import type { Choice } from './rule-impact.js';
import type { RulesNow } from './world.js';

export interface ClosureEdit<Body> {
  readonly closure: Closure;
  readonly body: Body;
  readonly ifMatch: number | null;
  readonly actor: Actor;
}

type Changed = ClosureView & { readonly plan: Plan };

interface Recorded {
  readonly action: 'closure.changed' | 'closure.cancelled';
  readonly before: ClosureView;
  readonly after: Closure;
  readonly actor: Actor;
}

/** Ends closures earlier or later, renames them, cancels them or one of their dates. What is past stays as it was. */
@Injectable()
export class ClosureChangesService {
  constructor(
    private readonly reader: Reader,
    private readonly rules: RuleChanges,
    private readonly closures: ClosureReader,
    private readonly ledger: ClosureLedger,
    private readonly clock: Clock,
  ) {}

  /** Whom a later end would meet. Throws `bad-input`, `stale`, `conflict` and `refused` as the real change would. */
  async preview({ closure, body, ifMatch, actor }: ClosureEdit<ClosureChangeBody>): Promise<Impact> {
    requireVersion(ifMatch, closure.version);
    requireActive(closure);
    const now = await this.rules.now(closure.centreId);
    const dates = await datesOfClosure(this.reader, closure.centreId, closure.id);
    const ended = this.newEnd(now.plan, body, dates);
    if (!ended?.added) return { affected: [] };
    const place = { zone: zoneOf(now.plan, closure), spans: [ended.added] };
    const met = await this.closures.meeting(this.reader, { centreId: closure.centreId, plan: now.plan, ...place });
    refuseOverlap(metBesides(met, ended.date), now.plan.timeZone);
    return this.rules.preview(closureChange(now, place), { actor, withSeries: false });
  }

  /** Throws `bad-input`, `stale`, `conflict` when it is over, `choices-needed`, or `refused`. */
  async change({ closure: { centreId, id }, body, ifMatch, actor }: ClosureEdit<ClosureChangeBody>): Promise<Changed> {
    const choices = readChoices(body.choices ?? [], { mayShorten: true });
    return this.rules.make(centreId, async (tx, now) => {
      const before = await this.load(tx, { centreId, id, ifMatch });
      const { closure, dates } = before;
      const ended = this.newEnd(now.plan, body, dates);
      if (ended) await this.setEnd(tx, now, { closure, ended, choices, actor });
      const isMoved = ended && closure.recurrence === null;
      const endWall = isMoved ? toWall(ended.date.end, now.plan.timeZone) : closure.endWall;
      const after = { ...closure, reason: body.reason ?? closure.reason, endWall, version: closure.version + 1 };
      return this.record(tx, now.plan, { action: 'closure.changed', before, after, actor });
    });
  }

  /**
   * Cancels one date, or the closure with all dates to come. A date that is running ends now. A cancelled closure claims
   * nothing any more. Throws `stale`, `not-found` for an unknown date, `conflict` when it is over.
   */
  async cancel({ closure: { centreId, id }, body, ifMatch, actor }: ClosureEdit<ClosureCancelBody>): Promise<Changed> {
    return this.rules.make(centreId, async (tx, { plan }) => {
      const before = await this.load(tx, { centreId, id, ifMatch });
      const { closure, dates } = before;
      const at = this.minute();
      const stopped = body.date === undefined ? dates : [standingDate(dates, body.date, at)];
      const running = stopped.filter(({ start, end }) => start < at && at < end).map((date) => ({ ...date, end: at }));
      await this.ledger.lift(tx, centreId, stopped);
      const future = stopped.filter(({ start }) => start >= at);
      await deleteDates(tx, centreId, future);
      for (const date of running) await updateDate(tx, centreId, date);
      if (body.date !== undefined) await this.ledger.lay(tx, centreId, running);
      const status = body.date === undefined ? ('cancelled' as const) : closure.status;
      const after = { ...closure, status, version: closure.version + 1 };
      return this.record(tx, plan, { action: 'closure.cancelled', before, after, actor });
    });
  }

  private async load(
    tx: Tx,
    { centreId, id, ifMatch }: { centreId: number; id: string; ifMatch: number | null },
  ): Promise<ClosureView> {
    const closure = await findClosure(tx, centreId, id);
    if (!closure) throw notFound('such closure');
    requireVersion(ifMatch, closure.version);
    requireActive(closure);
    return { closure, dates: await datesOfClosure(tx, centreId, id) };
  }

  private newEnd({ timeZone }: Plan, { end, date }: ClosureChangeBody, dates: readonly ClosureDate[]): NewEnd | null {
    return end === undefined ? null : newEndOf(dates, { end, date, at: this.minute(), timeZone });
  }

  private async setEnd(
    tx: Tx,
    now: RulesNow,
    asked: { closure: Closure; ended: NewEnd; choices: readonly Choice[]; actor: Actor },
  ): Promise<void> {
    const { centreId } = asked.closure;
    const date = asked.ended.added ? await this.takeAdded(tx, now, asked) : asked.ended.date;
    await this.ledger.lift(tx, centreId, [date]);
    await updateDate(tx, centreId, date);
    await this.ledger.lay(tx, centreId, [date]);
  }

  /** The time that is closed in addition is taken like that of a new closure. */
  private async takeAdded(
    tx: Tx,
    now: RulesNow,
    asked: { closure: Closure; ended: NewEnd; choices: readonly Choice[]; actor: Actor },
  ): Promise<ClosureDate> {
    const { closure, ended, choices, actor } = asked;
    const { plan } = now;
    const place = { plan, zone: zoneOf(plan, closure) };
    const spans = ended.added ? [ended.added] : [];
    const met = await this.closures.meeting(tx, { centreId: closure.centreId, ...place, spans });
    refuseOverlap(metBesides(met, ended.date), plan.timeZone);
    await this.rules.carryOut(tx, { change: closureChange(now, { zone: place.zone, spans }), choices, actor });
    const claims = await claimsInside(tx, place, spans);
    await requireAllowed(tx, place, { claims, choices, kept: ended.date.kept, at: this.clock.now() });
    return keepingInside([ended.date], claims)[0] ?? ended.date;
  }

  private async record(tx: Tx, plan: Plan, { action, before, after, actor }: Recorded): Promise<Changed> {
    const { centreId, id } = after;
    const at = this.clock.now();
    await updateClosure(tx, after);
    const view = { closure: after, dates: await datesOfClosure(tx, centreId, id) };
    const shown = (one: ClosureView): object => closureAnswer(one, { plan, showKept: true });
    const subject = { subjectKind: 'closure', subjectId: id };
    const reason = after.reason;
    await writeAudit(tx, {
      centreId,
      at,
      actor,
      action,
      ...subject,
      reason,
      before: shown(before),
      after: shown(view),
    });
    await writeOutbox(tx, { centreId, at, kind: action, subjectId: id, payload: { zone: zoneOf(plan, after).code } });
    return { ...view, plan };
  }

  private minute(): Instant {
    return wholeMinute(this.clock.now());
  }
}

const metBesides = <T extends { readonly date: string }>(met: readonly T[], own: ClosureDate): T[] =>
  met.filter(({ date }) => date !== own.id);

function requireActive({ status }: Closure): void {
  if (status !== 'active') throw new Problem('conflict', 'This closure is cancelled.');
}

function zoneOf(plan: Plan, { zoneId }: Closure): Zone {
  const zone = plan.byId.get(zoneId);
  if (!zone) throw notFound('zone of this closure');
  return zone;
}
