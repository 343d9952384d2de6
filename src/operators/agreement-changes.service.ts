import { Injectable } from '@nestjs/common';
import type { Actor } from '../accounts/actor.js';
import { RuleChanges } from '../hours/rule-changes.js';
import { refusalAnswer } from '../hours/refusal-answer.js';
import { Clock } from '../platform/clock.js';
import { Reader, type Queries } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import { requireVersion } from '../platform/http/etag.js';
import { badInput, notFound, Problem } from '../platform/problems/problem.js';
import type { AgreementFacts } from '../scheduling/agreements.types.js';
import type { WallDate } from '../scheduling/time.types.js';
import type { Plan } from '../scheduling/zones.types.js';
import { affectedBookingAnswer, readAgreementChoices, requireAgreementChoices } from './agreement-choices.js';
import { recordAgreement, type AgreementEntry } from './agreement.answer.js';
import { AgreementImpact, type AgreementChange, type AgreementChoice } from './agreement-impact.js';
import { readAgreement, requireNoOverlap, writtenTerms } from './agreement.request.js';
import { deleteAgreement, factsOf, findAgreement, updateAgreement, type Agreement } from './agreement.store.js';
import type { AgreementNow } from './agreements.service.js';
import type { ChangeAgreementBody } from './dto/agreement.dto.js';
import type { AffectedBookingAnswer, EndAgreementBody } from './dto/agreement-life.dto.js';
import { HoldLedger } from './hold-ledger.js';
import { OperatorsWorld, type OperatorsView } from './operators.world.js';
import { todayOf } from './standings.js';

export interface AgreementCall {
  readonly actor: Actor;
  readonly agreement: Agreement;
  readonly ifMatch: number | null;
}

/** What an agreement shall become; null when it is taken away before it begins. */
type Altered = (before: Agreement, now: AgreementNow) => Agreement | null;

interface Alteration {
  readonly call: AgreementCall;
  readonly altered: Altered;
  readonly action: AgreementEntry['action'];
  readonly choices: readonly AgreementChoice[];
  readonly reason?: string;
}

/** Changes, early ends: what an agreement's bookings lose is seen first, and each of them needs a choice. */
@Injectable()
export class AgreementChangesService {
  constructor(
    private readonly reader: Reader,
    private readonly world: OperatorsWorld,
    private readonly rules: RuleChanges,
    private readonly impact: AgreementImpact,
    private readonly holds: HoldLedger,
    private readonly clock: Clock,
  ) {}

  previewChange(call: AgreementCall, body: ChangeAgreementBody): Promise<AffectedBookingAnswer[]> {
    return this.preview(call, changedBy(body));
  }

  /** Throws `stale`, `bad-input`, `conflict`, `choices-needed`, or `refused` when something does not fit. */
  change(call: AgreementCall, body: ChangeAgreementBody): Promise<Agreement> {
    const choices = readAgreementChoices(body.choices ?? []);
    return this.alter({ call, altered: changedBy(body), action: 'changed', choices });
  }

  previewEnd(call: AgreementCall, body: EndAgreementBody): Promise<AffectedBookingAnswer[]> {
    return this.preview(call, endedBy(body));
  }

  /** Throws like `change`. Before its first day it is taken away as if it had never been made. */
  end(call: AgreementCall, body: EndAgreementBody): Promise<Agreement> {
    const choices = readAgreementChoices(body.choices ?? []);
    const action = body.on < call.agreement.from ? 'withdrawn' : 'ended';
    return this.alter({ call, altered: endedBy(body), action, choices, reason: body.reason });
  }

  private async preview(call: AgreementCall, altered: Altered): Promise<AffectedBookingAnswer[]> {
    const { plan } = await this.rules.now(call.agreement.centreId);
    const { change } = await this.read(this.reader, { call, altered, plan });
    const affected = await this.impact.affected(this.reader, change);
    return affected.map((one) => affectedBookingAnswer(one, plan.timeZone));
  }

