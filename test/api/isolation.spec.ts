import type { Answer, Caller } from '../support/app.js';
import { routesOf, type ApiDocument, type Route } from './document.js';
import { createIsolationCast, DUKOU, FAR, LAST_DAY, ZONES, type IsolationCast } from './isolation-cast.js';
import { BOOKING_FIELDS, COLUMNS, DATE_FIELDS, ISOLATION, MET_FIELDS, SCHEDULE_FIELDS } from './isolation-table.js';
import {
  decidesIn,
  isWholly,
  levelOf,
  mayChange,
  mayOpen,
  namedDates,
  secretsOf,
  type KnownBooking,
  type KnownDate,
  type Viewer,
} from './visibility.js';

const FROM_AFAR = { 'x-forwarded-for': '203.0.113.5' };
const NO_SUCH = '01990000-0000-7000-8000-000000000000';
const OUTSIDERS = ['F', 'f'];
const MONTH = `from=2026-09-01&to=2026-09-${LAST_DAY + 10}`;

type Fields = Record<string, unknown>;

/** What is compared and what was found otherwise; an expectation for each of thousands of cells would bury the faults. */
class Ledger {
  cells = 0;
  searched = 0;
  readonly faults: string[] = [];

  compare(what: string, seen: unknown, expected: unknown): void {
    this.cells += 1;
    const [is, should] = [JSON.stringify(seen), JSON.stringify(expected)];
    if (is !== should) this.faults.push(`${what}: ${is} instead of ${should}`);
  }

  fields(what: string, seen: object | undefined, expected: readonly string[]): void {
    this.cells += expected.length;
    this.compare(what, Object.keys(seen ?? {}).sort(), [...expected].sort());
  }
}

let cast: IsolationCast;
let ledger: Ledger;
const total = { cells: 0, searched: 0 };
beforeAll(async () => {
  cast = await createIsolationCast();
}, 180_000);
beforeEach(() => {
  ledger = new Ledger();
});
afterEach(() => {
  total.cells += ledger.cells;
  total.searched += ledger.searched;
});
afterAll(async () => {
  console.log(
    `isolation matrix: ${total.cells} cells checked, answers searched ${total.searched} times for what they must not say`,
  );
  await cast.close();
});

/** No answer tells more of any booking than the one who asked may know. */
function scan(what: string, letter: string, { text, headers }: Answer): void {
  const viewer = cast.viewerOf(letter);
  const said = text + JSON.stringify(headers);
  const secrets = [
    ...cast.bookings.flatMap((booking) => secretsOf(viewer, booking)),
    ...(letter === 'F' || letter === 'f' || letter === 'O' ? [] : secretsOf(viewer, cast.farBooking)),
  ];
  for (const { text: secret, what: kind } of secrets) {
    ledger.searched += 1;
    if (said.includes(secret)) ledger.faults.push(`${what}, ${letter}: gives away the ${kind} ${secret}`);
  }
}

const cellOf = (status: number): string => {
  const refused: Readonly<Record<number, string>> = { 401: '1', 403: '3', 404: '4' };
  return refused[status] ?? (status === 428 || status >= 500 ? `(${status})` : '.');
};

const insiders = (): string[] => cast.letters.filter((letter) => letter !== '-' && !OUTSIDERS.includes(letter));

