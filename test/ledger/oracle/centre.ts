import { addMinutes } from '../../../src/scheduling/time.js';
import type { WallTime } from '../../../src/scheduling/time.types.js';
import { Reader } from '../../../src/platform/database/reader.js';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import { LOGINS, type Answer, type Caller, type TestApp } from '../../support/app.js';
import { HALL_HOURS, LIMIT, SEATS, type Hours } from './week.js';

const MONDAY = '2026-08-31T00:00' as WallTime;
const QUARTER = 15;

export const wallOf = (quarter: number): WallTime => addMinutes(MONDAY, quarter * QUARTER);

export const quarterOf = (instant: string | number): number =>
  ((typeof instant === 'number' ? instant : Date.parse(instant)) - Date.parse(`${MONDAY}:00+08:00`)) /
  (QUARTER * 60_000);

/** A centre of its own in the application under test, so that each sequence begins with an empty one. */
export interface RealCentre {
  readonly id: number;
  readonly path: string;
  readonly reader: Reader;
  readonly now: () => number;
  /** The owner decides by themselves; what the desk books in the shared room waits. */
  readonly owner: Caller;
  readonly desk: Caller;
}

const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
const span = ([start, end]: readonly [number, number]): object => ({ start: clock(start), end: clock(end) });

/** The document of opening hours that the oracle's hours stand for. */
export function hoursDocument({ week, exception }: Hours): object {
  const weekly = Object.fromEntries(week.flatMap((open, i) => (open ? [[String(i + 1), [span(open)]]] : [])));
  if (!exception) return { weekly };
  const date = wallOf(exception.day * 96).slice(0, 10);
  const spans = exception.open ? [span(exception.open)] : [];
  return { weekly, exceptions: [{ from: date, to: date, spans, reason: 'A special day' }] };
}

const FLOOR_ZONES = [
  { code: 'G', name: 'G', areaM2: 100, seats: SEATS.G, mode: 'exclusive', limit: LIMIT },
  {
    ...{ code: 'HALL', name: 'HALL', parent: 'G', areaM2: 60, seats: SEATS.HALL, mode: 'exclusive' },
    policy: { setupMinutes: 15, cleanupMinutes: 15 },
  },
  ...(['A', 'B', 'C'] as const).map((code) => ({
    ...{ code, name: code, parent: 'HALL', areaM2: 20, seats: SEATS[code], mode: 'exclusive' },
  })),
  { code: 'AB', name: 'AB', parent: 'HALL', seats: SEATS.AB, mode: 'exclusive', parts: ['A', 'B'] },
  { code: 'BC', name: 'BC', parent: 'HALL', seats: SEATS.BC, mode: 'exclusive', parts: ['B', 'C'] },
  {
    ...{ code: 'ROOM', name: 'ROOM', parent: 'G', areaM2: 40, seats: SEATS.ROOM, mode: 'shared' },
    policy: { approval: 'centre' },
  },
];

let made = 0;

/** The part of the centre's name that counts how many were made. */
export const OWN_NAME = /tiny-\d+/g;

/** Makes the oracle's centre through the API. */
export async function makeCentre(app: TestApp, hours: Hours): Promise<RealCentre> {
  const owner = await app.as('owner');
  const slug = `tiny-${++made}`;
  const path = `/api/v1/centres/${slug}`;
  const policy = { gridMinutes: 15, shortestMinutes: 15, longestMinutes: 1440 };
  const centre = { slug, name: slug, timeZone: 'Asia/Shanghai', areaM2: 100, policy };
  expectStatus(await owner.post('/api/v1/centres', centre), 201);
  expectStatus(await owner.call('PUT', `${path}/zones`, { body: { zones: FLOOR_ZONES }, ifMatch: '*' }), 200);
  expectStatus(await owner.call('PUT', `${path}/hours`, { body: hoursDocument(hours), ifMatch: '*' }), 200);
  const everyDay = Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, [span(HALL_HOURS)]]));
  const hall = { body: { weekly: everyDay }, ifMatch: '*' };
  expectStatus(await owner.call('PUT', `${path}/zones/HALL/hours`, hall), 200);
  const reader = app.app.get(Reader, { strict: false });
  const row = await reader.one<{ id: number }>('SELECT id FROM centres WHERE slug = ?', [slug]);
  const id = row?.id ?? 0;
  await app.app
    .get(UnitOfWork, { strict: false })
    .run((tx) =>
      tx.run(`INSERT INTO memberships (user_id, centre_id, role) SELECT id, ?, 'desk' FROM users WHERE login = ?`, [
        id,
        LOGINS.desk,
      ]),
    );
  return { id, path, reader, now: () => app.clock.now(), owner, desk: await app.as('desk') };
}

export function expectStatus(answer: Answer<unknown>, status: number): void {
  if (answer.status !== status)
    throw new Error(`${status} was due, ${answer.status} came: ${answer.text.slice(0, 2000)}`);
}
