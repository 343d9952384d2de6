import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { InjectSettings } from '../platform/config/settings.token.js';
import type { Settings } from '../platform/config/settings.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { notFound, Problem } from '../platform/problems/problem.js';
import { asInstant } from '../scheduling/time.js';
import { HOUR, type Instant } from '../scheduling/time.types.js';
import type { Actor } from './actor.js';
import { LoginLimit } from './login-limit.js';
import { decoyHash, verifyPassword } from './passwords.js';
import { hashSecret, newSecret } from './secrets.js';

interface UserRow {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly password_hash: string | null;
}

export interface StartedSession {
  readonly user: { readonly id: string; readonly login: string; readonly name: string };
  /** For the cookie only; what is stored is its hash. */
  readonly secret: string;
  readonly expiresAt: Instant;
}

const UNLOCKED_USER = 'SELECT id, login, name, password_hash FROM users WHERE login = ? AND locked_at IS NULL';

/** Signing in and out with a password. */
@Injectable()
export class SessionsService implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly limit: LoginLimit,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  async onModuleInit(): Promise<void> {
    await decoyHash();
  }

  /**
   * Starts a session with a new secret, whatever the browser brought along (against session fixation); the one it
   * brought ends. Unknown, locked and password-less logins get the same answer after the same time.
   */
  async signIn(given: { login: string; password: string; address: string }, visitor: Actor): Promise<StartedSession> {
    const at = this.clock.now();
    await this.limit.countTry({ ...given, at });
    const user = await this.reader.one<UserRow>(UNLOCKED_USER, [given.login]);
    const fits = await verifyPassword(user?.password_hash ?? null, given.password);
    if (!user || !fits) throw loginFailed();

    const secret = newSecret();
    const expiresAt = asInstant(at + this.settings.sessionHours * HOUR);
    await this.unitOfWork.run(async (tx) => {
      const unchanged = await tx.one<UserRow>(UNLOCKED_USER, [given.login]);
      if (unchanged?.password_hash !== user.password_hash) throw loginFailed();
      await this.limit.forget(tx, { ...given, at });
      await tx.run('DELETE FROM sessions WHERE user_id = ? AND expires_at <= ?', [user.id, at]);
      await tx.run('DELETE FROM sessions WHERE hash = ?', [visitor.sessionHash ?? '']);
      await tx.run('INSERT INTO sessions (hash, user_id, created_at, expires_at) VALUES (?, ?, ?, ?)', [
        hashSecret(secret),
        user.id,
        at,
        expiresAt,
      ]);
    });
    return { user: { id: user.id, login: user.login, name: user.name }, secret, expiresAt };
  }

  /** Ends the session the request came with; a token has none. */
  async signOut({ sessionHash }: Actor): Promise<void> {
    if (sessionHash === undefined) throw notFound('session in this request; a token is deleted under /tokens');
    await this.unitOfWork.run((tx) => tx.run('DELETE FROM sessions WHERE hash = ?', [sessionHash]));
  }
}

const loginFailed = (): Problem => new Problem('login-failed', 'This login and password do not belong together.');