describe('every route, for every kind of caller', () => {
  const QUERY: Readonly<Record<string, string>> = {
    [`GET /api/v1/centres/{centre}/schedule`]: `?${MONTH}`,
    [`GET /api/v1/centres/{centre}/days`]: `?${MONTH}`,
    [`GET /api/v1/centres/{centre}/zones/{zone}/availability`]: `?${MONTH}`,
  };

  /** Bodies that are understood, where whose zone it is comes after that. */
  const BODIES: Readonly<Record<string, object>> = {
    'POST /api/v1/centres/{centre}/bookings/{booking}/decline': { reason: 'No', occurrences: [NO_SUCH] },
    'POST /api/v1/centres/{centre}/bookings/{booking}/counter': { reason: 'No', proposals: [{ occurrence: NO_SUCH }] },
  };

  const bookingInQuestion = (): KnownBooking => {
    const found = cast.bookings.find(({ title }) => title === 'Title b-F2-ELDER-1-internal');
    if (!found) throw new Error('the booking in question was not made');
    return found;
  };

  const values = (): Readonly<Record<string, string>> => ({
    ...{ centre: 'dukou', zone: 'F2-ELDER-1', year: '2026', person: cast.somebody, token: NO_SUCH },
    ...cast.ofBeta,
    account: cast.somebody,
    ...{ booking: bookingInQuestion().id, closure: cast.closure, secret: cast.link },
    code: cast.slip,
  });

  const pathOf = ({ path, name }: Route): string =>
    path
      .replace('invitations/{secret}', 'invitations/{invited}')
      .replace(/\{(\w+)\}/g, (_, param: string) => values()[param] ?? NO_SUCH) + (QUERY[name] ?? '');

  async function routes(): Promise<Route[]> {
    return routesOf((await cast.anonymous.get<ApiDocument>('/api/openapi.json')).body);
  }

  it('stands in the table, and the table names no other', async () => {
    expect(Object.keys(ISOLATION).sort()).toEqual((await routes()).map(({ name }) => name).sort());
  });

  it('is refused as the table says, and reads give away nothing', async () => {
    for (const route of await routes()) {
      const row = ISOLATION[route.name] ?? '';
      for (const [i, letter] of [...COLUMNS].entries()) {
        const expected = row[i];
        // What is allowed and writes would change the world under the other cells: the twin of the permissions does it.
        if (route.method !== 'GET' && expected === '.') continue;
        const body = route.operation.requestBody ? { body: BODIES[route.name] ?? {} } : {};
        const headers = { ...FROM_AFAR, ...(route.method === 'GET' ? {} : { 'if-match': '"999"' }) };
        const answer = await cast.callerOf(letter).call(route.method, pathOf(route), { ...body, headers });
        const isToken = route.path.endsWith('{token}') || route.path.endsWith('{person}') || expected === '4';
        const cell = isToken && answer.status === 404 ? '4' : cellOf(answer.status);
        ledger.compare(`${route.name}, ${letter}`, cell, expected);
        scan(route.name, letter, answer);
      }
    }
    expect(ledger.faults).toEqual([]);
  });

  it('answers HEAD like GET', async () => {
    for (const letter of cast.letters) {
      const caller = cast.callerOf(letter);
      for (const { id, title } of cast.bookings.filter((_, i) => i % 5 === 0)) {
        const path = `${DUKOU}/bookings/${id}`;
        const [head, get] = [await caller.call('HEAD', path), await caller.get(path)];
        ledger.compare(
          `HEAD ${title}, ${letter}`,
          [head.status, head.headers['etag']],
          [get.status, get.headers['etag']],
        );
      }
    }
    expect(ledger.faults).toEqual([]);
  });
});

