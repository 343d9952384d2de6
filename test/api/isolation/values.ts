import { Reader } from '../../../src/platform/database/reader.js';
import { LETTERS } from '../route-table.js';
import { SOMEBODY } from './cast.js';
import { MARKS, tokenName, type Code } from './cast.things.js';
import { readings, type Reading } from './readings.js';
import type { Fields, Stage } from './stage.js';

/** Everybody's letters, in the order of the table. */
const sorted = (letters: Iterable<string>): string => LETTERS.filter((one) => [...letters].includes(one)).join('');

/** Who manages an operator, who else is of it, and the people of its centre. */
const PEOPLE: Readonly<Record<Code, { manager: string; own: string; admin: string; office: string; staff: string }>> = {
  alpha: { manager: 'A', own: 'Aa', admin: 'xO', office: 'oxO', staff: 'doxO' },
  beta: { manager: 'B', own: 'Bb', admin: 'xO', office: 'oxO', staff: 'doxO' },
  gamma: { manager: 'f', own: 'f', admin: 'FO', office: 'FO', staff: 'FO' },
};

/** Who reads what stands in one thing of one operator, wherever that may be answered; nobody else ever does. */
const READERS: Readonly<Record<keyof typeof MARKS, (code: Code) => string>> = {
  contact: (code) => PEOPLE[code].own + PEOPLE[code].staff,
  phone: (code) => PEOPLE[code].own + PEOPLE[code].staff,
  note: (code) => PEOPLE[code].staff,
  terms: (code) => PEOPLE[code].own + PEOPLE[code].office,
  quota: (code) => PEOPLE[code].own + PEOPLE[code].office,
  duty: (code) => PEOPLE[code].own + PEOPLE[code].office,
  guest: (code) => PEOPLE[code].manager + PEOPLE[code].admin,
  wish: (code) => PEOPLE[code].own + PEOPLE[code].admin,
  reason: (code) => PEOPLE[code].own + PEOPLE[code].admin,
};

/** Whoever holds the paper or the link reads it, so that says nothing of who they are. */
const HELD = /\{(secret|code)\}/;

const CENTRE = 'GET /api/v1/centres/{centre}';

interface Listed {
  readonly route: string;
  readonly whose: Code;
  /** The member of each item by which it is known. */
  readonly key: string;
  readonly expected: (letter: string) => readonly string[];
}

/** What each list holds for whom. */
async function listsOf({ cast }: Stage): Promise<Listed[]> {
  const reader = cast.app.get(Reader, { strict: false });
  const column = async (text: string, values: string[] = []): Promise<string[]> =>
    (await reader.all<{ v: string }>(text, values)).map(({ v }) => v);
  const notices = await reader.all<{ v: string; user: string }>('SELECT id AS v, user_id AS "user" FROM notices');
  const lists: Listed[] = [
    { route: 'GET /api/v1/centres', whose: 'beta', key: 'slug', expected: () => ['dukou', 'far'] },
    { route: 'GET /api/v1/tokens', whose: 'beta', key: 'name', expected: (letter) => [tokenName(letter)] },
    {
      ...{ route: 'GET /api/v1/me/notices', whose: 'beta', key: 'id' },
      expected: (letter) => notices.filter(({ user }) => user === cast.viewerOf(letter).id).map(({ v }) => v),
    },
    { route: `${CENTRE}/closures`, whose: 'beta', key: 'id', expected: () => [cast.closure] },
  ];
  for (const whose of ['beta', 'gamma'] as const) {
    const { centre } = cast.things[whose];
    const inCentre = `c.slug = '${centre}'`;
    const operators = await column(
      `SELECT o.code AS v FROM operators o JOIN centres c ON c.id = o.centre_id WHERE ${inCentre}`,
    );
    const people = await column(
      `SELECT m.user_id AS v FROM memberships m JOIN centres c ON c.id = m.centre_id WHERE ${inCentre}`,
    );
    const log = await column(
      `SELECT a.id AS v FROM audit_log a JOIN centres c ON c.id = a.centre_id WHERE ${inCentre} ORDER BY a.id DESC LIMIT 50`,
    );
    const codes = Object.entries(cast.things).flatMap(([code, thing]) =>
      thing.centre === centre ? [code as Code] : [],
    );
    const ownOf = (letter: string): Code[] => codes.filter((code) => PEOPLE[code].own.includes(letter));
    const seen = (letter: string, all: string): Code[] =>
      PEOPLE[whose][all as 'staff'].includes(letter) ? codes : ownOf(letter);
    const agreements = await reader.all<{ v: string; code: string }>(
      `SELECT a.id AS v, o.code FROM agreements a JOIN operators o ON o.id = a.operator_id JOIN centres c ON c.id = a.centre_id WHERE ${inCentre}`,
    );
    lists.push(
      {
        ...{ route: `${CENTRE}/operators`, whose, key: 'code' },
        expected: (letter) => (PEOPLE[whose].staff.includes(letter) ? operators : ownOf(letter)),
      },
      {
        ...{ route: `${CENTRE}/agreements`, whose, key: 'id' },
        expected: (letter) =>
          agreements.filter(({ code }) => seen(letter, 'office').includes(code as Code)).map(({ v }) => v),
      },
      {
        ...{ route: `${CENTRE}/hours-requests`, whose, key: 'id' },
        expected: (letter) => seen(letter, 'admin').map((code) => cast.things[code].request),
      },
      { route: `${CENTRE}/people`, whose, key: 'id', expected: () => people },
      { route: `${CENTRE}/audit`, whose, key: 'id', expected: () => log },
      {
        ...{ route: `${CENTRE}/operators/{operator}/members`, whose, key: 'id' },
        expected: () => [...PEOPLE[whose].own].map((letter) => cast.viewerOf(letter).id),
      },
      {
        ...{ route: `${CENTRE}/operators/{operator}/invitations`, whose, key: 'id' },
        expected: () => [cast.things[whose].invitation],
      },
    );
  }
  return lists;
}

