import { Injectable } from '@nestjs/common';
import type { Actor, OperatorStatus } from '../accounts/actor.js';
import { canEverywhere } from '../accounts/permissions.js';
import { writeAudit } from '../audit/audit.js';
import { RuleChanges } from '../hours/rule-changes.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import { decodeCursor } from '../platform/http/cursor.js';
import { requireVersion } from '../platform/http/etag.js';
import { DEFAULT_LIMIT, pageOf, type Page, type PageQuery } from '../platform/http/page.js';
import { newId } from '../platform/ids.js';
import { writeOutbox } from '../platform/outbox/outbox.js';
import { notFound, Problem } from '../platform/problems/problem.js';
import type { Plan } from '../scheduling/zones.types.js';
import { endInvitations } from './invitation.store.js';
import {
  boundUntil,
  datesAhead,
  insertOperator,
  operatorById,
  operatorsByCode,
  updateOperator,
  type Operator,
  type OperatorFields,
} from './operator.store.js';
import { todayOf } from './standings.js';

export type NewOperator = Pick<Operator, 'code' | 'name' | 'nameEn' | 'kind'> &
  Partial<Pick<Operator, 'contact' | 'note'>>;

/** To which status each may be set by hand; a new one also becomes active when its first person joins. */
const NEXT: Readonly<Record<OperatorStatus, readonly OperatorStatus[]>> = {
  invited: ['active', 'ended'],
  active: ['suspended', 'ended'],
  suspended: ['active', 'ended'],
  ended: [],
};

/** Organisations that are tenants of a centre. Who they are is part of its rules: bookings are decided against it. */
@Injectable()
export class OperatorsService {
  constructor(
    private readonly reader: Reader,
    private readonly rules: RuleChanges,
    private readonly clock: Clock,
  ) {}

  /** All for the centre's people; for everybody else those they act for. */
  async list(actor: Actor, centreId: number, { cursor, limit = DEFAULT_LIMIT }: PageQuery): Promise<Page<Operator>> {
    const [after] = cursor === undefined ? [''] : decodeCursor(cursor, ['string']);
    const member = canEverywhere(actor, 'operators.read', centreId) ? null : actor.id;
    const rows = await operatorsByCode(this.reader, centreId, { after: String(after), limit: limit + 1, member });
    return pageOf(rows, { limit, keyOf: ({ code }) => [code], toItem: (operator) => operator });
  }

  /** Throws `conflict` when the code is taken. */
  async create(call: { actor: Actor; centreId: number }, given: NewOperator): Promise<Operator> {
    const at = this.clock.now();
    const { contact = {}, note = null, ...fields } = given;
    const created = { centreId: call.centreId, id: newId(at), createdAt: at, status: 'invited' as const, version: 1 };
    const operator: Operator = { ...fields, contact: { ...contact }, note, ...created };
    return this.rules.make(call.centreId, async (tx) => {
      if (!(await insertOperator(tx, operator))) {
        throw new Problem('conflict', `There is an operator ${given.code} in this centre already.`);
      }
      await recordOperator(tx, { actor: call.actor, at, action: 'operator.created', before: null, after: operator });
      return operator;
    });
  }

  /** Throws `stale`, and `conflict` for a status that can't follow, or when agreements or bookings forbid to end it. */
  async change(
    call: { actor: Actor; operator: Operator; ifMatch: number | null },
    changes: Partial<OperatorFields>,
  ): Promise<Operator> {
    const { centreId, id } = call.operator;
    return this.rules.make(centreId, async (tx, { plan }) => {
      const before = await operatorById(tx, centreId, id);
      if (!before) throw notFound('operator of this name');
      requireVersion(call.ifMatch, before.version);
      const after = { ...before, ...changes, version: before.version + 1 };
      if (after.status !== before.status) await this.requireNext(tx, { before, status: after.status, plan });
      await updateOperator(tx, after);
      if (after.status === 'ended') await endInvitations(tx, after);
      const action = after.status === before.status ? 'operator.changed' : `operator.${after.status}`;
      await recordOperator(tx, { actor: call.actor, at: this.clock.now(), action, before, after });
      return after;
    });
  }

  private async requireNext(
    tx: Tx,
    { before, status, plan }: { before: Operator; status: OperatorStatus; plan: Plan },
  ): Promise<void> {
    if (!NEXT[before.status].includes(status)) {
      throw new Problem('conflict', `An operator that is ${before.status} can't become ${status}.`);
    }
    if (status !== 'ended') return;
    const now = this.clock.now();
    const until = await boundUntil(tx, before, todayOf(now, plan));
    if (until !== null) {
      throw new Problem('conflict', `It has an agreement until ${until}; end its agreements first.`);
    }
    const dates = await datesAhead(tx, before, now);
    if (dates > 0) throw new Problem('conflict', `${dates} dates are still booked in its name; cancel them first.`);
  }
}

export interface OperatorChange {
  readonly actor: Pick<Actor, 'id' | 'name'>;
  readonly at: Operator['createdAt'];
  readonly action: string;
  readonly before: Operator | null;
  readonly after: Operator;
}

/** Audit and outbox of one change of an operator. Of the contact the log keeps only which parts there are. */
export async function recordOperator(tx: Tx, { actor, at, action, before, after }: OperatorChange): Promise<void> {
  const { centreId, id: subjectId, code } = after;
  const subject = { subjectKind: 'operator', subjectId };
  await writeAudit(tx, {
    ...{ centreId, at, actor, action, ...subject },
    before: before && pictureOf(before),
    after: pictureOf(after),
  });
  await writeOutbox(tx, { centreId, at, kind: action, subjectId, payload: { operator: code } });
}

const pictureOf = ({ code, name, nameEn, kind, contact, status, note }: Operator): object => ({
  ...{ code, name, nameEn, kind, status, note },
  contact: Object.keys(contact),
});