describe('each booking: public, internal and private; own, of another operator, of nobody; in each kind of zone', () => {
  const unknown = { occurrences: [NO_SUCH] };
  const CALLS: readonly (readonly [string, string, object])[] = [
    ['PATCH', '', { title: 'Changed' }],
    ['POST', '/cancel', { scope: 'one', occurrence: NO_SUCH }],
    ['POST', '/undo-cancel', {}],
    ['POST', '/proposal/accept', {}],
    ['POST', '/proposal/decline', {}],
    ['POST', '/approve', unknown],
    ['POST', '/decline', { ...unknown, reason: 'No' }],
    ['POST', '/counter', { reason: 'No', proposals: [{ occurrence: NO_SUCH, zone: 'F3-MEET-3' }] }],
    ['POST', '/accept', { nonsense: true }],
  ];

  function expectedOf(call: string, letter: string, booking: KnownBooking): string {
    const viewer = cast.viewerOf(letter);
    if (letter === '-') return '1';
    if (OUTSIDERS.includes(letter) || !mayOpen(viewer, booking)) return '4';
    if (['/approve', '/decline', '/counter'].includes(call))
      return booking.dates.some(({ zone }) => decidesIn(viewer, zone)) ? '.' : '3';
    if (call === '/accept') return ['owner', 'admin', 'office', 'desk'].includes(viewer.role) ? '.' : '3';
    return mayChange(viewer, booking) ? '.' : '3';
  }

  it('is found, refused or let through as the table says, by its own address and by the other centre’s', async () => {
    for (const booking of cast.bookings) {
      for (const letter of cast.letters) {
        const caller = cast.callerOf(letter);
        for (const [method, call, body] of CALLS) {
          const options = { body, ...(method === 'PATCH' ? { ifMatch: 999 } : {}) };
          const what = `${method} …${call} of "${booking.title}", ${letter}`;
          const answer = await caller.call(method, `${DUKOU}/bookings/${booking.id}${call}`, options);
          ledger.compare(what, cellOf(answer.status), expectedOf(call, letter, booking));
          scan(what, letter, answer);
        }
        const elsewhere = await caller.get(`${FAR}/bookings/${booking.id}`);
        ledger.compare(`far, "${booking.title}", ${letter}`, elsewhere.status, letter === '-' ? 401 : 404);
      }
    }
    expect(ledger.faults).toEqual([]);
    expect(ledger.cells).toBeGreaterThan(5000);
  });

  it('shows each field that the table gives, and no other', async () => {
    for (const booking of cast.bookings) {
      for (const letter of cast.letters) {
        const viewer = cast.viewerOf(letter);
        const what = `GET "${booking.title}", ${letter}`;
        const answer = await cast.callerOf(letter).get<Fields>(`${DUKOU}/bookings/${booking.id}`);
        const open = !OUTSIDERS.includes(letter) && mayOpen(viewer, booking);
        ledger.compare(what, answer.status, letter === '-' ? 401 : open ? 200 : 404);
        scan(what, letter, answer);
        if (answer.status === 200) compareBooking(what, viewer, { booking, shown: answer.body, withPeople: true });
        const isFull = booking.dates.some((date) => levelOf(viewer, booking, date) === 'everything');
        ledger.compare(`${what}, ETag`, answer.headers['etag'] !== undefined, answer.status === 200 && isFull);
      }
    }
    expect(ledger.faults).toEqual([]);
  });

  it('of another centre is there for its own people only', async () => {
    for (const letter of cast.letters) {
      const answer = await cast.callerOf(letter).get(`${FAR}/bookings/${cast.farBooking.id}`);
      const expected = letter === '-' ? 401 : ['O', 'F', 'f'].includes(letter) ? 200 : 404;
      ledger.compare(`the far booking, ${letter}`, answer.status, expected);
      for (const path of ['bookings', 'people', 'audit']) {
        const list = await cast.callerOf(letter).get(`${FAR}/${path}`);
        const may = path === 'bookings' ? ['O', 'F', 'f'] : ['O', 'F'];
        const other = letter === 'f' ? 403 : 404;
        ledger.compare(
          `far ${path}, ${letter}`,
          list.status,
          letter === '-' ? 401 : may.includes(letter) ? 200 : other,
        );
      }
    }
    expect(ledger.faults).toEqual([]);
  });
});

function compareBooking(
  what: string,
  viewer: Viewer,
  { booking, shown, withPeople }: { booking: KnownBooking; shown: Fields; withPeople: boolean },
): void {
  const full = booking.dates.filter((date) => levelOf(viewer, booking, date) === 'everything');
  const isFull = full.length > 0;
  const partial = isFull && !isWholly(viewer, booking) && full.length < booking.dates.length;
  const away = isFull && !isWholly(viewer, booking) && !full.some(({ zone }) => zone === booking.zone);
  const waits = full.some((date) => date.status === 'pending' && decidesNow(viewer, date));
  const expected = [
    ...(isFull ? BOOKING_FIELDS.everything : BOOKING_FIELDS.title),
    ...when(booking.operator !== null, 'operator'),
    ...when(withPeople, 'refused'),
    ...when(isFull && withPeople, 'people'),
    ...when(isFull && waits && withPeople, 'quotas'),
    ...when(isFull && booking.title.startsWith('Title d-'), 'onBehalfOf'),
    ...when(isFull && (partial || away), 'partial'),
    ...when(isFull && !partial && !away, ...BOOKING_FIELDS.rule),
  ];
  ledger.fields(what, shown, expected);
  const dates = shown['occurrences'] as Fields[];
  ledger.compare(
    `${what}, dates`,
    dates.map(({ id }) => id).sort(),
    (isFull ? full : booking.dates).map(({ id }) => id).sort(),
  );
  for (const date of dates) {
    const known = booking.dates.find(({ id }) => id === date['id']);
    const pending = known?.status === 'pending';
    ledger.fields(`${what}, a date`, date, [
      ...(isFull ? DATE_FIELDS.everything : DATE_FIELDS.title),
      ...when(isFull && pending, 'stage'),
      ...when(isFull && known?.zone === 'F3-PERS-1' && date['kept'] === true, 'kept'),
      ...when(isFull && withPeople && pending && decidesNow(viewer, known), 'rivals'),
    ]);
  }
}

const when = (is: boolean, ...fields: readonly string[]): readonly string[] => (is ? fields : []);