const told = ({ answer }: Reading): boolean => answer.status === 200;

export function values(at: () => Stage): void {
  it('is read by those whom the table names, and by nobody else', async () => {
    const stage = at();
    const read = (await readings(stage)).filter(told).filter(({ route }) => !HELD.test(route.path));
    const readers = (mark: string): string =>
      sorted(read.filter(({ answer }) => answer.text.includes(mark)).map(({ letter }) => letter));
    for (const code of ['alpha', 'beta', 'gamma'] as const) {
      for (const [kind, mark] of Object.entries(MARKS) as [keyof typeof MARKS, (code: Code) => string][])
        stage.ledger.compare(mark(code), readers(mark(code)), sorted(READERS[kind](code)));
    }
    // The owner reads the log of the installation, in which accounts and their tokens are.
    for (const letter of LETTERS.slice(1)) {
      const seen = sorted(`${letter}O`);
      stage.ledger.compare(tokenName(letter), readers(tokenName(letter)), seen);
    }
    stage.ledger.compare(SOMEBODY, readers(SOMEBODY), 'xO');
    expect(stage.ledger.faults).toEqual([]);
  });

  it('fills each list with what is its reader’s, and with all of it', async () => {
    const stage = at();
    const read = (await readings(stage)).filter(told);
    for (const { route, whose, key, expected } of await listsOf(stage)) {
      const lists = read.filter((one) => one.route.name === route && one.whose === whose);
      expect(lists.length).toBeGreaterThan(0);
      for (const { letter, answer } of lists) {
        const items = (answer.body['items'] as Fields[]).map((item) => String(item[key]));
        stage.ledger.compare(`${route} of ${whose}, ${letter}`, items.sort(), [...expected(letter)].sort());
      }
    }
    expect(stage.ledger.faults).toEqual([]);
  });

  it('tells each reader of themself alone who they are', async () => {
    const stage = at();
    const own = (await readings(stage)).filter(told).filter(({ route }) => route.name === 'GET /api/v1/me');
    for (const { letter, answer } of own) {
      const { user, roles, operators } = answer.body as { user: Fields; roles: Fields[]; operators: Fields[] };
      const { id, role } = stage.cast.viewerOf(letter);
      if (id !== '') stage.ledger.compare(`me, ${letter}`, user['id'], id);
      const centre = letter === 'F' ? ['far admin'] : ['none', 'owner'].includes(role) ? [] : [`dukou ${role}`];
      const seen = roles.map((one) => `${String(one['centre'])} ${String(one['role'])}`);
      if (letter !== 'O') stage.ledger.compare(`roles, ${letter}`, seen, centre);
      const codes = Object.entries(PEOPLE).flatMap(([code, { own: of }]) => (of.includes(letter) ? [code] : []));
      stage.ledger.compare(
        `operators, ${letter}`,
        operators.map((one) => one['code']),
        codes,
      );
    }
    expect(stage.ledger.faults).toEqual([]);
  });
}
