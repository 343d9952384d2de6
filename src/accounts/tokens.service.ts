import { Injectable } from '@nestjs/common';
import { INSTALLATION, writeAudit } from '../audit/audit.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { newId } from '../platform/ids.js';
import { notFound, Problem } from '../platform/problems/problem.js';
import type { Instant } from '../scheduling/time.types.js';
import type { Actor } from './actor.js';
import { hashSecret, newSecret } from './secrets.js';

/** More than anyone needs, and few enough to be listed at once. */
const MAX_TOKENS = 50;

export interface Token {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Instant;
}

/** Personal tokens: for scripts and displays that act as their person. They last until deleted. */
@Injectable()
export class TokensService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor): Promise<Token[]> {
    return this.reader.all<Token>(
      'SELECT id, name, created_at AS "createdAt" FROM tokens WHERE user_id = ? ORDER BY id',
      [actor.id],
    );
  }

  /** Makes a token; its secret is given only here. */
  async create(actor: Actor, name: string): Promise<Token & { readonly secret: string }> {
    const at = this.clock.now();
    const token: Token = { id: newId(at), name, createdAt: at };
    const secret = newSecret();
    await this.unitOfWork.run(async (tx) => {
      const row = await tx.one<{ n: number }>('SELECT COUNT(*) AS n FROM tokens WHERE user_id = ?', [actor.id]);
      if ((row?.n ?? 0) >= MAX_TOKENS)
        throw new Problem('conflict', `You have ${MAX_TOKENS} tokens; delete one first.`);
      await tx.run('INSERT INTO tokens (id, hash, user_id, name, created_at) VALUES (?, ?, ?, ?, ?)', [
        token.id,
        hashSecret(secret),
        actor.id,
        name,
        at,
      ]);
      await writeAudit(tx, { ...tokenEntry(token, actor), action: 'token.created', at, after: { name } });
    });
    return { ...token, secret };
  }

  async remove(actor: Actor, token: Token): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const gone = await tx.run('DELETE FROM tokens WHERE id = ? AND user_id = ?', [token.id, actor.id]);
      if (gone === 0) throw notFound('token with this id');
      const at = this.clock.now();
      await writeAudit(tx, { ...tokenEntry(token, actor), action: 'token.deleted', at, before: { name: token.name } });
    });
  }

  /** The actor's own token with that id, or null. */
  async find(actor: Actor, id: string): Promise<Token | null> {
    return (await this.list(actor)).find((token) => token.id === id) ?? null;
  }
}

const tokenEntry = (token: Token, actor: Actor) =>
  ({ centreId: INSTALLATION, actor, subjectKind: 'token', subjectId: token.id }) as const;