/** Alpha decides first in its zones; beta has no such right, so the centre does in beta's. */
function decidesNow(viewer: Viewer, { zone }: KnownDate): boolean {
  return decidesIn(viewer, zone);
}

describe('lists and boards', () => {
  it('the schedule shows each date with the fields that the table gives', async () => {
    for (const letter of cast.letters) {
      const viewer = OUTSIDERS.includes(letter) ? cast.viewerOf('-') : cast.viewerOf(letter);
      const path = `${DUKOU}/schedule?${MONTH}&zones=${ZONES.join(',')}`;
      const answer = await cast.callerOf(letter).get<{ zones: { occurrences: Fields[] }[] }>(path);
      scan('schedule', letter, answer);
      const shown = answer.body.zones.flatMap(({ occurrences }) => occurrences);
      ledger.compare(`schedule, ${letter}`, shown.length, cast.bookings.flatMap(({ dates }) => dates).length);
      for (const booking of cast.bookings) {
        for (const date of booking.dates) {
          const found = shown.find(({ zone, start }) => zone === date.zone && Date.parse(String(start)) === date.start);
          const what = `schedule, "${booking.title}" in ${date.zone}, ${letter}`;
          ledger.fields(what, found, SCHEDULE_FIELDS[levelOf(viewer, booking, date)]);
        }
      }
    }
    expect(ledger.faults).toEqual([]);
  });

  it('a refusal says of what it met only what the table gives', async () => {
    for (const letter of insiders()) {
      const caller = cast.callerOf(letter);
      const viewer = cast.viewerOf(letter);
      for (const booking of cast.bookings) {
        for (const { zone, start, end } of booking.dates) {
          const wish = { zone, start: new Date(start).toISOString(), end: new Date(end).toISOString(), title: 'Mine' };
          const answer = await caller.post<{ occurrences: { refusals: { code: string; met: Fields[] }[] }[] }>(
            `${DUKOU}/bookings/check`,
            wish,
          );
          const what = `check in ${zone} against "${booking.title}", ${letter}`;
          scan(what, letter, answer);
          const occupied = answer.body.occurrences[0]?.refusals.find(({ code }) => code === 'occupied');
          ledger.compare(what, occupied?.met.length, 1);
          const level = levelOf(viewer, booking, { zone } as KnownDate);
          ledger.fields(what, occupied?.met[0], MET_FIELDS[level]);
        }
      }
    }
    expect(ledger.faults).toEqual([]);
  });

  it('a list holds what may be known, whatever is filtered by, in full pages', async () => {
    const statuses = ['pending', 'confirmed', 'cancelled'];
    const zones = [...ZONES, 'F1-HALL'];
    for (const letter of insiders()) {
      const viewer = cast.viewerOf(letter);
      const caller = cast.callerOf(letter);
      const filters: { query: string; date?: (date: KnownDate) => boolean; booking?: (b: KnownBooking) => boolean }[] =
        [
          { query: '' },
          { query: 'mine=true', booking: ({ maker }) => viewer.id !== '' && maker === viewer.id },
          ...statuses.map((status) => ({
            query: `status=${status}`,
            booking: (b: KnownBooking) => b.status === status,
          })),
          ...zones.map((zone) => ({ query: `zone=${zone}`, date: (date: KnownDate) => date.zone === zone })),
          ...Array.from({ length: LAST_DAY + 4 }, (_, n) => {
            const name = `2026-09-${String(n + 1).padStart(2, '0')}`;
            const start = Date.parse(`${name}T00:00:00+08:00`);
            const inDay = (date: KnownDate): boolean => date.start >= start && date.start < start + 86_400_000;
            return { query: `from=${name}&to=${name}`, date: inDay };
          }),
          ...zones.map((zone) => ({
            query: `zone=${zone}&from=2026-09-13&to=2026-09-20`,
            date: (date: KnownDate) =>
              date.zone === zone &&
              date.start >= Date.parse('2026-09-13T00:00:00+08:00') &&
              date.start < Date.parse('2026-09-21T00:00:00+08:00'),
          })),
        ];
      for (const { query, date = () => true, booking = () => true } of filters) {
        const expected = cast.bookings.filter((one) => {
          const dates = isWholly(viewer, one) || one.visibility === 'public' ? one.dates : namedDates(viewer, one);
          return booking(one) && dates.some(date);
        });
        const { ids, pages } = await allPages(caller, letter, query);
        ledger.compare(
          `list ?${query}, ${letter}`,
          ids,
          expected.map(({ id }) => id),
        );
        ledger.compare(
          `pages ?${query}, ${letter}`,
          pages.slice(0, -1),
          pages.slice(0, -1).map(() => 5),
        );
        ledger.compare(`last page ?${query}, ${letter}`, pages.at(-1) === 0, expected.length === 0);
      }
    }
    expect(ledger.faults).toEqual([]);
  });

  async function allPages(caller: Caller, letter: string, query: string): Promise<{ ids: string[]; pages: number[] }> {
    const ids: string[] = [];
    const pages: number[] = [];
    let cursor: string | undefined;
    do {
      const next = cursor === undefined ? '' : `&cursor=${cursor}`;
      const answer = await caller.get<{ items: { id: string }[]; nextCursor?: string }>(
        `${DUKOU}/bookings?limit=5&${query}${next}`,
      );
      scan(`list ?${query}`, letter, answer);
      ids.push(...answer.body.items.map(({ id }) => id));
      pages.push(answer.body.items.length);
      cursor = answer.body.nextCursor;
    } while (cursor !== undefined);
    return { ids, pages };
  }

  it('a list shows each field that the table gives, and no other', async () => {
    for (const letter of insiders()) {
      const answer = await cast.callerOf(letter).get<{ items: Fields[] }>(`${DUKOU}/bookings?limit=200`);
      for (const shown of answer.body.items) {
        const booking = cast.bookings.find(({ id }) => id === shown['id']);
        const what = `list, "${booking?.title}", ${letter}`;
        if (booking) compareBooking(what, cast.viewerOf(letter), { booking, shown, withPeople: false });
      }
    }
    expect(ledger.faults).toEqual([]);
  });

  it('another operator is told like one that does not exist', async () => {
    for (const letter of insiders()) {
      const viewer = cast.viewerOf(letter);
      const caller = cast.callerOf(letter);
      for (const code of ['alpha', 'beta', 'gamma']) {
        const own = { alpha: 'Aa', beta: 'Bb', gamma: '' }[code] ?? '';
        const isStaff = ['owner', 'admin', 'office', 'desk'].includes(viewer.role);
        const may = own.includes(letter) || (isStaff && code !== 'gamma');
        const [list, unlisted] = [
          await caller.get(`${DUKOU}/bookings?operator=${code}`),
          await caller.get(`${DUKOU}/bookings?operator=nobody`),
        ];
        const wish = { zone: 'F3-MEET-2', start: '2026-09-24T10:00', end: '2026-09-24T11:00', title: 'x' };
        const [check, unchecked] = [
          await caller.post(`${DUKOU}/bookings/check`, { ...wish, operator: code }),
          await caller.post(`${DUKOU}/bookings/check`, { ...wish, operator: 'nobody' }),
        ];
        ledger.compare(`list of ${code}, ${letter}`, list.status, may ? 200 : 400);
        ledger.compare(`check for ${code}, ${letter}`, check.status, may ? 200 : 400);
        if (may) continue;
        const plain = ({ text }: Answer): string => text.replaceAll(/"(instance|requestId)":"[^"]*"/g, '');
        ledger.compare(`list of ${code} told, ${letter}`, plain(list).replaceAll(code, 'nobody'), plain(unlisted));
        ledger.compare(`check for ${code} told, ${letter}`, plain(check).replaceAll(code, 'nobody'), plain(unchecked));
      }
    }
    expect(ledger.faults).toEqual([]);
  });

  it('who stays inside a closure is told only to who closes', async () => {
    for (const letter of cast.letters) {
      for (const path of [`closures/${cast.closure}`, `closures?${MONTH}`]) {
        const answer = await cast.callerOf(letter).get(`${DUKOU}/${path}`);
        ledger.compare(
          `${path}, ${letter}`,
          [answer.status, answer.text.includes('"kept"')],
          [200, 'oxO'.includes(letter)],
        );
        scan(path, letter, answer);
      }
    }
    expect(ledger.faults).toEqual([]);
  });

  it('availability is one answer for all who book under the same notice', async () => {
    for (const zone of ZONES) {
      const path = `${DUKOU}/zones/${zone}/availability?${MONTH}`;
      const texts = new Map<string, string>();
      for (const letter of cast.letters) texts.set(letter, (await cast.callerOf(letter).get(path)).text);
      for (const letter of cast.letters) {
        const isStaff = 'doxO'.includes(letter);
        ledger.compare(`${path}, ${letter}`, texts.get(letter), texts.get(isStaff ? 'd' : '-'));
      }
    }
    expect(ledger.faults).toEqual([]);
  });
});
