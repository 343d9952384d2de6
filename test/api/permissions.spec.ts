import type { Caller } from '../support/app.js';
import { createCast, DUKOU, type Cast } from './cast.js';
import { routesOf, type ApiDocument, type Route } from './document.js';
import { COLUMNS, TABLE, type Letter } from './permission-table.js';

/** A caller from another machine, so that nothing is allowed for being on this one. */
const FROM_AFAR = { 'x-forwarded-for': '203.0.113.5' };

/** Bodies that the guard lets through and that change nothing; `{}` where nothing stands here. */
const BODIES: Readonly<Record<string, object>> = {
  'POST /api/v1/centres/{centre}/bookings/{booking}/cancel': { scope: 'never' },
  'PATCH /api/v1/centres/{centre}/bookings/{booking}': { scope: 'never' },
  'POST /api/v1/centres/{centre}/bookings/{booking}/approve': { occurrences: [] },
};

const UNKNOWN: Readonly<Record<string, string>> = {
  centre: 'nowhere',
  zone: 'NOT-THERE',
  booking: '01990000-0000-7000-8000-000000000000',
  closure: '01990000-0000-7000-8000-000000000000',
  operator: 'nobody-known',
  member: '01990000-0000-7000-8000-000000000000',
  invitation: '01990000-0000-7000-8000-000000000000',
  agreement: '01990000-0000-7000-8000-000000000000',
  request: '01990000-0000-7000-8000-000000000000',
  account: '01990000-0000-7000-8000-000000000000',
  person: '01990000-0000-7000-8000-000000000000',
  token: '01990000-0000-7000-8000-000000000000',
  secret: 'A'.repeat(43),
  code: 'A'.repeat(12),
};

/** What would be made afresh for each call, where only another parameter is looked at. */
const NOBODY: Readonly<Record<string, string>> = Object.fromEntries(
  ['person', 'account', 'member', 'invitation'].map((param) => [param, UNKNOWN[param] ?? '']),
);

/** `.` when the guard and the service let the call through, whatever they make of its content. */
const cellOf = (status: number): string => {
  switch (status) {
    case 401:
      return '1';
    case 403:
      return '3';
    case 404:
      return '4';
    default:
      return status === 428 || status >= 500 ? `(${status})` : '.';
  }
};

