import { Injectable } from '@nestjs/common';
import type { Actor } from '../accounts/actor.js';
import { hashPassword } from '../accounts/passwords.js';
import { People } from '../accounts/people.js';
import { hashSecret, isSecret } from '../accounts/secrets.js';
import { INSTALLATION, writeAudit } from '../audit/audit.js';
import { bumpRules, takeRules } from '../centres/rules.js';
import { Clock } from '../platform/clock.js';
import { Reader, type Queries } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { notFound, Problem } from '../platform/problems/problem.js';
import type { Instant } from '../scheduling/time.types.js';
import { consumeInvitation, openInvitation, type OpenInvitation } from './invitation.store.js';
import { recordMember } from './members.service.js';
import { insertMember, memberOf, operatorById, updateOperator } from './operator.store.js';
import { recordOperator } from './operators.service.js';

interface Joining {
  readonly hash: string;
  readonly at: Instant;
  readonly person: { readonly id: string; readonly name: string };
}

/** How people join an operator by a one-time link. Unknown, used, expired and revoked links are told alike. */
@Injectable()
export class JoiningService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly people: People,
  ) {}

  look(secret: string): Promise<OpenInvitation> {
    return look(this.reader, secret, this.clock.now());
  }

  /** Joins with the account that is signed in. Throws `conflict` for who acts for the operator already. */
  async accept(actor: Actor, secret: string): Promise<OpenInvitation> {
    const at = this.clock.now();
    return this.unitOfWork.run((tx) => join(tx, secret, { hash: hashSecret(secret), at, person: actor }));
  }

  /** Makes an account and joins with it; it does not sign in. Throws `conflict` when the login is taken. */
  async createAccount(secret: string, given: { login: string; name: string; password: string }) {
    const at = this.clock.now();
    const { login, name, password } = given;
    await this.look(secret);
    const passwordHash = await hashPassword(password);
    return this.unitOfWork.run(async (tx) => {
      await look(tx, secret, at);
      const taken = await tx.one('SELECT 1 AS one FROM users WHERE login = ?', [login]);
      if (taken) throw loginTaken(login);
      const id = await this.people.createUser(tx, { login, name, passwordHash, isOwner: false, memberships: [], at });
      const person = { id, name };
      await requireOwnHash(tx, { id, login, passwordHash });
      await join(tx, secret, { hash: hashSecret(secret), at, person });
      const entry = { action: 'person.created-by-invitation', subjectKind: 'person', subjectId: id };
      await writeAudit(tx, { centreId: INSTALLATION, at, actor: person, ...entry, after: { login, name } });
      return { id, login, name };
    });
  }
}

/** Of two who take one login at the same moment, the second finds an account that is not theirs. */
async function requireOwnHash(
  tx: Tx,
  { id, login, passwordHash }: { id: string; login: string; passwordHash: string },
): Promise<void> {
  const own = await tx.one('SELECT 1 AS one FROM users WHERE id = ? AND password_hash = ?', [id, passwordHash]);
  if (!own) throw loginTaken(login);
}

const loginTaken = (login: string): Problem =>
  new Problem('conflict', `${login} has an account already; sign in with it and accept the invitation.`);

async function look(queries: Queries, secret: string, at: Instant): Promise<OpenInvitation> {
  const open = isSecret(secret) ? await openInvitation(queries, hashSecret(secret), at) : null;
  if (!open) throw noInvitation();
  return open;
}

async function join(tx: Tx, secret: string, { hash, at, person }: Joining): Promise<OpenInvitation> {
  const open = await look(tx, secret, at);
  const { centreId, operatorId, role } = open;
  // The rules come first, as in every change of them: two transactions that take both must not cross.
  if (open.operatorStatus === 'invited') await takeRules(tx, centreId);
  const invitation = await consumeInvitation(tx, { hash, userId: person.id, at });
  if (invitation === null) throw noInvitation();
  if (!(await insertMember(tx, { centreId, operatorId, userId: person.id, role }))) {
    throw new Problem('conflict', `You act for ${open.operatorName} already; the invitation is still open.`);
  }
  const after = await memberOf(tx, { centreId, id: operatorId }, person.id);
  const operator = { centreId, id: operatorId, code: open.operator };
  await recordMember(tx, { actor: person, operator, at, action: 'operator.member-joined', before: null, after });
  if (open.operatorStatus === 'invited') await activate(tx, { open, at, person });
  return open;
}

/** With its first person an operator that was only invited begins to act. */
async function activate(
  tx: Tx,
  { open, at, person }: { open: OpenInvitation; at: Instant; person: Joining['person'] },
): Promise<void> {
  const before = await operatorById(tx, open.centreId, open.operatorId);
  if (before?.status !== 'invited') return;
  const after = { ...before, status: 'active' as const, version: before.version + 1 };
  await updateOperator(tx, after);
  await bumpRules(tx, open.centreId);
  await recordOperator(tx, { actor: person, at, action: 'operator.active', before, after });
}

const noInvitation = (): Problem => notFound('such invitation, or it has been used or has expired; ask for a new one');
