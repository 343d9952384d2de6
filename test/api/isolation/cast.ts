import { createTestApp, LOGINS, signIn, type Caller, type TestApp } from '../../support/app.js';
import { addOperator, freshSession, guest, setMember, withoutAgreements } from '../../support/operators.js';
import { truthOf, type KnownBooking, type Viewer } from '../visibility.js';
import { bookAll, DUKOU, FAR } from './cast.bookings.js';
import { made, thingsOf, tokenName, type Code, type Things } from './cast.things.js';

const KIDS = ['F2-KIDS', 'F2-KIDS-1', 'F2-KIDS-2', 'F2-KIDS-3', 'F2-KIDS-4'];
const ELDER = ['F2-ELDER', 'F2-ELDER-1', 'F2-ELDER-2', 'F2-ELDER-3'];

/** A person of the centre that never does anything, and so is named nowhere but among the people. */
export const SOMEBODY = 'Somebody Unseen';

export interface IsolationCast extends TestApp {
  callerOf(letter: string): Caller;
  /** A further session of the same person. */
  freshCallerOf(letter: string): Promise<Caller>;
  viewerOf(letter: string): Viewer;
  readonly bookings: readonly KnownBooking[];
  readonly farBooking: KnownBooking;
  readonly closure: string;
  readonly link: string;
  /** Code of a slip, for whoever holds the paper. */
  readonly slip: string;
  readonly somebody: string;
  readonly things: Readonly<Record<Code, Things>>;
  /** Makes a person of the demo centre and gives their id. */
  person(login: string): Promise<string>;
  /** Makes a member of beta and gives their id. */
  member(login: string): Promise<string>;
  /** Invites somebody into beta. */
  invitation(): Promise<{ readonly id: string; readonly secret: string }>;
}

type People = Readonly<
  Record<'A' | 'a' | 'B' | 'b' | 'p' | 'd' | 'o' | 'x' | 'F' | 'f', { id: string; caller: Caller }>
>;

const invitePeople = async (test: TestApp): Promise<People> => ({
  A: await guest(test, 'manager-alpha'),
  a: await guest(test, 'member-alpha'),
  B: await guest(test, 'manager-beta'),
  b: await guest(test, 'member-beta'),
  p: await guest(test, 'plain', { centre: 'dukou', role: 'member' }),
  d: await guest(test, 'the-desk', { centre: 'dukou', role: 'desk' }),
  o: await guest(test, 'the-office', { centre: 'dukou', role: 'office' }),
  x: await guest(test, 'the-admin', { centre: 'dukou', role: 'admin' }),
  F: await guest(test, 'admin-far', { centre: 'far', role: 'admin' }),
  f: await guest(test, 'manager-far'),
});

async function addTenants(test: TestApp, { A, a, B, b, f }: People): Promise<Record<Code, string>> {
  const booksIn = (zone: string) => ({ zones: [zone, 'F3-MEET', 'F3-PERS'] });
  const decides = { decide: true, sees: 'names' } as const;
  const crew = (manager: { id: string }, member: { id: string }) =>
    [
      [manager.id, 'manager'],
      [member.id, 'member'],
    ] as const;
  return {
    alpha: await addOperator(test, {
      ...{ code: 'alpha', members: crew(A, a) },
      agreements: [{ kind: 'operate', zones: ['F2-KIDS'], rights: decides }, booksIn('F2-ELDER')],
    }),
    beta: await addOperator(test, {
      ...{ code: 'beta', members: crew(B, b) },
      agreements: [{ kind: 'operate', zones: ['F2-ELDER'], rights: { sees: 'counts' } }, booksIn('F2-KIDS')],
    }),
    gamma: await addOperator(test, {
      ...{ code: 'gamma', centre: 'far', members: [[f.id, 'manager']] },
      agreements: [{ kind: 'operate', zones: ['ROOM'], rights: decides }],
    }),
  };
}

function viewersOf({ alpha, beta }: Record<Code, string>): Readonly<Record<string, Partial<Viewer>>> {
  const [kids, elder] = [
    { zones: KIDS, names: true },
    { zones: ELDER, names: false, decides: false },
  ];
  return {
    A: { operators: [{ id: alpha, manager: true }], runs: [{ ...kids, decides: true }] },
    a: { operators: [{ id: alpha, manager: false }], runs: [{ ...kids, decides: false }] },
    B: { operators: [{ id: beta, manager: true }], runs: [elder] },
    b: { operators: [{ id: beta, manager: false }], runs: [elder] },
    ...{
      p: { role: 'member' },
      d: { role: 'desk' },
      o: { role: 'office' },
      x: { role: 'admin' },
      O: { role: 'owner' },
    },
  };
}

