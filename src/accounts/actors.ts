import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import type { SqlValue } from '../platform/database/sql.js';
import {
  ANONYMOUS,
  type Actor,
  type Membership,
  type OperatorMembership,
  type OperatorRole,
  type OperatorStatus,
  type Role,
} from './actor.js';
import { hashSecret, isSecret } from './secrets.js';

interface ActorRow {
  readonly id: string;
  readonly name: string;
  readonly is_owner: number;
  readonly centre_id: number | null;
  readonly role: Role | null;
  readonly operator_centre: number | null;
  readonly operator_id: string | null;
  readonly operator_code: string | null;
  readonly operator_role: OperatorRole | null;
  readonly operator_status: OperatorStatus | null;
}

/** One row for each pair of a role in a centre and one in an operator; few people have more than one of either. */
const ACTOR = `SELECT u.id, u.name, u.is_owner, m.centre_id, m.role, o.centre_id AS operator_centre,
    o.id AS operator_id, o.code AS operator_code, p.role AS operator_role, o.status AS operator_status
  FROM users u LEFT JOIN memberships m ON m.user_id = u.id
  LEFT JOIN operator_members p ON p.user_id = u.id
  LEFT JOIN operators o ON o.centre_id = p.centre_id AND o.id = p.operator_id AND o.status <> 'ended'`;

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
      memberships: distinct(rows.flatMap(membershipOf), ({ centreId }) => String(centreId)),
      operators: distinct(rows.flatMap(operatorOf), ({ operatorId }) => operatorId),
    };
  }
}

const membershipOf = ({ centre_id, role }: ActorRow): Membership[] =>
  centre_id !== null && role !== null ? [{ centreId: centre_id, role }] : [];

const operatorOf = (row: ActorRow): OperatorMembership[] => {
  const { operator_centre: centreId, operator_id: operatorId, operator_code: code } = row;
  const { operator_role: role, operator_status: status } = row;
  if (centreId === null || operatorId === null || code === null || role === null || status === null) return [];
  return [{ centreId, operatorId, code, role, status }];
};

const distinct = <T>(all: readonly T[], nameOf: (one: T) => string): T[] => [
  ...new Map(all.map((one) => [nameOf(one), one])).values(),
];
