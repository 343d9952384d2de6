import { Reader } from '../../src/platform/database/reader.js';
import { makeCentre, type RealCentre } from '../ledger/oracle/centre.js';
import { WEEK } from '../ledger/oracle/commands.js';
import { createTestApp, createTwin, LOGINS, signIn, type Caller, type TestApp } from '../support/app.js';

export const SESSIONS = 3;

/** One engine with the application on it, and sessions that speak to it at once. */
export interface Side {
  readonly name: 'sqlite' | 'postgres';
  readonly reader: Reader;
  /** The ids of the people who take part, always in the same order. */
  readonly people: string;
  readonly sessions: readonly { readonly owner: Caller; readonly desk: Caller }[];
  makeCentre(): Promise<RealCentre>;
  close(): Promise<void>;
}

/** On PostgreSQL two applications share the database, and the sessions speak to one or the other. */
export async function openSide(name: Side['name']): Promise<Side> {
  const test = await createTestApp({ engine: name });
  const twin = name === 'postgres' ? await createTwin(test) : test.app;
  const reader = test.app.get(Reader, { strict: false });
  const people = await reader.all<{ id: string }>('SELECT id FROM users ORDER BY login', []);
  return {
    ...{ name, reader, people: people.map(({ id }) => id).join(' ') },
    sessions: await Promise.all(
      Array.from({ length: SESSIONS }, async (_, i) => sessionOn(i % 2 === 0 ? test.app : twin)),
    ),
    makeCentre: () => makeCentre(test, WEEK),
    close: async () => {
      if (twin !== test.app) await twin.close();
      await test.close();
    },
  };
}

async function sessionOn(app: TestApp['app']): Promise<{ owner: Caller; desk: Caller }> {
  return { owner: await signIn(app, LOGINS.owner), desk: await signIn(app, LOGINS.desk) };
}
