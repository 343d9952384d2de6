import { Injectable } from '@nestjs/common';
import { operatorsAt, type Actor, type OperatorRole } from '../accounts/actor.js';
import { canEverywhere } from '../accounts/permissions.js';
import { requireStillAdmin } from '../accounts/people.rules.js';
import { writeAudit } from '../audit/audit.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { decodeCursor } from '../platform/http/cursor.js';
import { requireVersion } from '../platform/http/etag.js';
import { DEFAULT_LIMIT, pageOf, type Page, type PageQuery } from '../platform/http/page.js';
import { writeOutbox } from '../platform/outbox/outbox.js';
import { notFound, Problem } from '../platform/problems/problem.js';
import type { Instant } from '../scheduling/time.types.js';
import { memberOf, membersOf, type Member, type Operator } from './operator.store.js';

export interface MemberCall {
  readonly actor: Actor;
  readonly operator: Operator;
  readonly member: Member;
}

/** The people who act for an operator. */
@Injectable()
export class MembersService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  async list(call: Omit<MemberCall, 'member'>, { cursor, limit = DEFAULT_LIMIT }: PageQuery): Promise<Page<Member>> {
    requireManages(call);
    const [after] = cursor === undefined ? [''] : decodeCursor(cursor, ['string']);
    const rows = await membersOf(this.reader, call.operator, { after: String(after), limit: limit + 1 });
    return pageOf(rows, { limit, keyOf: ({ login }) => [login], toItem: (member) => member });
  }

  /** Throws `stale`, and `conflict` when a manager would leave the operator without one. */
  async change(call: MemberCall, role: OperatorRole, ifMatch: number | null): Promise<Member> {
    return this.unitOfWork.run(async (tx) => {
      const before = await this.forChange(tx, call);
      requireVersion(ifMatch, before.version);
      if (before.role === role) return before;
      if (before.role === 'manager') await requireOtherManager(tx, call);
      const { operator } = call;
      await tx.run('UPDATE operator_members SET role = ? WHERE centre_id = ? AND operator_id = ? AND user_id = ?', [
        role,
        operator.centreId,
        operator.id,
        before.id,
      ]);
      await tx.run('UPDATE users SET version = version + 1 WHERE id = ?', [before.id]);
      const after = { ...before, role, version: before.version + 1 };
      const at = this.clock.now();
      await recordMember(tx, { ...call, at, action: 'operator.member-changed', before, after });
      return after;
    });
  }

  /** The account itself stays, with what it has booked. Throws `conflict` like `change`. */
  async remove(call: MemberCall): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const before = await this.forChange(tx, call);
      if (before.role === 'manager') await requireOtherManager(tx, call);
      const { operator } = call;
      await tx.run('DELETE FROM operator_members WHERE centre_id = ? AND operator_id = ? AND user_id = ?', [
        operator.centreId,
        operator.id,
        before.id,
      ]);
      const at = this.clock.now();
      await recordMember(tx, { ...call, at, action: 'operator.member-removed', before, after: null });
    });
  }

  /** The member as they are now, with the operator's people held still and the actor asked once more. */
  private async forChange(tx: Tx, call: MemberCall): Promise<Member> {
    requireManages(call);
    await lockMembers(tx, call.operator);
    await requireStillManages(tx, call);
    const member = await memberOf(tx, call.operator, call.member.id);
    if (!member) throw notFound('member of this id');
    return member;
  }
}

/** Changes of one operator's people wait for each other, so that two managers can't remove one another at once. */
export async function lockMembers(tx: Tx, { centreId, id }: Pick<Operator, 'centreId' | 'id'>): Promise<void> {
  if (tx.engine !== 'postgres') return;
  await tx.all('SELECT id FROM operators WHERE centre_id = ? AND id = ? FOR NO KEY UPDATE', [centreId, id]);
}

/** The centre's admins manage every operator's people, and its own managers do. Throws `forbidden` for others. */
export function requireManages({ actor, operator }: Omit<MemberCall, 'member'>): void {
  if (canEverywhere(actor, 'operators.members', operator.centreId) || managesItself(actor, operator)) return;
  throw new Problem('forbidden', 'Only managers of this operator and admins of the centre look after its people.');
}

const managesItself = (actor: Actor, { centreId, id }: Operator): boolean =>
  operatorsAt(actor, centreId).some(({ operatorId, role }) => operatorId === id && role === 'manager');

/** The guard has asked before; but since then the actor may have lost the role to the very person they act upon. */
export async function requireStillManages(tx: Tx, { actor, operator }: Omit<MemberCall, 'member'>): Promise<void> {
  if (canEverywhere(actor, 'operators.members', operator.centreId)) {
    return requireStillAdmin(tx, actor, operator.centreId);
  }
  const own = await memberOf(tx, operator, actor.id);
  if (own?.role !== 'manager') throw new Problem('forbidden', 'You are no longer a manager of this operator.');
}

/** An admin may leave an operator without a manager, since they can invite one; a manager would lock everybody out. */
async function requireOtherManager(tx: Tx, { actor, operator, member }: MemberCall): Promise<void> {
  if (canEverywhere(actor, 'operators.members', operator.centreId)) return;
  const other = await tx.one(
    `SELECT 1 AS one FROM operator_members m JOIN users u ON u.id = m.user_id
     WHERE m.centre_id = ? AND m.operator_id = ? AND m.role = 'manager' AND u.locked_at IS NULL AND m.user_id <> ?`,
    [operator.centreId, operator.id, member.id],
  );
  if (other) return;
  throw new Problem(
    'conflict',
    'This is the operator’s last manager; make somebody else manager first, or ask an admin of the centre.',
  );
}

export interface MemberChange {
  readonly actor: Pick<Actor, 'id' | 'name'>;
  readonly operator: Pick<Operator, 'centreId' | 'id' | 'code'>;
  readonly at: Instant;
  readonly action: string;
  readonly before?: Member | null;
  readonly after?: Member | null;
}

/** Audit and outbox of one change of an operator's people. */
export async function recordMember(tx: Tx, change: MemberChange): Promise<void> {
  const { actor, at, action, before, after } = change;
  const { centreId, id: subjectId, code } = change.operator;
  await writeAudit(tx, { centreId, at, actor, action, subjectKind: 'operator', subjectId, before, after });
  const payload = { operator: code };
  await writeOutbox(tx, { centreId, at, kind: action, subjectId, payload });
}
