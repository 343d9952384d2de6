import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import { Reader } from '../database/reader.js';
import type { Tx } from '../database/sql.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { badInput, Problem } from '../problems/problem.js';
import { HOUR } from '../../scheduling/time.types.js';

/** An answer as it is kept and replayed. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The key a client sent, whose it is, and a digest of what was asked. */
export interface IdempotentRequest {
  readonly actorId: string;
  readonly key: string;
  readonly hash: string;
}

/** Keeps the answer in the transaction that does the work, so that both stand or neither. */
export type Seal = (tx: Tx, answer: KeptAnswer) => Promise<void>;

/** How long an answer is replayed. */
const KEPT_HOURS = 24;

const KEY = /^[\x21-\x7e]{1,200}$/;

/** Writes nothing when there is an answer that is still to be replayed; an older one gives way. */
const KEEP = `INSERT INTO idempotency_keys (actor_id, idempotency_key, request_hash, status, headers, body, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (actor_id, idempotency_key) DO UPDATE SET request_hash = excluded.request_hash, status = excluded.status,
    headers = excluded.headers, body = excluded.body, created_at = excluded.created_at
  WHERE idempotency_keys.created_at < ?`;

class KeyTaken extends Error {}

/** Reads the header; gives null when the client sent none. Throws `bad-input` for a key that is no plain short text. */
export function idempotentRequest(input: {
  header: string | string[] | undefined;
  actorId: string;
  method: string;
  url: string;
  body: unknown;
}): IdempotentRequest | null {
  const { header, actorId, method, url, body } = input;
  if (header === undefined) return null;
  if (typeof header !== 'string' || !KEY.test(header)) {
    throw badInput([
      {
        pointer: '/headers/idempotency-key',
        detail: 'Send one key of 1 to 200 visible ASCII characters, such as a UUID.',
      },
    ]);
  }
  const hash = createHash('sha256')
    .update(`${method} ${url}\n${JSON.stringify(body ?? null)}`)
    .digest('hex');
  return { actorId, key: header, hash };
}

interface KeyRow {
  request_hash: string;
  status: number;
  headers: string;
  body: string;
}

/**
 * Same request and same key: one effect and the same answer (invariant I6), for 24 hours. Of two at once one waits for
 * the other: here in memory, across processes because both insert the same key.
 */
@Injectable()
export class Idempotency {
  private readonly running = new Map<string, Promise<unknown>>();

  constructor(
    private readonly clock: Clock,
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async once(request: IdempotentRequest | null, work: (seal: Seal) => Promise<KeptAnswer>): Promise<KeptAnswer> {
    if (!request) return work(async () => undefined);
    const name = `${request.actorId} ${request.key}`;
    for (let other = this.running.get(name); other; other = this.running.get(name)) await other;
    const run = this.runOnce(request, work);
    this.running.set(
      name,
      run.catch(() => undefined),
    );
    try {
      return await run;
    } finally {
      this.running.delete(name);
    }
  }

  /** Forgets what is older than a day. */
  async forgetOld(): Promise<number> {
    return this.unitOfWork.run((tx) =>
      tx.run('DELETE FROM idempotency_keys WHERE created_at < ?', [this.clock.now() - KEPT_HOURS * HOUR]),
    );
  }

  private async runOnce(request: IdempotentRequest, work: (seal: Seal) => Promise<KeptAnswer>): Promise<KeptAnswer> {
    const kept = await this.kept(request);
    if (kept) return kept;
    try {
      return await this.workOrRefusal(request, work);
    } catch (error) {
      if (!(error instanceof KeyTaken)) throw error;
      const now = await this.kept(request);
      if (now) return now;
      throw error;
    }
  }

  /** A refusal is an answer too; it may be of another process's request with this key, whose answer then counts. */
  private async workOrRefusal(
    request: IdempotentRequest,
    work: (seal: Seal) => Promise<KeptAnswer>,
  ): Promise<KeptAnswer> {
    try {
      return await work((tx, answer) => this.keep(tx, request, answer));
    } catch (error) {
      if (error instanceof Problem && error.status === 409) return this.keepRefusal(request, error);
      throw error;
    }
  }

  private async keepRefusal(request: IdempotentRequest, problem: Problem): Promise<KeptAnswer> {
    const answer = {
      status: problem.status,
      headers: { 'content-type': 'application/problem+json' },
      body: problem.toBody(),
    };
    await this.unitOfWork.run((tx) => this.keep(tx, request, answer));
    return answer;
  }

  private async keep(tx: Tx, request: IdempotentRequest, answer: KeptAnswer): Promise<void> {
    const now = this.clock.now();
    await tx.post(
      KEEP,
      [
        request.actorId,
        request.key,
        request.hash,
        answer.status,
        JSON.stringify(answer.headers),
        JSON.stringify(answer.body),
        now,
        now - KEPT_HOURS * HOUR,
      ],
      { rows: 1, orElse: () => new KeyTaken() },
    );
  }

  private async kept(request: IdempotentRequest): Promise<KeptAnswer | null> {
    const row = await this.reader.one<KeyRow>(
      'SELECT request_hash, status, headers, body FROM idempotency_keys WHERE actor_id = ? AND idempotency_key = ? AND created_at >= ?',
      [request.actorId, request.key, this.clock.now() - KEPT_HOURS * HOUR],
    );
    if (!row) return null;
    if (row.request_hash !== request.hash) {
      throw new Problem(
        'key-reused',
        'This Idempotency-Key came with another request before; use a new key for a new request.',
      );
    }
    const headers = JSON.parse(row.headers) as Record<string, string>;
    return { status: row.status, headers: { ...headers, 'idempotency-replayed': 'true' }, body: JSON.parse(row.body) };
  }
}
