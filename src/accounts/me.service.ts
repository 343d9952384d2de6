import { Injectable } from '@nestjs/common';
import { INSTALLATION, writeAudit } from '../audit/audit.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { requireVersion } from '../platform/http/etag.js';
import { badInput, Problem } from '../platform/problems/problem.js';
import type { Actor, OperatorRole, OperatorStatus, Role } from './actor.js';
import { LoginLimit } from './login-limit.js';
import { hashPassword, verifyPassword } from './passwords.js';
import { permissionsAt } from './permissions.js';

interface MyRow {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly is_owner: number;
  readonly password_hash: string | null;
  readonly version: number;
}

export interface Me {
  readonly version: number;
  readonly user: { readonly id: string; readonly login: string; readonly name: string; readonly isOwner: boolean };
  readonly roles: { readonly centre: string; readonly role: Role }[];
  readonly permissions: Record<string, string[]>;
  readonly operators: MyOperator[];
}

/** An operator I act for. */
export interface MyOperator {
  readonly centre: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly role: OperatorRole;
  readonly status: OperatorStatus;
}

export interface PasswordChange {
  readonly current: string;
  readonly next: string;
  readonly ifMatch: number | null;
  readonly address: string;
}

const MY_ROW = 'SELECT id, login, name, is_owner, password_hash, version FROM users WHERE id = ?';

const MY_CENTRES = `SELECT c.id, c.slug, m.role
  FROM centres c LEFT JOIN memberships m ON m.centre_id = c.id AND m.user_id = ?
  WHERE m.role IS NOT NULL OR ? = 1
    OR c.id IN (SELECT p.centre_id FROM operator_members p JOIN operators o ON o.centre_id = p.centre_id AND o.id = p.operator_id
      WHERE p.user_id = ? AND o.status <> 'ended')
  ORDER BY c.slug`;

const MY_OPERATORS = `SELECT c.slug AS centre, o.code, o.name, o.name_en AS "nameEn", p.role, o.status
  FROM operator_members p JOIN operators o ON o.centre_id = p.centre_id AND o.id = p.operator_id
  JOIN centres c ON c.id = o.centre_id
  WHERE p.user_id = ? AND o.status <> 'ended' ORDER BY c.slug, o.code`;

/** What a person sees and changes of their own account. */
@Injectable()
export class MeService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly limit: LoginLimit,
  ) {}

  async read(actor: Actor): Promise<Me> {
    const row = await this.rowOf(actor);
    const centres = await this.reader.all<{ id: number; slug: string; role: Role | null }>(MY_CENTRES, [
      actor.id,
      row.is_owner,
      actor.id,
    ]);
    const operators = await this.reader.all<MyOperator>(MY_OPERATORS, [actor.id]);
    return {
      version: row.version,
      user: { id: row.id, login: row.login, name: row.name, isOwner: row.is_owner === 1 },
      roles: centres.flatMap(({ slug, role }) => (role === null ? [] : [{ centre: slug, role }])),
      permissions: Object.fromEntries(centres.map(({ id, slug }) => [slug, permissionsAt(actor, id)])),
      operators,
    };
  }

  /**
   * Changes the actor's own password and ends their other sessions. Personal tokens go on working: scripts and displays
   * hang on them, and whoever changes the password is shown how many there are. Guessing the present one is limited
   * like logging in.
   */
  async changePassword(actor: Actor, change: PasswordChange) {
    const at = this.clock.now();
    const row = await this.rowOf(actor);
    requireVersion(change.ifMatch, row.version);
    const loginTry = { login: row.login, address: change.address, at };
    await this.limit.countTry(loginTry);
    if (!(await verifyPassword(row.password_hash, change.current))) {
      throw badInput([{ pointer: '/current', detail: 'This is not your present password.' }]);
    }
    const passwordHash = await hashPassword(change.next);

    return this.unitOfWork.run(async (tx) => {
      const version = row.version + 1;
      const changed = await tx.run('UPDATE users SET password_hash = ?, version = ? WHERE id = ? AND version = ?', [
        passwordHash,
        version,
        actor.id,
        row.version,
      ]);
      if (changed === 0) throw new Problem('stale', 'Your account was changed just now. Read it again and repeat.');
      await this.limit.forget(tx, loginTry);
      const others = [actor.id, actor.sessionHash ?? ''];
      const sessionsEnded = await tx.run('DELETE FROM sessions WHERE user_id = ? AND hash <> ?', others);
      const tokens = await tx.one<{ n: number }>('SELECT COUNT(*) AS n FROM tokens WHERE user_id = ?', [actor.id]);
      const action = 'person.password-changed';
      await writeAudit(tx, { centreId: INSTALLATION, at, actor, action, subjectKind: 'person', subjectId: actor.id });
      return { version, sessionsEnded, tokensKept: tokens?.n ?? 0 };
    });
  }

  private async rowOf(actor: Actor): Promise<MyRow> {
    const row = await this.reader.one<MyRow>(MY_ROW, [actor.id]);
    if (!row) throw new Problem('sign-in-required', 'This account is no longer there.');
    return row;
  }
}
