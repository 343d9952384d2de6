import { Injectable } from '@nestjs/common';
import type { Actor } from '../accounts/actor.js';
import { writeAudit } from '../audit/audit.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { decodeCursor, encodeCursor } from '../platform/http/cursor.js';
import { requireVersion } from '../platform/http/etag.js';
import { writeOutbox } from '../platform/outbox/outbox.js';
import { badInput, notFound, Problem, type InputFault } from '../platform/problems/problem.js';
import { validatePlan } from '../scheduling/plan.faults.js';
import { checkResolved } from '../scheduling/policy.validate.js';
import { inheritPolicy } from '../scheduling/policy.js';
import { isTimeZone } from '../scheduling/time.js';
import { centreById, centreBySlug, centresAfter, type Centre } from './centre.js';
import { insertCentre, isTimeZoneFree, updateCentre, type CentreFacts } from './centre-rows.js';
import type { ChangeCentreBody, CreateCentreBody } from './dto/centre.body.js';
import { readPlan } from './plan.read.js';
import { mergePolicy, requirePolicy } from './policy-change.js';
import { bumpRules, takeRules } from './rules.js';

const PAGE = 100;

@Injectable()
export class CentresService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  async list(cursor: string | undefined): Promise<{ items: Centre[]; nextCursor?: string }> {
    const after = cursor === undefined ? '' : String(decodeCursor(cursor, ['string'])[0]);
    const found = await centresAfter(this.reader, after, PAGE + 1);
    const items = found.slice(0, PAGE);
    const last = items.at(-1);
    return found.length > PAGE && last ? { items, nextCursor: encodeCursor([last.slug]) } : { items };
  }

  /** Throws `not-found`. */
  async bySlug(slug: string): Promise<Centre> {
    const centre = await centreBySlug(this.reader, slug);
    if (!centre) throw notFound('such centre');
    return centre;
  }

  /** A centre without zones yet. Throws `bad-input`, and `conflict` when the slug is taken. */
  async create(actor: Actor, body: CreateCentreBody): Promise<Centre> {
    requirePolicy(body.policy);
    const facts = { note: null, policy: {}, ...body, nameEn: body.nameEn ?? body.name };
    requireFacts(facts);
    return this.unitOfWork.run(async (tx) => {
      const id = await insertCentre(tx, facts);
      if (id === null) throw new Problem('conflict', `There is a centre ${body.slug} already.`);
      return this.record(tx, { action: 'centre.created', id, actor, before: null });
    });
  }

  async change(
    call: { centre: Centre; actor: Actor; ifMatch: number | null },
    body: ChangeCentreBody,
  ): Promise<Centre> {
    const { actor, ifMatch } = call;
    requirePolicy(body.policy);
    return this.unitOfWork.run(async (tx) => {
      await takeRules(tx, call.centre.id);
      const before = await centreById(tx, call.centre.id);
      if (!before) throw notFound('such centre');
      const facts = { ...before, ...body, policy: mergePolicy(before.policy, body.policy) };
      requireFacts(facts);
      requireVersion(ifMatch, before.version);
      await requireFit(tx, before, facts);
      await updateCentre(tx, before.id, facts);
      await bumpRules(tx, before.id);
      return this.record(tx, { action: 'centre.changed', id: before.id, actor, before });
    });
  }

  private async record(
    tx: Tx,
    change: { action: string; id: number; actor: Actor; before: Centre | null },
  ): Promise<Centre> {
    const { action, id, actor, before } = change;
    const after = await centreById(tx, id);
    if (!after) throw notFound('such centre');
    const at = this.clock.now();
    await writeAudit(tx, {
      centreId: id,
      at,
      actor,
      action,
      subjectKind: 'centre',
      subjectId: after.slug,
      before,
      after,
    });
    await writeOutbox(tx, {
      centreId: id,
      at,
      kind: action,
      subjectId: after.slug,
      payload: { version: after.version },
    });
    return after;
  }
}

function requireFacts({ timeZone, policy }: CentreFacts): void {
  const faults: InputFault[] = checkResolved(inheritPolicy([policy])).map(({ pointer, detail }) => ({
    pointer: `/policy${pointer}`,
    detail,
  }));
  if (!isTimeZone(timeZone)) {
    faults.push({ pointer: '/timeZone', detail: `${timeZone} is no IANA time zone; send one such as Asia/Shanghai` });
  }
  if (faults.length > 0) throw badInput(faults);
}

/** Zones must still add up and their policies still make sense; the zone in which standing instants were made stays. */
async function requireFit(tx: Tx, before: Centre, facts: CentreFacts): Promise<void> {
  const { zones } = await readPlan(tx, before.id);
  const faults = validatePlan({ areaM2: facts.areaM2, policy: facts.policy, zones });
  if (faults.length > 0) {
    throw badInput(
      faults.map(({ zone, field, detail }) => ({ pointer: `/${field}`, detail: zone ? `${zone}: ${detail}` : detail })),
    );
  }
  if (facts.timeZone !== before.timeZone && !(await isTimeZoneFree(tx, before.id))) {
    throw new Problem('conflict', 'The time zone is fixed once something is booked or closed in the centre.');
  }
}
