import { Injectable } from '@nestjs/common';
import { operatorsAt, type Actor } from '../accounts/actor.js';
import { canEverywhere } from '../accounts/permissions.js';
import { PlanCache } from '../centres/plan.js';
import { RuleChanges } from '../hours/rule-changes.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import { decodeCursor } from '../platform/http/cursor.js';
import { DEFAULT_LIMIT, pageOf, type Page } from '../platform/http/page.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problems/problem.js';
import { isInForce } from '../scheduling/agreements.js';
import { addDays, formatInstant } from '../scheduling/time.js';
import type { Instant, WallDate } from '../scheduling/time.types.js';
import type { Plan } from '../scheduling/zones.types.js';
import { agreementAnswer, recordAgreement } from './agreement.answer.js';
import { readAgreement, requireNoOverlap, writtenTerms } from './agreement.request.js';
import { agreementsById, factsOf, insertAgreement, type Agreement } from './agreement.store.js';
import type { AgreementAnswer, AgreementsQuery, NewAgreementBody } from './dto/agreement.dto.js';
import type { RenewAgreementBody } from './dto/agreement-life.dto.js';
import { HoldLedger } from './hold-ledger.js';
import { OperatorsWorld, type OperatorsView } from './operators.world.js';
import { todayOf } from './standings.js';

export interface AgreementNow {
  readonly plan: Plan;
  readonly operators: OperatorsView;
  readonly today: WallDate;
}

const MOST_VERSIONS = 200;

/** Agreements between the centre and its operators: which there are, and new ones. */
@Injectable()
export class AgreementsService {
  constructor(
    private readonly reader: Reader,
    private readonly plans: PlanCache,
    private readonly world: OperatorsWorld,
    private readonly rules: RuleChanges,
    private readonly holds: HoldLedger,
    private readonly clock: Clock,
  ) {}

  async now(centreId: number): Promise<AgreementNow> {
    return this.in(await this.plans.get(centreId));
  }

  /** By their making. All for the back office; tenants get those of the operators they act for. */
  async list(actor: Actor, centreId: number, query: AgreementsQuery): Promise<Page<AgreementAnswer>> {
    const now = await this.now(centreId);
    const { cursor, limit = DEFAULT_LIMIT } = query;
    const [after] = cursor === undefined ? [''] : decodeCursor(cursor, ['string']);
    const ids = wanted(now, { actor, query }).filter((id) => id > String(after));
    const rows = await agreementsById(this.reader, centreId, ids.slice(0, limit + 1));
    return pageOf(rows, { limit, keyOf: ({ id }) => [id], toItem: (agreement) => agreementAnswer(agreement, now) });
  }

  async read(agreement: Agreement): Promise<AgreementAnswer> {
    return agreementAnswer(agreement, await this.now(agreement.centreId));
  }

  /** All that was changed of it, from the audit log; the actors' names for the centre only. */
  async versions(actor: Actor, { centreId, id }: Agreement): Promise<object[]> {
    const { plan } = await this.now(centreId);
    const rows = await this.reader.all<VersionRow>(
      `SELECT at, actor_name, action, reason, before, after FROM audit_log
       WHERE centre_id = ? AND subject_id = ? AND subject_kind = 'agreement' ORDER BY id DESC LIMIT ${MOST_VERSIONS}`,
      [centreId, id],
    );
    const withNames = canEverywhere(actor, 'agreements.read', centreId);
    return rows.toReversed().map(({ at, actor_name: by, action, reason, before, after }) => ({
      at: formatInstant(at as Instant, plan.timeZone),
      ...(withNames && { by }),
      ...{ action, reason },
      before: before === null ? null : (JSON.parse(before) as object),
      after: after === null ? null : (JSON.parse(after) as object),
    }));
  }

