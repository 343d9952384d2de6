import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { hashSecret, newSecret } from '../../src/accounts/secrets.js';
import { SESSION_COOKIE } from '../../src/accounts/session-cookie.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import type { FixedClock } from './clock.js';

const HOUR = 3_600_000;

/**
 * A session as signing in makes it, and its cookie. A password takes fifty milliseconds to check, and most tests are not
 * about it: those that are sign in.
 */
export async function startSession(
  { app, clock }: { app: NestFastifyApplication; clock: FixedClock },
  who: { readonly id: string } | { readonly login: string },
  hours: number,
): Promise<{ cookie: string }> {
  const [column, value] = 'id' in who ? ['id', who.id] : ['login', who.login];
  const secret = newSecret();
  const at = clock.now();
  const rows = await app
    .get(UnitOfWork, { strict: false })
    .run((tx) =>
      tx.all(
        `INSERT INTO sessions (hash, user_id, created_at, expires_at) SELECT ?, id, ${at}, ${at + hours * HOUR} FROM users WHERE ${column} = ? RETURNING hash`,
        [hashSecret(secret), value],
      ),
    );
  if (rows.length !== 1) throw new Error(`There is nobody ${value} to start a session for.`);
  return { cookie: `${SESSION_COOKIE}=${secret}` };
}
