import { Injectable } from '@nestjs/common';
import type { Actor, OperatorRole } from '../accounts/actor.js';
import { hashSecret, newSecret } from '../accounts/secrets.js';
import { writeAudit } from '../audit/audit.js';
import { Clock } from '../platform/clock.js';
import { InjectSettings } from '../platform/config/settings.token.js';
import type { Settings } from '../platform/config/settings.js';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { newId } from '../platform/ids.js';
import { notFound, Problem } from '../platform/problems/problem.js';
import { asInstant } from '../scheduling/time.js';
import { HOUR, type Instant } from '../scheduling/time.types.js';
import { deleteInvitation, insertInvitation, MAX_OPEN, openInvitations, type Invitation } from './invitation.store.js';
import { lockMembers, requireManages, requireStillManages } from './members.service.js';
import type { Operator } from './operator.store.js';

interface Call {
  readonly actor: Actor;
  readonly operator: Operator;
}

export interface IssuedInvitation {
  readonly id: string;
  /** Path of the page that takes it; the secret in it is not stored and cannot be shown again. */
  readonly url: string;
  readonly expiresAt: Instant;
}

/** Invitations into an operator, as those who look after its people make and revoke them. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  list(call: Call): Promise<Invitation[]> {
    requireManages(call);
    return openInvitations(this.reader, call.operator, this.clock.now());
  }

  /** Throws `conflict` when the operator has ended, or too many of its invitations are open. */
  async issue(call: Call, { role, label }: { role: OperatorRole; label: string }): Promise<IssuedInvitation> {
    requireManages(call);
    const { actor, operator } = call;
    const at = this.clock.now();
    const expiresAt = asInstant(at + this.settings.linkHours * HOUR);
    const invitation: Invitation = { id: newId(at), role, label, createdAt: at, expiresAt };
    const secret = newSecret();
    await this.unitOfWork.run(async (tx) => {
      await lockMembers(tx, operator);
      await requireStillManages(tx, call);
      await requireRoom(tx, operator, at);
      await insertInvitation(tx, operator, { invitation, hash: hashSecret(secret), createdBy: actor.id });
      await record(tx, call, { at, action: 'operator.invited', after: { id: invitation.id, role, label } });
    });
    return { id: invitation.id, url: `/invitation/${secret}`, expiresAt };
  }

  async revoke(call: Call, { id, role, label }: Invitation): Promise<void> {
    requireManages(call);
    await this.unitOfWork.run(async (tx) => {
      await lockMembers(tx, call.operator);
      await requireStillManages(tx, call);
      if (!(await deleteInvitation(tx, call.operator, id))) throw notFound('open invitation of this id');
      await record(tx, call, {
        at: this.clock.now(),
        action: 'operator.invitation-revoked',
        before: { id, role, label },
      });
    });
  }
}

async function requireRoom(tx: Tx, operator: Operator, at: Instant): Promise<void> {
  const now = await tx.one<{ status: string }>('SELECT status FROM operators WHERE centre_id = ? AND id = ?', [
    operator.centreId,
    operator.id,
  ]);
  if (now?.status === 'ended') throw new Problem('conflict', 'This operator has ended; nobody acts for it any more.');
  const open = await openInvitations(tx, operator, at);
  if (open.length >= MAX_OPEN) {
    throw new Problem('conflict', `${MAX_OPEN} invitations are open already; revoke some that are not needed.`);
  }
}

function record(
  tx: Tx,
  { actor, operator: { centreId, id: subjectId } }: Call,
  entry: { at: Instant; action: string; before?: object; after?: object },
): Promise<void> {
  return writeAudit(tx, { centreId, actor, subjectKind: 'operator', subjectId, ...entry });
}
