import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import type { SqlValue } from '../platform/database/sql.js';
import { ANONYMOUS, type Actor, type Membership, type Role } from './actor.js';
import { hashSecret, isSecret } from './secrets.js';

interface ActorRow {
  readonly id: string;
  readonly name: string;
  readonly is_owner: number;
  readonly centre_id: number | null;
  readonly role: Role | null;
}

const ACTOR = `SELECT u.id, u.name, u.is_owner, m.centre_id, m.role
  FROM users u LEFT JOIN memberships m ON m.user_id = u.id`;

const BY_SESSION = `${ACTOR} JOIN sessions s ON s.user_id = u.id
  WHERE s.hash = ? AND s.expires_at > ? AND u.locked_at IS NULL`;

const BY_TOKEN = `${ACTOR} JOIN tokens t ON t.user_id = u.id WHERE t.hash = ? AND u.locked_at IS NULL`;

/**
 * Finds out who makes a request, with one query each time and no cache: what an admin takes away or locks is gone at
 * the next request, in every process.
 */
@Injectable()
export class Actors {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** The person behind a session cookie; a stale or unknown one counts as anonymous. */
  async bySession(secret: string): Promise<Actor> {
    if (!isSecret(secret)) return ANONYMOUS;
    const hash = hashSecret(secret);
    const actor = await this.find(BY_SESSION, [hash, this.clock.now()]);
    return actor ? { ...actor, via: 'session', sessionHash: hash } : ANONYMOUS;
  }

  /** The person behind a personal token, or null. */
  async byToken(secret: string): Promise<Actor | null> {
    if (!isSecret(secret)) return null;
    const actor = await this.find(BY_TOKEN, [hashSecret(secret)]);
    return actor && { ...actor, via: 'token' };
  }

  private async find(text: string, values: readonly SqlValue[]): Promise<Omit<Actor, 'via'> | null> {
    const rows = await this.reader.all<ActorRow>(text, values);
    const [first] = rows;
    if (!first) return null;
    return {
      kind: 'user',
      id: first.id,
      name: first.name,
      isOwner: first.is_owner === 1,
      memberships: rows.flatMap(membershipOf),
    };
  }
}

const membershipOf = ({ centre_id, role }: ActorRow): Membership[] =>
  centre_id !== null && role !== null ? [{ centreId: centre_id, role }] : [];
