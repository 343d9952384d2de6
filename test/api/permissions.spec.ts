import type { Caller } from '../support/app.js';
import { routesOf, type ApiDocument, type Route } from './document.js';
import { DUKOU } from './isolation/cast.bookings.js';
import { createIsolationCast, type IsolationCast } from './isolation/cast.js';
import { cellOf } from './isolation/readings.js';
import { FROM_AFAR, NO_SUCH } from './isolation/stage.js';
import { cellFor, LETTERS, ROUTES } from './route-table.js';

/** Bodies that the guard lets through and that change nothing; `{}` where nothing stands here. */
const BODIES: Readonly<Record<string, object>> = {
  'POST /api/v1/centres/{centre}/bookings/{booking}/cancel': { scope: 'never' },
  'PATCH /api/v1/centres/{centre}/bookings/{booking}': { scope: 'never' },
  'POST /api/v1/centres/{centre}/bookings/{booking}/approve': { occurrences: [] },
};

const UNKNOWN: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['booking', 'closure', 'member', 'invitation', 'agreement', 'request', 'account', 'person', 'token'].map(
      (param) => [param, NO_SUCH],
    ),
  ),
  ...{ centre: 'nowhere', zone: 'NOT-THERE', operator: 'nobody-known', secret: 'A'.repeat(43), code: 'A'.repeat(12) },
};

/** What would be made afresh for each call, where only another parameter is looked at. */
const NOBODY: Readonly<Record<string, string>> = Object.fromEntries(
  ['person', 'account', 'member', 'invitation'].map((param) => [param, UNKNOWN[param] ?? '']),
);

describe('every route of the OpenAPI document, for every kind of caller', () => {
  let cast: IsolationCast;
  let routes: Route[];
  let ids: Readonly<Record<string, string>>;
  beforeAll(async () => {
    cast = await createIsolationCast();
    routes = routesOf((await cast.anonymous.get<ApiDocument>('/api/openapi.json')).body);
    const booking = cast.bookings.find(({ title }) => title === 'Title b-F2-ELDER-1-internal')?.id ?? '';
    ids = { ...cast.things.beta, booking, closure: cast.closure, secret: cast.link, year: '2026' };
  }, 180_000);
  afterAll(() => cast.close());

  /** What path parameters stand for; people, members, invitations and tokens are made afresh, since calls take them away. */
  async function valueOf(param: string, route: Route, caller: Caller, unique: string): Promise<string> {
    if (param === 'person' || param === 'account') return cast.person(unique);
    if (param === 'member') return cast.member(unique);
    if (param === 'invitation') return (await cast.invitation()).id;
    // What is accepted here is no invitation, since accepting one changes who the caller is.
    if (/invitations.*(secret\}|account)$/.test(route.path)) return (await cast.invitation()).secret;
    if (param === 'token') {
      const made = await caller.post('/api/v1/tokens', { name: unique });
      return typeof made.body['id'] === 'string' ? made.body['id'] : NO_SUCH;
    }
    if (param === 'code') {
      const slip = await cast.callerOf('d').post<{ code: string }>(`${DUKOU}/bookings/${ids['booking']}/slip`);
      return slip.body.code;
    }
    const value = ids[param];
    if (value === undefined) throw new Error(`This test does not know what to put for {${param}}.`);
    return value;
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
    expect(Object.keys(ROUTES).sort()).toEqual(routes.map(({ name }) => name).sort());
  });

  it('answers as the table says', async () => {
    const seen: Record<string, string> = {};
    for (const route of routes) {
      let cells = '';
      for (const letter of LETTERS) {
        const caller = ending(route) ? await cast.freshCallerOf(letter) : cast.callerOf(letter);
        cells += cellOf((await send(caller, route, await pathOf(route, caller))).status);
      }
      seen[route.name] = cells;
    }
    expect(seen).toEqual(ROUTES);
  });

  it('finds nothing where nothing is, for whoever is signed in', async () => {
    const seen: string[] = [];
    for (const route of routes) {
      for (const [, param = ''] of route.path.matchAll(/\{(\w+)\}/g)) {
        const unknown = UNKNOWN[param];
        if (unknown === undefined) continue;
        for (const letter of LETTERS) {
          const caller = cast.callerOf(letter);
          const path = await pathOf(route, caller, { ...NOBODY, [param]: unknown });
          const body = param === 'secret' ? { login: 'somebody', name: 'x', password: 'a long sentence' } : undefined;
          const rightBody = route.path.endsWith('/password') ? { password: 'a long sentence' } : body;
          const { status } = await (rightBody && route.method === 'POST'
            ? caller.call(route.method, path, { body: rightBody, headers: FROM_AFAR })
            : send(caller, route, path));
          const expected = letter === '-' && cellFor(route.name, '-') === '1' ? 401 : 404;
          if (status !== expected) seen.push(`${route.name} with {${param}} unknown, ${letter}: ${status}`);
        }
      }
    }
    expect(seen).toEqual([]);
  });

  it("finds no thing of one centre under another centre's address", async () => {
    const person = await cast.person('somebody-here');
    const own: Record<string, string> = { ...ids, person, account: person, centre: 'far' };
    const seen: string[] = [];
    for (const route of routes.filter(({ path }) =>
      /\{centre\}.*\{(zone|booking|closure|person|account|request|operator|agreement)\}/.test(path),
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
      for (const letter of LETTERS) {
        const caller = cast.callerOf(letter);
        const { status } = await send(caller, route, await pathOf(route, caller), false);
        const cell = cellFor(route.name, letter);
        const expected = { '.': 428, '1': 401, '3': 403, '4': 404 }[cell];
        if (status !== expected) seen.push(`${route.name}, ${letter}: ${status} instead of ${expected}`);
      }
    }
    expect(conditional.length).toBeGreaterThan(8);
    expect(seen).toEqual([]);
  });
});
