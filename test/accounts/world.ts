import type { Role } from '../../src/accounts/actor.js';
import { hashPassword } from '../../src/accounts/passwords.js';
import { People } from '../../src/accounts/people.js';
import { Clock } from '../../src/platform/clock.js';
import { Reader } from '../../src/platform/database/reader.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { createTestApp, PASSWORD, signIn, type Caller, type TestApp } from '../support/app.js';

/**
 * Two centres and their people, no zones and no bookings: `dukou` with two admins, an office, a desk and a member;
 * `far` with an admin of its own; `both`, a member of both; and two owners who belong to no centre.
 */
const PEOPLE: Record<string, { isOwner?: boolean; roles?: Partial<Record<'dukou' | 'far', Role>> }> = {
  owner: { isOwner: true },
  'second-owner': { isOwner: true },
  admin: { roles: { dukou: 'admin' } },
  'second-admin': { roles: { dukou: 'admin' } },
  office: { roles: { dukou: 'office' } },
  desk: { roles: { dukou: 'desk' } },
  member: { roles: { dukou: 'member' } },
  both: { roles: { dukou: 'member', far: 'member' } },
  'far-admin': { roles: { far: 'admin' } },
  nobody: {},
};

export const DUKOU = '/api/v1/centres/dukou';

export interface World extends TestApp {
  /** Id of a person by login. */
  readonly ids: Readonly<Record<string, string>>;
  /** A caller with a new session of this person. */
  login(login: string, password?: string): Promise<Caller>;
  /** Rows of the database, for what no call shows. */
  rows<Row>(text: string, values?: (string | number)[]): Promise<Row[]>;
  /** Address of one of dukou's people. */
  at(login: string): string;
}

let passwordHash: Promise<string> | undefined;

/** Starts the application with these people; `settings` are environment variables. */
export async function createWorld(settings: Record<string, string> = {}): Promise<World> {
  const test = await createTestApp({ demo: 'none', settings });
  const people = test.app.get(People, { strict: false });
  const unitOfWork = test.app.get(UnitOfWork, { strict: false });
  const reader = test.app.get(Reader, { strict: false });
  const at = test.app.get(Clock, { strict: false }).now();
  passwordHash ??= hashPassword(PASSWORD);
  const hash = await passwordHash;
  const ids = await unitOfWork.run(async (tx) => {
    const centres: Record<string, number> = {};
    for (const slug of ['dukou', 'far']) {
      const row = await tx.one<{ id: number }>(
        `INSERT INTO centres (slug, name, name_en, time_zone, area_m2) VALUES (?, ?, ?, 'Asia/Shanghai', 100) RETURNING id`,
        [slug, slug, slug],
      );
      centres[slug] = row?.id ?? 0;
    }
    const made: Record<string, string> = {};
    for (const [login, { isOwner = false, roles = {} }] of Object.entries(PEOPLE)) {
      const memberships = Object.entries(roles).map(([slug, role]) => ({ centreId: centres[slug] ?? 0, role }));
      made[login] = await people.createUser(tx, { login, name: login, passwordHash: hash, isOwner, memberships, at });
    }
    return made;
  });
  return {
    ...test,
    ids,
    login: (login, password) => signIn(test.app, login, password),
    rows: (text, values) => reader.all(text, values),
    at: (login) => `${DUKOU}/people/${ids[login] ?? login}`,
  };
}
