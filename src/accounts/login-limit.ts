import { Injectable } from '@nestjs/common';
import { InjectSettings } from '../platform/config/settings.token.js';
import type { Settings } from '../platform/config/settings.js';
import type { Tx } from '../platform/database/sql.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Problem } from '../platform/problems/problem.js';
import { asInstant } from '../scheduling/time.js';
import { MINUTE, type Instant } from '../scheduling/time.types.js';

/** A whole centre sits behind one address, so an address may fail this many times as often as one login. */
const ADDRESS_FACTOR = 20;

/** Who tries a password, from where, and when. */
export interface LoginTry {
  readonly login: string;
  readonly address: string;
  readonly at: Instant;
}

const COUNT_TRY = `INSERT INTO login_failures (subject, window_start_at, tries) VALUES (?, ?, 1)
  ON CONFLICT (subject) DO UPDATE SET
    tries = CASE WHEN login_failures.window_start_at <= ? THEN 1 ELSE login_failures.tries + 1 END,
    window_start_at = CASE WHEN login_failures.window_start_at <= ?
      THEN excluded.window_start_at ELSE login_failures.window_start_at END
  RETURNING tries, window_start_at`;

/**
 * Limits failed log-ins per login, and loosely per address. A try counts as failed before the password is looked at
 * and is taken back when it was right, so that many tries at once, in several processes, cannot slip through together.
 */
@Injectable()
export class LoginLimit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** Counts the try; throws `too-many-requests` (with the wait in seconds) when there were too many. */
  async countTry({ login, address, at }: LoginTry): Promise<void> {
    const { loginTries } = this.settings;
    await this.unitOfWork.run(async (tx) => {
      await this.count(tx, { subject: loginSubject(login), at, limit: loginTries });
      await this.count(tx, { subject: addressSubject(address), at, limit: loginTries * ADDRESS_FACTOR });
    });
  }

  /** The password was right: the login's failures are forgotten, and this try is taken off the address. */
  async forget(tx: Tx, { login, address, at }: LoginTry): Promise<void> {
    await tx.run('DELETE FROM login_failures WHERE subject = ? OR window_start_at <= ?', [
      loginSubject(login),
      this.windowBefore(at),
    ]);
    await tx.run('UPDATE login_failures SET tries = tries - 1 WHERE subject = ? AND tries > 0', [
      addressSubject(address),
    ]);
  }

  private async count(tx: Tx, { subject, at, limit }: { subject: string; at: Instant; limit: number }): Promise<void> {
    const over = this.windowBefore(at);
    const row = await tx.one<{ tries: number; window_start_at: number }>(COUNT_TRY, [subject, at, over, over]);
    if (!row || row.tries <= limit) return;
    const waitMs = row.window_start_at - over;
    throw new Problem('too-many-requests', 'Too many failed tries. Wait, or ask an admin for a one-time link.', {
      retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
    });
  }

  private windowBefore(at: Instant): Instant {
    return asInstant(at - this.settings.loginWindowMinutes * MINUTE);
  }
}

const loginSubject = (login: string): string => `login:${login}`;
const addressSubject = (address: string): string => `address:${address}`;
