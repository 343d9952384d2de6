import type { Answer } from '../../support/app.js';
import type { Route } from '../document.js';
import { cellFor, LETTERS } from '../route-table.js';
import { LAST_DAY } from './cast.bookings.js';
import type { Code, Things } from './cast.things.js';
import { FROM_AFAR, NO_SUCH, type Stage } from './stage.js';

export const MONTH = `from=2026-09-01&to=2026-09-${LAST_DAY + 10}`;
const CENTRE = '/api/v1/centres/{centre}';

const QUERY: Readonly<Record<string, string>> = {
  [`GET ${CENTRE}/schedule`]: `?${MONTH}`,
  [`GET ${CENTRE}/days`]: `?${MONTH}`,
  [`GET ${CENTRE}/zones/{zone}/availability`]: `?${MONTH}`,
};

const WISH = { zone: 'F3-MEET-3', start: '2026-09-24T10:00', end: '2026-09-24T11:00', title: 'Mine' };

/** Calls that write nothing although they are sent as POST. */
const READING: Readonly<Record<string, object>> = {
  [`POST ${CENTRE}/bookings/check`]: WISH,
  [`POST ${CENTRE}/bookings/search`]: { text: '0199' },
  [`POST ${CENTRE}/personal-data/search`]: { phone: '0570-5550199' },
  'POST /api/v1/recurrences/expand': {
    start: '2026-09-24T10:00',
    rrule: 'FREQ=DAILY;COUNT=2',
    timeZone: 'Asia/Shanghai',
  },
};

/** Bodies that are understood, where whose zone it is comes after that. */
const BODIES: Readonly<Record<string, object>> = {
  ...READING,
  [`POST ${CENTRE}/bookings/{booking}/decline`]: { reason: 'No', occurrences: [NO_SUCH] },
  [`POST ${CENTRE}/bookings/{booking}/counter`]: { reason: 'No', proposals: [{ occurrence: NO_SUCH }] },
};

export const isReading = ({ name, method }: Route): boolean => method === 'GET' || name in READING;

export const cellOf = (status: number): string => {
  const refused: Readonly<Record<number, string>> = { 401: '1', 403: '3', 404: '4' };
  return refused[status] ?? (status === 428 || status >= 500 ? `(${status})` : '.');
};

/** What stands for each parameter; nobody of the other centre is asked for by name. */
export function valuesOf({ cast }: Stage, things: Things): Readonly<Record<string, string>> {
  const here = things.centre === 'dukou';
  const booking = cast.bookings.find(({ title }) => title === 'Title b-F2-ELDER-1-internal');
  return {
    ...things,
    ...{ year: '2026', token: NO_SUCH, code: cast.slip, secret: cast.link },
    ...{ person: here ? cast.somebody : NO_SUCH, account: here ? cast.somebody : NO_SUCH },
    ...{ booking: here ? (booking?.id ?? '') : cast.farBooking.id, closure: here ? cast.closure : NO_SUCH },
  };
}

const pathOf = ({ path, name }: Route, values: Readonly<Record<string, string>>): string =>
  path
    .replace(/invitations\/\{secret\}$/, 'invitations/{invited}')
    .replace(/\{(\w+)\}/g, (_, param: string) => values[param] ?? NO_SUCH) + (QUERY[name] ?? '');

export interface Call {
  readonly route: Route;
  readonly letter: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Asks as this reader; a write that would be let through is not asked, for the sake of what is read after it. */
export function ask({ cast }: Stage, { route, letter, values }: Call): Promise<Answer> {
  const body = route.operation.requestBody ? { body: BODIES[route.name] ?? {} } : {};
  const headers = { ...FROM_AFAR, ...(route.method === 'GET' ? {} : { 'if-match': '"999"' }) };
  return cast.callerOf(letter).call(route.method, pathOf(route, values), { ...body, headers });
}

/** Whose things were read by whom, and what came back. */
export interface Reading {
  readonly route: Route;
  readonly letter: string;
  readonly whose: Code;
  /** The cell of the table that answers it. */
  readonly expected: string;
  readonly answer: Answer;
}

/** Who the other operator's people are to these: what beta is to alpha, alpha is to beta. */
const MIRROR: Readonly<Record<string, string>> = { A: 'B', a: 'b', B: 'A', b: 'a' };
/** The other centre's people there have the place that these have here; whoever is of neither stays outside. */
const THERE: Readonly<Record<string, string>> = { '-': '-', O: 'O', F: 'x', f: 'B' };

const cellOfReader: Readonly<Record<Code, (route: string, letter: string) => string>> = {
  beta: cellFor,
  alpha: (route, letter) => cellFor(route, MIRROR[letter] ?? letter),
  gamma: (route, letter) => cellFor(route, THERE[letter] ?? 'F'),
};

const isOf: Readonly<Record<Code, (path: string) => boolean>> = {
  beta: () => true,
  alpha: (path) => /\{(operator|agreement)\}/.test(path),
  // Its people, closures and hours are none; what may be asked of any zone or day is the same everywhere.
  gamma: (path) =>
    path.startsWith(CENTRE) && !/\{(person|account|closure)\}|availability|schedule|check|days/.test(path),
};

const known = new WeakMap<Stage, Promise<Reading[]>>();

/** Every reading call by everybody: of beta's things, of alpha's, and of the other centre's. Asked once for all tests. */
export function readings(stage: Stage): Promise<Reading[]> {
  const asked = known.get(stage) ?? askAll(stage);
  known.set(stage, asked);
  return asked;
}

async function askAll(stage: Stage): Promise<Reading[]> {
  const all: Reading[] = [];
  for (const whose of ['beta', 'alpha', 'gamma'] as const) {
    const values = valuesOf(stage, stage.cast.things[whose]);
    for (const route of stage.routes.filter((one) => isReading(one) && isOf[whose](one.path))) {
      for (const letter of LETTERS) {
        const expected = cellOfReader[whose](route.name, letter);
        all.push({ route, letter, whose, expected, answer: await ask(stage, { route, letter, values }) });
      }
    }
  }
  return all;
}
