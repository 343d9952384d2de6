import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/sql.js';
import { newId } from '../platform/ids.js';
import type { Instant } from '../scheduling/time.types.js';
import type { Membership } from './actor.js';

export interface NewUser {
  /** In lower case already. */
  readonly login: string;
  readonly name: string;
  /** Of `hashPassword`, or null until the first one-time link is used. */
  readonly passwordHash: string | null;
  readonly isOwner: boolean;
  readonly memberships: readonly Membership[];
  readonly at: Instant;
}

/** The rows of people, for services of this module and for what loads a centre's data. */
@Injectable()
export class People {
  /** Makes an account with its memberships and gives its id. An account that has the login already keeps what it is. */
  async createUser(tx: Tx, { login, name, passwordHash, isOwner, memberships, at }: NewUser): Promise<string> {
    await tx.run(
      `INSERT INTO users (id, login, name, password_hash, is_owner, created_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (login) DO NOTHING`,
      [newId(at), login, name, passwordHash, isOwner ? 1 : 0, at],
    );
    const user = await tx.one<{ id: string }>('SELECT id FROM users WHERE login = ?', [login]);
    if (!user) throw new Error('A user that was just written is not there.');
    for (const membership of memberships) await this.addMembership(tx, user.id, membership);
    return user.id;
  }

  /** Adds a membership; gives false when there is one already, which stays as it is. */
  async addMembership(tx: Tx, userId: string, { centreId, role }: Membership): Promise<boolean> {
    const added = await tx.run(
      `INSERT INTO memberships (user_id, centre_id, role) VALUES (?, ?, ?) ON CONFLICT (user_id, centre_id) DO NOTHING`,
      [userId, centreId, role],
    );
    return added > 0;
  }

  /** Unused one-time links of the person end: they were issued for the account as it was. */
  async endLinks(tx: Tx, userId: string): Promise<void> {
    await tx.run('DELETE FROM one_time_links WHERE user_id = ? AND used_at IS NULL', [userId]);
  }

  async endSessions(tx: Tx, userId: string): Promise<void> {
    await tx.run('DELETE FROM sessions WHERE user_id = ?', [userId]);
  }

  async anyUser(tx: Tx): Promise<boolean> {
    return (await tx.one('SELECT 1 AS one FROM users LIMIT 1')) !== undefined;
  }
}
