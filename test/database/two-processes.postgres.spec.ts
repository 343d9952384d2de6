import { createApp } from '../../src/app.js';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SETTINGS } from '../../src/platform/config/settings.token.js';
import type { Settings } from '../../src/platform/config/settings.js';
import { Reader } from '../../src/platform/database/reader.js';
import { createTestApp, signIn, LOGINS, type Answer, type Caller, type TestApp } from '../support/app.js';

const BOOKINGS = '/api/v1/centres/dukou/bookings';
const ROUNDS = 12;

interface Body {
  id: string;
  status: string;
  version: number;
}

let app: TestApp;
let second: NestFastifyApplication;
let here: Caller;
let there: Caller;
let member: Caller;

beforeAll(async () => {
  app = await createTestApp();
  second = await createApp({ settings: app.app.get<Settings>(SETTINGS, { strict: false }), clock: app.clock });
  here = await app.as('office');
  member = await app.as('member');
  there = await signIn(second, LOGINS.office);
});

afterAll(async () => {
  await second.close();
  await app.close();
});

/** Day `n` after 1 September 2026. */
const dayOf = (n: number): string =>
  new Date(Date.parse('2026-09-01T00:00:00Z') + n * 86_400_000).toISOString().slice(0, 10);

const bodyOf = (zone: string, day: string): object => ({
  zone,
  start: `${day}T14:00`,
  end: `${day}T15:00`,
  title: 'Meeting',
});

const statuses = (...answers: { status: number }[]): number[] => answers.map(({ status }) => status).sort();

/** What the ledger holds of a booking, and what its dates say. */
async function stateOf(id: string): Promise<{ status: string; claims: number }[]> {
  return app.app.get(Reader, { strict: false }).all<{ status: string; claims: number }>(
    `SELECT o.status, (SELECT count(*) FROM claims c WHERE c.centre_id = o.centre_id AND c.owner_id = o.id AND c.units IS NULL) AS claims
       FROM occurrences o WHERE o.booking_id = ?`,
    [id],
  );
}

describe('two processes on one database', () => {
  it('know each other’s sessions', async () => {
    const cookie = here.cookie ?? '';
    const answer = await second.inject({ method: 'GET', url: '/api/v1/me', headers: { cookie } });
    expect(answer.statusCode).toBe(200);
  });

  it('give one place once', async () => {
    for (let n = 0; n < ROUNDS; n++) {
      const body = bodyOf('F3-MEET-2', dayOf(n));
      const answers = await Promise.all([here.post(BOOKINGS, body), there.post(BOOKINGS, body)]);
      expect(statuses(...answers)).toEqual([201, 409]);
    }
  });

  it('make one booking of one Idempotency-Key', async () => {
    for (let n = 0; n < ROUNDS; n++) {
      const body = bodyOf('F3-MEET-3', dayOf(n));
      const options = { headers: { 'idempotency-key': `both-${n}` } };
      const answers = await Promise.all([
        here.post<Body>(BOOKINGS, body, options),
        there.post<Body>(BOOKINGS, body, options),
      ]);
      expect(statuses(...answers)).toEqual([201, 201]);
      expect(answers[0].body.id).toBe(answers[1].body.id);
    }
  });

  it('let one of two edits of the same version through', async () => {
    for (let n = 0; n < ROUNDS; n++) {
      const made = await here.post<Body>(BOOKINGS, {
        ...bodyOf('F3-MEET-2', dayOf(n)),
        start: `${dayOf(n)}T16:00`,
        end: `${dayOf(n)}T17:00`,
      });
      const edit = (caller: Caller, title: string): Promise<Answer> =>
        caller.call('PATCH', `${BOOKINGS}/${made.body.id}`, {
          body: { title },
          ifMatch: String(made.headers['etag']),
        });
      expect(statuses(...(await Promise.all([edit(here, 'Here'), edit(there, 'There')])))).toEqual([200, 412]);
    }
  });

  it('never leave claims with what was cancelled while it was approved', async () => {
    for (let n = 0; n < ROUNDS; n++) {
      const made = await member.post<Body>(BOOKINGS, bodyOf('F1-HALL-A', dayOf(n)));
      expect(made.body.status).toBe('pending');
      const path = `${BOOKINGS}/${made.body.id}`;
      const [approved, cancelled] = await Promise.all([here.post(`${path}/approve`), there.post(`${path}/cancel`)]);
      expect([200, 409]).toContain(approved.status);
      expect(cancelled.status).toBe(200);
      expect(await stateOf(made.body.id)).toEqual([{ status: 'cancelled', claims: 0 }]);
    }
  });
});
