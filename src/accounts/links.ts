import { Injectable } from '@nestjs/common';
import { InjectSettings } from '../platform/config/settings.token.js';
import type { Settings } from '../platform/config/settings.js';
import type { Queries } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import { notFound, type Problem } from '../platform/problems/problem.js';
import { asInstant } from '../scheduling/time.js';
import { HOUR, type Instant } from '../scheduling/time.types.js';
import { hashSecret, isSecret, newSecret } from './secrets.js';

/** `password`: the person chooses a (new) password. `owner`: the first owner makes their account. */
export type LinkPurpose = 'owner' | 'password';

export interface IssuedLink {
  /** Path of the page that takes it; the secret in it is not stored and cannot be shown again. */
  readonly url: string;
  readonly expiresAt: Instant;
}

export interface OpenLink {
  readonly purpose: LinkPurpose;
  /** Name of the person it is for; null for the first owner, who has none yet. */
  readonly name: string | null;
}

const OPEN = `SELECT l.purpose, u.name FROM one_time_links l LEFT JOIN users u ON u.id = l.user_id
  WHERE l.hash = ? AND l.used_at IS NULL AND l.expires_at > ?`;

const CONSUME = `UPDATE one_time_links SET used_at = ?
  WHERE hash = ? AND purpose = ? AND used_at IS NULL AND expires_at > ? RETURNING user_id`;

/** One-time links: issued, looked at, and used up in the transaction of what they allow. */
@Injectable()
export class Links {
  constructor(@InjectSettings() private readonly settings: Settings) {}

  /** Issues a link; unused ones of the same person (or for the first owner) end. */
  async issue(tx: Tx, { purpose, userId, at }: { purpose: LinkPurpose; userId: string | null; at: Instant }) {
    const secret = newSecret();
    const expiresAt = asInstant(at + this.settings.linkHours * HOUR);
    if (userId === null) {
      await tx.run('DELETE FROM one_time_links WHERE user_id IS NULL AND purpose = ?', [purpose]);
    } else {
      await tx.run('DELETE FROM one_time_links WHERE user_id = ? AND used_at IS NULL', [userId]);
    }
    await tx.run('INSERT INTO one_time_links (hash, purpose, user_id, created_at, expires_at) VALUES (?, ?, ?, ?, ?)', [
      hashSecret(secret),
      purpose,
      userId,
      at,
      expiresAt,
    ]);
    return { url: `/welcome/${secret}`, expiresAt } satisfies IssuedLink;
  }

  /** What an open link is for; throws `not-found` alike for unknown, used and expired ones. */
  async look(queries: Queries, secret: string, at: Instant): Promise<OpenLink> {
    const open = isSecret(secret) ? await queries.one<OpenLink>(OPEN, [hashSecret(secret), at]) : undefined;
    if (!open) throw noLink();
    return open;
  }

  /** Uses the link up and gives whose it is; of two at once only one succeeds. Throws `not-found`. */
  async consume(tx: Tx, { secret, purpose, at }: { secret: string; purpose: LinkPurpose; at: Instant }) {
    const used = await tx.one<{ user_id: string | null }>(CONSUME, [at, hashSecret(secret), purpose, at]);
    if (!used) throw noLink();
    return used.user_id;
  }
}

export const noLink = (): Problem => notFound('such link, or it has been used or has expired; ask for a new one');
