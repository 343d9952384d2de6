import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Reader } from '../database/reader.js';

/** An answer as it goes over the wire. */
export interface WireAnswer {
  readonly json: Buffer;
  /** Strong: the same tag is the same bytes. */
  readonly etag: string;
}

/** So much is kept; what was asked for longest ago goes first. */
const MOST_BYTES = 16 * 2 ** 20;

/**
 * Keeps large answers for as long as nobody writes anything at all: each time, the database is asked whether it is still
 * in the state in which they were made, so none is ever stale, whichever process wrote.
 */
@Injectable()
export class KeptAnswers {
  private readonly kept = new Map<string, WireAnswer>();
  private bytes = 0;
  private state = '';

  constructor(private readonly reader: Reader) {}

  /**
   * `make` must depend on nothing but the database and what `key` names: not on the present time, and on the actor only
   * as far as the key tells actors apart.
   */
  async answer(key: string, make: () => Promise<object>): Promise<WireAnswer> {
    const state = await this.reader.state();
    if (state !== this.state) this.begin(state);
    const known = this.kept.get(key);
    const answer = known ?? wireAnswer(await make());
    if (state === this.state) this.keep(key, answer);
    return answer;
  }

  private begin(state: string): void {
    this.kept.clear();
    this.bytes = 0;
    this.state = state;
  }

  /** The last one in the map is the one asked for last. */
  private keep(key: string, answer: WireAnswer): void {
    this.drop(key);
    if (answer.json.length > MOST_BYTES / 4) return;
    this.kept.set(key, answer);
    this.bytes += answer.json.length;
    for (const oldest of this.kept.keys()) {
      if (this.bytes <= MOST_BYTES) return;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    this.bytes -= this.kept.get(key)?.json.length ?? 0;
    this.kept.delete(key);
  }
}

function wireAnswer(answer: object): WireAnswer {
  const json = Buffer.from(JSON.stringify(answer));
  return { json, etag: `"${createHash('sha256').update(json).digest('base64url').slice(0, 22)}"` };
}

/** The answer, or nothing with status 304 when the client says by If-None-Match that it has these very bytes. */
export function replyWith({ json, etag }: WireAnswer, reply: FastifyReply): Buffer | undefined {
  void reply.header('etag', etag).header('cache-control', 'private, no-cache');
  if (names(reply.request.headers['if-none-match'], etag)) {
    void reply.status(304);
    return undefined;
  }
  void reply.type('application/json; charset=utf-8');
  return json;
}

/** Gateways may have weakened the tag (`W/"…"`), which for this header means the same (RFC 9110, 13.1.2). */
function names(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}
