import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../src/app.js';
import { SETTINGS } from '../../src/platform/config/settings.token.js';
import type { Settings } from '../../src/platform/config/settings.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { addOperator, guest, type Guest } from '../support/operators.js';
import { BOOKINGS, readerOf } from './requests.js';

const MEMBERS = 32;
const HOURS = 12;
const ROUNDS = 4;

let app: TestApp;
let second: NestFastifyApplication;
let members: Guest[];
let operator: string;
beforeAll(async () => {
  app = await createTestApp({ settings: { SESSION_HOURS: '720', DATABASE_POOL: '10' } });
  second = await createApp({ settings: app.app.get<Settings>(SETTINGS, { strict: false }), clock: app.clock });
  members = [];
  for (let i = 0; i < MEMBERS; i += 1) members.push(await guest(app, `racer-${i}`));
  operator = await addOperator(app, {
    code: 'racers',
    members: members.map(({ id }) => [id, 'member'] as const),
    agreements: [{ zones: ['F3'], quotas: [{ key: 'week', kind: 'minutes', per: 'week', limit: HOURS * 60 }] }],
  });
}, 120_000);
afterAll(async () => {
  await second.close();
  await app.close();
});

describe('two application processes on one database', () => {
  it('spend the pooled hours of an operator once, week for week', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const monday = Date.UTC(2026, 8, 7 + 7 * round);
      const answers = await Promise.all(
        members.map(async ({ caller }, i) => {
          const zone = ['F3-MEET-2', 'F3-MEET-3', 'F3-PERS-3', 'F3-MEET-1'][i % 4];
          const start = new Date(monday + (1 + Math.floor(i / 4)) * 3_600_000);
          const end = new Date(start.getTime() + 3_600_000);
          const wish = { zone, title: 'Race', heads: 5, start: start.toISOString(), end: end.toISOString() };
          if (i % 2 === 0) return (await caller.post(BOOKINGS, wish)).status;
          const headers = { cookie: caller.cookie ?? '' };
          return (await second.inject({ method: 'POST', url: BOOKINGS, headers, payload: wish })).statusCode;
        }),
      );
      expect(answers.filter((status) => status === 201)).toHaveLength(HOURS);
      expect(answers.filter((status) => status === 409)).toHaveLength(MEMBERS - HOURS);
      const held = await readerOf(app).one<{ minutes: number }>(
        `SELECT sum(end_at - start_at) / 60000 AS minutes FROM occurrences WHERE operator_id = ? AND start_at >= ? AND start_at < ?`,
        [operator, monday - 8 * 3_600_000, monday + 160 * 3_600_000],
      );
      expect(Number(held?.minutes)).toBe(HOURS * 60);
    }
  }, 120_000);
});
