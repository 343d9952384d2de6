import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import '@fastify/cookie';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { SharedRead } from '../platform/database/shared-read.js';
import { Problem } from '../platform/problems/problem.js';
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
import { SESSION_COOKIE } from './session-cookie.js';

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
  readonly expires_at: number | null;
}

/** A person as a secret names them, and when the secret runs out (never: null). */
interface Known {
  readonly actor: Omit<Actor, 'via'>;
  readonly expiresAt: number | null;
}

/** One row for each pair of a role in a centre and one in an operator; few people have more than one of either. */
const actorQuery = (secrets: string, expiresAt: string): string => `
  SELECT u.id, u.name, u.is_owner, m.centre_id, m.role, o.centre_id AS operator_centre, o.id AS operator_id,
    o.code AS operator_code, p.role AS operator_role, o.status AS operator_status, ${expiresAt} AS expires_at
  FROM ${secrets} s JOIN users u ON u.id = s.user_id LEFT JOIN memberships m ON m.user_id = u.id
  LEFT JOIN operator_members p ON p.user_id = u.id
  LEFT JOIN operators o ON o.centre_id = p.centre_id AND o.id = p.operator_id AND o.status <> 'ended'
  WHERE s.hash = ? AND u.locked_at IS NULL`;

const BY_SESSION = actorQuery('sessions', 's.expires_at');
const BY_TOKEN = actorQuery('tokens', 'NULL');

/**
 * Finds out who makes a request by what the database says at that moment: what an admin takes away or locks is gone at
 * the next request, in every process.
 */
@Injectable()
export class Actors {
  private readonly sessions: SharedRead<string, Known | null>;
  private readonly tokens: SharedRead<string, Known | null>;

  constructor(
    reader: Reader,
    private readonly clock: Clock,
  ) {
    this.sessions = new SharedRead(reader, (hash) => find(reader, BY_SESSION, hash));
    this.tokens = new SharedRead(reader, (hash) => find(reader, BY_TOKEN, hash));
  }

  /**
   * Who makes a request. A bearer token goes before a cookie. A bad token is told (`sign-in-required`); a bad cookie may
   * just be an old browser tab.
   */
  async identify({ headers, cookies }: Pick<FastifyRequest, 'headers' | 'cookies'>): Promise<Actor> {
    const { authorization } = headers;
    if (authorization !== undefined) {
      const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
      const actor = token === undefined ? null : await this.byToken(token);
      if (!actor) throw new Problem('sign-in-required', 'This token is not valid, or no longer.');
      return actor;
    }
    const cookie = cookies[SESSION_COOKIE];
    return cookie === undefined ? ANONYMOUS : this.bySession(cookie);
  }

  /** The person behind a session cookie; a stale or unknown one counts as anonymous. */
  async bySession(secret: string): Promise<Actor> {
    if (!isSecret(secret)) return ANONYMOUS;
    const hash = hashSecret(secret);
    const known = await this.sessions.get(hash);
    const isOver = known === null || (known.expiresAt !== null && known.expiresAt <= this.clock.now());
    return isOver ? ANONYMOUS : { ...known.actor, via: 'session', sessionHash: hash };
  }

  /** The person behind a personal token, or null. */
  async byToken(secret: string): Promise<Actor | null> {
    if (!isSecret(secret)) return null;
    const known = await this.tokens.get(hashSecret(secret));
    return known && { ...known.actor, via: 'token' };
  }
}

async function find(reader: Reader, text: string, hash: string): Promise<Known | null> {
  const rows = await reader.all<ActorRow>(text, [hash]);
  const [first] = rows;
  if (!first) return null;
  const actor = {
    kind: 'user' as const,
    id: first.id,
    name: first.name,
    isOwner: first.is_owner === 1,
    memberships: distinct(rows.flatMap(membershipOf), ({ centreId }) => String(centreId)),
    operators: distinct(rows.flatMap(operatorOf), ({ operatorId }) => operatorId),
  };
  return { actor, expiresAt: first.expires_at };
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
