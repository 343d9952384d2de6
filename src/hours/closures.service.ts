import { Injectable } from '@nestjs/common';
import type { Actor } from '../accounts/actor.js';
import { writeAudit } from '../audit/audit.js';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import { newId } from '../platform/ids.js';
import { writeOutbox } from '../platform/outbox/outbox.js';
import type { Plan } from '../scheduling/zones.types.js';
import { readChoices } from './choices.js';
import { closureAnswer, type ClosureView } from './closure-answer.js';
import type { ClosureDate } from './closure-dates.js';
import { ClosureLedger } from './closure-ledger.js';
import { claimsInside, keepingInside, refuseOverlap, requireAllowed } from './closure-occupants.js';
import { ClosureReader } from './closure-reader.js';
import { ClosureRequest, requireZone, type WantedClosure } from './closure-request.js';
import { insertClosure, type Closure } from './closure.store.js';
import type { ClosureBody } from './dto/closure.body.js';
import { RuleChanges, type Impact } from './rule-changes.js';
import type { RuleChange } from './rule-impact.js';
import type { RulesNow } from './world.js';

export interface NewClosure {
  readonly centreId: number;
  readonly body: ClosureBody;
  readonly actor: Actor;
}

/** Closes zones: periods when an open zone may not be used, single or recurring. */
@Injectable()
export class ClosuresService {
  constructor(
    private readonly reader: Reader,
    private readonly rules: RuleChanges,
    private readonly requests: ClosureRequest,
    private readonly closures: ClosureReader,
    private readonly ledger: ClosureLedger,
  ) {}

  /** Whom it would meet. Throws `bad-input` as the real one would, and `refused` where it is closed already. */
  async preview({ centreId, body, actor }: NewClosure): Promise<Impact> {
    const now = await this.rules.now(centreId);
    const { plan } = now;
    const { zone, spans } = this.requests.read(plan, body);
    refuseOverlap(await this.closures.meeting(this.reader, { centreId, plan, zone, spans }), plan.timeZone);
    return this.rules.preview(closureChange(now, { zone, spans }), { actor, withSeries: false });
  }

  /** Throws `bad-input`, `choices-needed`, or `refused` where it is closed already or a choice can't be carried out. */
  async create({ centreId, body, actor }: NewClosure): Promise<ClosureView & { plan: Plan }> {
    const choices = readChoices(body.choices ?? [], { mayShorten: true });
    const wanted = this.requests.read((await this.rules.now(centreId)).plan, body);
    const { at, spans } = wanted;
    return this.rules.make(centreId, async (tx, now) => {
      const { plan } = now;
      const zone = requireZone(plan, body.zone);
      refuseOverlap(await this.closures.meeting(tx, { centreId, plan, zone, spans }), plan.timeZone);
      await this.rules.carryOut(tx, { change: closureChange(now, { zone, spans }), choices, actor });
      const claims = await claimsInside(tx, { plan, zone }, spans);
      await requireAllowed(tx, { plan, zone }, { claims, choices, kept: [], at });
      const closure = closureOf(wanted, { centreId, body, actor });
      const dates = keepingInside(datesOf(wanted, closure), claims);
      await insertClosure(tx, closure);
      await this.ledger.add(tx, centreId, dates);
      await record(tx, { view: { closure, dates }, plan, actor });
      return { closure, dates, plan };
    });
  }
}

/** A closure changes no hours: it only says what time is taken. */
export function closureChange({ plan, hours }: RulesNow, closure: NonNullable<RuleChange['closure']>): RuleChange {
  return { centreId: plan.centreId, plan, hoursBefore: hours, hoursAfter: hours, closure };
}

function closureOf({ at, zone, times, extendedUntil }: WantedClosure, { centreId, body, actor }: NewClosure): Closure {
  return {
    id: newId(at),
    centreId,
    zoneId: zone.id,
    reason: body.reason,
    startWall: times.startWall,
    endWall: times.endWall,
    recurrence: times.recurrence,
    extendedUntil,
    status: 'active',
    createdBy: actor.id,
    createdAt: at,
    version: 1,
  };
}

function datesOf({ at, zone, spans }: WantedClosure, closure: Closure): ClosureDate[] {
  return spans.map(({ start, end }) => ({
    id: newId(at),
    closureId: closure.id,
    zoneId: zone.id,
    start,
    end,
    kept: [],
  }));
}

async function record(tx: Tx, { view, plan, actor }: { view: ClosureView; plan: Plan; actor: Actor }): Promise<void> {
  const { id: subjectId, centreId, createdAt: at, reason } = view.closure;
  const action = 'closure.created';
  const after = closureAnswer(view, { plan, showKept: true });
  await writeAudit(tx, { centreId, at, actor, action, subjectKind: 'closure', subjectId, reason, after });
  const payload = { zone: after.zone, dates: view.dates.length };
  await writeOutbox(tx, { centreId, at, kind: action, subjectId, payload });
}