describe('every route of the OpenAPI document, for every kind of caller', () => {
  let cast: Cast;
  let routes: Route[];
  beforeAll(async () => {
    cast = await createCast();
    routes = routesOf((await cast.anonymous.get<ApiDocument>('/api/openapi.json')).body);
  });
  afterAll(() => cast.close());

  /** What path parameters stand for; people and tokens are made afresh, since calls take them away. */
  async function valueOf(param: string, route: Route, caller: Caller, unique: string): Promise<string> {
    const { ids } = cast;
    if (param === 'centre') return 'dukou';
    if (param === 'zone') return 'F3-MEET-2';
    if (param === 'year') return '2026';
    if (param === 'person' || param === 'account') return cast.person(unique);
    if (param === 'operator') return 'sunshine';
    if (param === 'member') return cast.member(unique);
    if (param === 'invitation') return (await cast.invitation()).id;
    if (param === 'secret' && /invitations.*(secret\}|account)$/.test(route.path))
      return (await cast.invitation()).secret;
    if (param === 'token') {
      const made = await caller.post('/api/v1/tokens', { name: unique });
      return typeof made.body['id'] === 'string' ? made.body['id'] : (UNKNOWN['token'] ?? '');
    }
    if (param === 'code') {
      const slip = await cast.callerOf('d').post<{ code: string }>(`${DUKOU}/bookings/${ids.booking}/slip`);
      return slip.body.code;
    }
    if (param === 'booking' || param === 'closure' || param === 'secret') return ids[param];
    if (param === 'request' || param === 'agreement') return ids[param];
    throw new Error(`This test does not know what to put for {${param}}.`);
  }

  async function pathOf(route: Route, caller: Caller, own: Readonly<Record<string, string>> = {}): Promise<string> {
    let path = route.path;
    for (const [part, param = ''] of route.path.matchAll(/\{(\w+)\}/g)) {
      const unique = `guest-${uniqueNumber++}`;
      path = path.replace(part, own[param] ?? (await valueOf(param, route, caller, unique)));
    }
    return path;
  }
  let uniqueNumber = 0;

  const send = (caller: Caller, { name, method, operation }: Route, path: string, ifMatch = true) =>
    caller.call(method, path, {
      ...(operation.requestBody ? { body: BODIES[name] ?? {} } : {}),
      headers: { ...FROM_AFAR, ...(ifMatch && method !== 'GET' ? { 'if-match': '"999"' } : {}) },
    });

  const ending = (route: Route): boolean => route.path.endsWith('/sessions/current');

  it('stands in the table, and the table names no other', () => {
    expect(Object.keys(TABLE).sort()).toEqual(routes.map(({ name }) => name).sort());
  });

  it('answers as the table says', async () => {
    const seen: Record<string, string> = {};
    for (const route of routes) {
      let cells = '';
      for (const letter of cast.letters) {
        const caller = ending(route) ? await cast.freshCallerOf(letter) : cast.callerOf(letter);
        cells += cellOf((await send(caller, route, await pathOf(route, caller))).status);
      }
      seen[route.name] = cells;
    }
    expect(seen).toEqual(TABLE);
  });

  it('finds nothing where nothing is, for whoever is signed in', async () => {
    const seen: string[] = [];
    for (const route of routes) {
      for (const [, param = ''] of route.path.matchAll(/\{(\w+)\}/g)) {
        const unknown = UNKNOWN[param];
        if (unknown === undefined) continue;
        for (const letter of cast.letters) {
          const caller = cast.callerOf(letter);
          const path = await pathOf(route, caller, { ...NOBODY, [param]: unknown });
          const body = param === 'secret' ? { login: 'somebody', name: 'x', password: 'a long sentence' } : undefined;
          const rightBody = route.path.endsWith('/password') ? { password: 'a long sentence' } : body;
          const { status } = await (rightBody && route.method === 'POST'
            ? caller.call(route.method, path, { body: rightBody, headers: FROM_AFAR })
            : send(caller, route, path));
          const expected = letter === '-' && TABLE[route.name]?.startsWith('1') ? 401 : 404;
          if (status !== expected) seen.push(`${route.name} with {${param}} unknown, ${letter}: ${status}`);
        }
      }
    }
    expect(seen).toEqual([]);
  });

  it("finds no thing of one centre under another centre's address", async () => {
    const person = await cast.person('somebody-here');
    const own: Record<string, string> = { ...cast.ids, person, account: person, zone: 'F3-MEET-2', centre: 'far' };
    const seen: string[] = [];
    for (const route of routes.filter(({ path }) =>
      /\{centre\}.*\{(zone|booking|closure|person|account|request)\}/.test(path),
    )) {
      for (const letter of ['F', 'O'] as const) {
        const caller = cast.callerOf(letter);
        const { status } = await send(caller, route, await pathOf(route, caller, own));
        if (status !== 404) seen.push(`${route.name}, ${letter}: ${status}`);
      }
    }
    expect(seen).toEqual([]);
  });

  it('wants to know, before any PATCH and PUT that is allowed, which version was read', async () => {
    const seen: string[] = [];
    const conditional = routes.filter(({ method }) => method === 'PATCH' || method === 'PUT');
    for (const route of conditional) {
      for (const letter of cast.letters) {
        const caller = cast.callerOf(letter);
        const { status } = await send(caller, route, await pathOf(route, caller), false);
        const cell = TABLE[route.name]?.[COLUMNS.indexOf(letter)] ?? '';
        const expected = { '.': 428, '1': 401, '3': 403, '4': 404 }[cell];
        if (status !== expected) seen.push(`${route.name}, ${letter}: ${status} instead of ${expected}`);
      }
    }
    expect(conditional.length).toBeGreaterThan(8);
    expect(seen).toEqual([]);
  });

  describe('with a booking that not everybody of the centre may see', () => {
    const cellsOf = async (call: (caller: Caller) => Promise<{ status: number }>): Promise<string> => {
      let cells = '';
      for (const letter of cast.letters) cells += cellOf((await call(cast.callerOf(letter))).status);
      return cells;
    };
    const change = { body: { title: 'Changed' }, ifMatch: 999 };

    it('hides a private one from the desk too', async () => {
      const at = `${DUKOU}/bookings/${cast.ids.privateBooking}`;
      expect(await cellsOf((caller) => caller.get(at))).toBe('1.44...44');
      expect(await cellsOf((caller) => caller.call('PATCH', at, change))).toBe('1.44...44');
      expect(await cellsOf((caller) => caller.post(`${at}/undo-cancel`))).toBe('1.44...44');
      expect(await cellsOf((caller) => caller.post(`${at}/approve`))).toBe('1344...44');
    });

    it('shows a public one to every member, who may nevertheless not touch it', async () => {
      const at = `${DUKOU}/bookings/${cast.ids.publicBooking}`;
      expect(await cellsOf((caller) => caller.get(at))).toBe('1......44');
      expect(await cellsOf((caller) => caller.call('PATCH', at, change))).toBe('1.3....44');
      expect(await cellsOf((caller) => caller.post(`${at}/undo-cancel`))).toBe('1.3....44');
      const others = { reason: 'x', occurrences: [UNKNOWN['booking']] };
      expect(await cellsOf((caller) => caller.post(`${at}/decline`, others))).toBe('1333...44');
    });

    it('lets its maker and the people of the centre cancel it, and nobody else', async () => {
      const at = `${DUKOU}/bookings/${cast.ids.publicBooking}/cancel`;
      for (const letter of ['-', 'n', 'f', 'F'] satisfies Letter[]) {
        expect((await cast.callerOf(letter).post(at)).status).not.toBe(200);
      }
      expect((await cast.callerOf('d').post(at, { reason: 'Rain' })).status).toBe(200);
    });
  });
});