  private alter(alteration: Alteration): Promise<Agreement> {
    const { call, choices, action, reason } = alteration;
    return this.rules.make(call.agreement.centreId, async (tx, { plan }) => {
      const { before, after, change } = await this.read(tx, { ...alteration, plan });
      requireAgreementChoices(await this.impact.affected(tx, change), choices, plan.timeZone);
      await this.carryOut(tx, change, choices);
      if (after) await updateAgreement(tx, after);
      else await deleteAgreement(tx, before);
      await this.holds.replace(tx, plan, change);
      const { operators } = change;
      const entry = { plan, operators, actor: call.actor, at: change.at, action, before, after };
      await recordAgreement(tx, { ...entry, ...(reason === undefined ? {} : { reason }) });
      return after ?? before;
    });
  }

  /** The agreement before and after, and what that means, as it stands in `queries`. */
  private async read(
    queries: Queries | Tx,
    { call, altered, plan }: Pick<Alteration, 'call' | 'altered'> & { plan: Plan },
  ): Promise<{ before: Agreement; after: Agreement | null; change: AgreementChange }> {
    const before = await findAgreement(queries, plan.centreId, call.agreement.id);
    if (!before) throw notFound('agreement of this id');
    requireVersion(call.ifMatch, before.version);
    const at = this.clock.now();
    const today = todayOf(at, plan);
    if (before.until < today) throw new Problem('conflict', `This agreement was over on ${before.until}.`);
    const operators = await this.world.of(plan);
    const after = altered(before, { plan, operators, today });
    const facts = { before: factsOf(plan, before), after: after && factsOf(plan, after) };
    if (facts.after) requireNoOverlap(facts.after, { plan, operators });
    const change = { plan, ...facts, operators: operatorsAfter(operators, facts), actor: call.actor, at };
    return { before, after, change };
  }

  private async carryOut(tx: Tx, change: AgreementChange, choices: readonly AgreementChoice[]): Promise<void> {
    if (choices.length === 0) return;
    const { refused } = await this.impact.apply(tx, change, choices);
    if (refused.length === 0) return;
    throw new Problem('refused', 'Some bookings can’t be handed over as chosen; nothing was changed.', {
      bookings: refused.map(({ booking, refusals }) => ({
        booking,
        refusals: refusals.map((refusal) => refusalAnswer(refusal, change.plan.timeZone)),
      })),
    });
  }
}

const changedBy =
  (body: ChangeAgreementBody): Altered =>
  (before, { plan, today }) => {
    const zones = body.zones ?? before.zoneIds.flatMap((id) => plan.byId.get(id)?.code ?? []);
    const { kind, from } = before;
    const terms = { ...before.terms, ...writtenTerms(body) };
    const read = readAgreement({ kind, zones, from, until: body.until ?? before.until, terms }, { plan, today });
    const note = body.note === undefined ? before.note : body.note;
    return { ...before, ...read, note, version: before.version + 1 };
  };

const endedBy =
  ({ on, reason }: EndAgreementBody): Altered =>
  (before, { today }) => {
    if (on < today) throw badInput([{ pointer: '/on', detail: `${on} is past; the earliest is today, ${today}` }]);
    if (on >= before.until) throw new Problem('conflict', `This agreement ends on ${before.until} anyway.`);
    if (on < before.from) return null;
    return { ...before, until: on as WallDate, endedReason: reason, version: before.version + 1 };
  };

/** The operators with one agreement in its new state. */
function operatorsAfter(
  operators: OperatorsView,
  { before, after }: { before: AgreementFacts; after: AgreementFacts | null },
): OperatorsView {
  const own = operators.agreementsOf.get(before.operatorId) ?? [];
  const then = own.flatMap((one) => (one.id === before.id ? (after ?? []) : one));
  return { ...operators, agreementsOf: new Map([...operators.agreementsOf, [before.operatorId, then]]) };
}