/** The demo centre with two operators, a second centre with a third, a caller for each column, and a booking of every kind. */
export async function createIsolationCast(): Promise<IsolationCast> {
  const test = await createTestApp({ demo: 'plan', settings: { SESSION_HOURS: '720' } });
  await withoutAgreements(test);
  const owner = await test.as('owner');
  const centre = { slug: 'far', name: 'far', nameEn: 'far', timeZone: 'Asia/Shanghai', areaM2: 10 };
  await owner.post('/api/v1/centres', centre);
  const people = await invitePeople(test);
  const admins = { dukou: people.x.caller, far: people.F.caller };
  const room = { code: 'ROOM', name: 'room', nameEn: 'room', areaM2: 10, seats: 10, mode: 'exclusive' };
  await admins.far.post(`${FAR}/zones`, room);
  const tenants = await addTenants(test, people);
  const callers: Readonly<Record<string, Caller>> = {
    ...Object.fromEntries(Object.entries(people).map(([letter, { caller }]) => [letter, caller])),
    O: owner,
  };
  const makers = { a: people.a.caller, b: people.b.caller, p: people.p.caller, d: people.d.caller, x: admins.dukou };
  const { closure, farBooking } = await bookAll(test, { ...makers, F: admins.far });
  const things = {
    alpha: await thingsOf(test, {
      ...{ code: 'alpha', id: tenants.alpha, centre: 'dukou', zone: 'F2-KIDS-1' },
      ...{ manager: people.A, admin: admins.dukou },
    }),
    beta: await thingsOf(test, {
      ...{ code: 'beta', id: tenants.beta, centre: 'dukou', zone: 'F2-ELDER-1' },
      ...{ manager: people.B, admin: admins.dukou },
    }),
    gamma: await thingsOf(test, {
      ...{ code: 'gamma', id: tenants.gamma, centre: 'far', zone: 'ROOM' },
      ...{ manager: people.f, admin: admins.far },
    }),
  } as const;
  for (const [letter, caller] of Object.entries(callers))
    made(await caller.post('/api/v1/tokens', { name: tokenName(letter) }));
  const person = async (login: string): Promise<string> =>
    made(await admins.dukou.post(`${DUKOU}/people`, { login, name: login, role: 'member' }));
  const somebody = made(
    await admins.dukou.post(`${DUKOU}/people`, { login: 'somebody', name: SOMEBODY, role: 'member' }),
  );
  const link = await admins.dukou.post<{ url: string }>(`${DUKOU}/people/${somebody}/link`);
  const bookings = await truthOf(test);
  const slipped = bookings.find(({ visibility }) => visibility === 'internal');
  const slip = await people.d.caller.post<{ code: string }>(`${DUKOU}/bookings/${slipped?.id}/slip`);
  const viewers = viewersOf(tenants);
  const ids: Readonly<Record<string, { id: string } | undefined>> = people;
  const nobody: Viewer = { id: '', role: 'none', operators: [], runs: [] };
  return {
    ...test,
    ...{ bookings, farBooking, closure, somebody, things, person },
    callerOf: (letter) => callers[letter] ?? test.anonymous,
    freshCallerOf: (letter) =>
      letter === '-'
        ? Promise.resolve(test.anonymous)
        : letter === 'O'
          ? signIn(test.app, LOGINS.owner)
          : freshSession(test, ids[letter]?.id ?? ''),
    viewerOf: (letter) => ({ ...nobody, ...viewers[letter], id: ids[letter]?.id ?? '' }),
    link: link.body.url.split('/').at(-1) ?? '',
    slip: slip.body.code,
    member: async (login) => {
      const { id } = await guest(test, login);
      await setMember(test, { operator: tenants.beta, user: id, role: 'member' });
      return id;
    },
    invitation: async () => {
      const wish = { role: 'member', label: 'One more' };
      const answer = await admins.dukou.post<{ id: string; url: string }>(`${DUKOU}/operators/beta/invitations`, wish);
      return { id: made(answer), secret: answer.body.url.split('/').at(-1) ?? '' };
    },
  };
}
