import { Injectable } from '@nestjs/common';
import { lockPeople, requireManages, requireOtherAdmin, requireStillAdmin } from '../accounts/people.rules.js';
import type { Actor } from '../accounts/actor.js';
import { writeAudit } from '../audit/audit.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/database/sql.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { writeOutbox } from '../platform/outbox/outbox.js';
import { notFound, Problem } from '../platform/problems/problem.js';
import type { Instant } from '../scheduling/time.types.js';
import { accountOfCentre, type Account } from './account.js';

/** Stands wherever the name of a forgotten person stood. */
export const FORGOTTEN = 'forgotten';

/** Rows that are nobody's but the person's. */
const OWN_ROWS = ['sessions', 'tokens', 'one_time_links', 'memberships', 'operator_members', 'notices'] as const;

const ADMIN_OF = `SELECT centre_id FROM memberships WHERE user_id = ? AND role = 'admin' ORDER BY centre_id`;

/** Removes a person from the books: what they did stays, under an id that names nobody. */
@Injectable()
export class AccountForget {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws `forbidden` unless the actor has every right that the account has; `conflict` for an owner, for oneself and
   * for the last admin of a centre.
   */
  async forget(call: { readonly actor: Actor; readonly centreId: number; readonly id: string }): Promise<void> {
    const { actor, centreId, id } = call;
    const at = this.clock.now();
    await this.unitOfWork.run(async (tx) => {
      await lockPeople(tx, centreId);
      await requireStillAdmin(tx, actor, centreId);
      const account = await accountOfCentre(tx, centreId, id);
      if (!account) throw notFound('account of this id in this centre');
      await requireManages(tx, { actor, person: account });
      await requireForgettable(tx, actor, account);
      await removeAccount(tx, account, at);
      await scrubLog(tx, account);
      await writeAudit(tx, { centreId, at, actor, action: 'person.forgotten', subjectKind: 'person', subjectId: id });
      await writeOutbox(tx, { centreId, at, kind: 'person.forgotten', subjectId: id, payload: {} });
    });
  }
}

async function requireForgettable(tx: Tx, actor: Actor, account: Account): Promise<void> {
  if (account.id === actor.id) throw new Problem('conflict', 'Another admin has to do this for you.');
  if (account.isOwner) throw new Problem('conflict', 'This account is an owner; take that away first.');
  for (const { centre_id: centreId } of await tx.all<{ centre_id: number }>(ADMIN_OF, [account.id])) {
    await lockPeople(tx, centreId);
    await requireOtherAdmin(tx, centreId, account.id);
  }
}

async function removeAccount(tx: Tx, { id, login }: Account, at: Instant): Promise<void> {
  for (const table of OWN_ROWS) await tx.run(`DELETE FROM ${table} WHERE user_id = ?`, [id]);
  await tx.run('DELETE FROM idempotency_keys WHERE actor_id = ?', [id]);
  await tx.run('DELETE FROM login_failures WHERE subject = ?', [`login:${login}`]);
  await tx.run(
    'UPDATE users SET login = ?, name = ?, password_hash = NULL, locked_at = ?, version = version + 1 WHERE id = ?',
    [`${FORGOTTEN}-${id}`, FORGOTTEN, at, id],
  );
}

/** The log keeps who did what by id: names of the person go, as doer and as the one it was done to. */
async function scrubLog(tx: Tx, { id }: Account): Promise<void> {
  await tx.run('UPDATE audit_log SET actor_name = ? WHERE actor_id = ?', [FORGOTTEN, id]);
  const rows = await tx.all<{ centre_id: number; id: string; before: string | null; after: string | null }>(
    `SELECT centre_id, id, before, after FROM audit_log WHERE subject_kind = 'person' AND subject_id = ?
     AND (before IS NOT NULL OR after IS NOT NULL)`,
    [id],
  );
  for (const row of rows) {
    await tx.run('UPDATE audit_log SET before = ?, after = ? WHERE centre_id = ? AND id = ?', [
      unnamed(row.before),
      unnamed(row.after),
      row.centre_id,
      row.id,
    ]);
  }
}

function unnamed(text: string | null): string | null {
  if (text === null) return null;
  const state = JSON.parse(text) as Record<string, unknown>;
  const { login, name } = state;
  return JSON.stringify({
    ...state,
    ...(login === undefined ? {} : { login: FORGOTTEN }),
    ...(name === undefined ? {} : { name: FORGOTTEN }),
  });
}