  /** Throws `bad-input`, `conflict` beside another agreement, and `refused` when standing units don't fit. */
  async create({ actor, centreId }: { actor: Actor; centreId: number }, body: NewAgreementBody): Promise<Agreement> {
    return this.rules.make(centreId, async (tx, { plan }) => {
      const now = await this.in(plan);
      const operator = now.operators.byCode.get(body.operator);
      const unknown = { pointer: '/operator', detail: `there is no operator ${body.operator} in this centre` };
      const { kind, zones, from, until } = body;
      const written = { kind, zones, from, until, terms: writtenTerms(body) };
      const read = readAgreement(written, { ...now, more: operator ? [] : [unknown] });
      const operatorId = operator?.id ?? '';
      const note = body.note ?? null;
      return this.insert(tx, { actor, now, given: { ...read, centreId, operatorId, kind, note, renews: null } });
    });
  }

  /** The agreement that follows one, with the same terms. Throws like `create`. */
  async renew(
    { actor, agreement }: { actor: Actor; agreement: Agreement },
    body: RenewAgreementBody,
  ): Promise<Agreement> {
    return this.rules.make(agreement.centreId, async (tx, { plan }) => {
      const now = await this.in(plan);
      const [standing = agreement] = await agreementsById(tx, agreement.centreId, [agreement.id]);
      const { centreId, operatorId, kind, zoneIds, note, terms, id: renews } = standing;
      const zones = zoneIds.flatMap((id) => plan.byId.get(id)?.code ?? []);
      const from = body.from ?? addDays(standing.until, 1);
      const read = readAgreement({ kind, zones, from, until: body.until, terms: { ...terms } }, now);
      return this.insert(tx, { actor, now, given: { ...read, centreId, operatorId, kind, note, renews } });
    });
  }

  private async insert(
    tx: Tx,
    { actor, now, given }: { actor: Actor; now: AgreementNow; given: NewAgreement },
  ): Promise<Agreement> {
    const at = this.clock.now();
    const agreement: Agreement = { ...given, id: newId(at), endedReason: null, createdAt: at, version: 1 };
    const facts = factsOf(now.plan, agreement);
    if (now.operators.byId.get(given.operatorId)?.status === 'ended') {
      throw new Problem('conflict', 'This operator has ended; nobody acts for it any more.');
    }
    requireNoOverlap(facts, now);
    await insertAgreement(tx, agreement);
    await this.holds.replace(tx, now.plan, { before: null, after: facts });
    const action = agreement.renews === null ? 'created' : 'renewed';
    await recordAgreement(tx, { ...now, actor, at, action, before: null, after: agreement });
    return agreement;
  }

  private async in(plan: Plan): Promise<AgreementNow> {
    return { plan, operators: await this.world.of(plan), today: todayOf(this.clock.now(), plan) };
  }
}

type NewAgreement = Omit<Agreement, 'id' | 'endedReason' | 'createdAt' | 'version'>;

interface VersionRow {
  readonly at: number;
  readonly actor_name: string;
  readonly action: string;
  readonly reason: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

/** Ids of the agreements that are asked for and the actor's to know of, by their making. */
function wanted(
  { plan, operators }: AgreementNow,
  { actor, query }: { actor: Actor; query: AgreementsQuery },
): string[] {
  const own = new Set(operatorsAt(actor, plan.centreId).map(({ operatorId }) => operatorId));
  const seesAll = canEverywhere(actor, 'agreements.read', plan.centreId);
  const zone = query.zone === undefined ? undefined : plan.byCode.get(query.zone);
  return [...operators.agreementsOf.values()]
    .flat()
    .filter(({ operatorId }) => seesAll || own.has(operatorId))
    .filter((one) => query.operator === undefined || operators.byCode.get(query.operator)?.id === one.operatorId)
    .filter(({ zones }) => query.zone === undefined || (zone !== undefined && zones.has(zone.id)))
    .filter((one) => query.on === undefined || isInForce(one, query.on as WallDate))
    .map(({ id }) => id)
    .sort();
}
