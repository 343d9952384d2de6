import { createTestApp, type Answer, type Caller, type TestApp } from '../support/app.js';
import { newId } from '../../src/platform/ids.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { addOperator, guest, withoutAgreements } from '../support/operators.js';
import { COLUMNS } from './isolation-table.js';
import { truthOf, type KnownBooking, type Viewer } from './visibility.js';

export const DUKOU = '/api/v1/centres/dukou';
export const FAR = '/api/v1/centres/far';

/** Run by alpha, run by beta, run by nobody, and the counselling room. */
export const ZONES = ['F2-KIDS-1', 'F2-ELDER-1', 'F3-MEET-2', 'F3-PERS-1'] as const;
const KIDS = ['F2-KIDS', 'F2-KIDS-1', 'F2-KIDS-2', 'F2-KIDS-3', 'F2-KIDS-4'];
const ELDER = ['F2-ELDER', 'F2-ELDER-1', 'F2-ELDER-2', 'F2-ELDER-3'];
const VISIBILITIES = ['public', 'internal', 'private'] as const;
export const FIRST_DAY = 1;
export const LAST_DAY = 20;

export interface IsolationCast extends TestApp {
  callerOf(letter: string): Caller;
  viewerOf(letter: string): Viewer;
  readonly letters: readonly string[];
  readonly bookings: readonly KnownBooking[];
  readonly farBooking: KnownBooking;
  readonly closure: string;
  readonly link: string;
  /** Code of a slip, for whoever holds the paper. */
  readonly slip: string;
  readonly somebody: string;
  /** Things of beta, by the name of the parameter. */
  readonly ofBeta: Readonly<Record<'operator' | 'agreement' | 'member' | 'invitation' | 'request' | 'invited', string>>;
}

const day = (n: number): string => `2026-09-${String(n).padStart(2, '0')}`;

function made(answer: Answer<Record<string, unknown>>): string {
  const id = answer.body['id'];
  if (answer.status !== 201 || typeof id !== 'string') throw new Error(`not made: ${answer.status} ${answer.text}`);
  return id;
}

/** The demo centre with two operators, a second centre with a third, a caller for each column, and a booking of every kind. */
export async function createIsolationCast(): Promise<IsolationCast> {
  const test = await createTestApp({ demo: 'plan', settings: { SESSION_HOURS: '720' } });
  await withoutAgreements(test);
  const owner = await test.as('owner');
  const centre = { slug: 'far', name: 'far', nameEn: 'far', timeZone: 'Asia/Shanghai', areaM2: 10 };
  await owner.post('/api/v1/centres', centre);
  const people = {
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
  };
  const books = { zones: ['F2-KIDS', 'F2-ELDER', 'F3-MEET', 'F3-PERS'] };
  const alpha = await addOperator(test, {
    code: 'alpha',
    members: [
      [people.A.id, 'manager'],
      [people.a.id, 'member'],
    ],
    agreements: [{ kind: 'operate', zones: ['F2-KIDS'], rights: { decide: true, sees: 'names' } }, books],
  });
  const beta = await addOperator(test, {
    code: 'beta',
    members: [
      [people.B.id, 'manager'],
      [people.b.id, 'member'],
    ],
    agreements: [{ kind: 'operate', zones: ['F2-ELDER'], rights: { sees: 'counts' } }, books],
  });
  const admin = people.x.caller;
  const zone = { code: 'ROOM', name: 'room', nameEn: 'room', areaM2: 10, seats: 10, mode: 'exclusive' };
  made(await people.F.caller.post(`${FAR}/zones`, zone).then((answer) => ({ ...answer, body: { id: 'ROOM' } })));
  await addOperator(test, {
    code: 'gamma',
    centre: 'far',
    members: [[people.f.id, 'manager']],
    agreements: [{ kind: 'operate', zones: ['ROOM'], rights: { decide: true, sees: 'names' } }],
  });

  const makers = { a: people.a, b: people.b, p: people.p, d: people.d };
  for (const code of ZONES) {
    let n = FIRST_DAY;
    for (const [letter, { caller }] of Object.entries(makers)) {
      for (const visibility of VISIBILITIES) {
        const name = `${letter}-${code}-${visibility}`;
        const wish = {
          ...{ zone: code, visibility, title: `Title ${name}`, note: `Note ${name}` },
          ...{ start: `${day(n)}T16:00`, end: `${day(n)}T17:00` },
          ...(letter === 'd' ? { onBehalfOf: { name: `Person ${name}`, phone: '0570-5550199' } } : {}),
        };
        made(await caller.post(`${DUKOU}/bookings`, wish));
        n += 1;
      }
    }
  }
  for (const [i, visibility] of VISIBILITIES.entries()) {
    const start = `${day(13 + i)}T16:00`;
    const series = {
      ...{ zone: 'F2-ELDER-1', visibility, title: `Title series-${visibility}`, note: `Note series-${visibility}` },
      ...{ start, end: `${day(13 + i)}T17:00`, recurrence: { rrule: 'FREQ=DAILY;COUNT=3;INTERVAL=4' } },
      replacements: [{ start, zone: 'F2-KIDS-1' }],
    };
    made(await people.b.caller.post(`${DUKOU}/bookings`, series));
  }
  const kept = (await truthOf(test)).find(({ title }) => title === 'Title p-F3-PERS-1-private')?.dates[0];
  const closing = await admin.post(`${DUKOU}/closures`, {
    ...{ zone: 'F3-PERS-1', start: `${day(FIRST_DAY)}T15:00`, end: `${day(12)}T18:00`, reason: 'Painting' },
    choices: (await truthOf(test))
      .flatMap(({ dates }) => dates)
      .filter((date) => date.zone === 'F3-PERS-1')
      .map(({ id }) => ({ occurrence: id, action: 'keep' })),
  });
  const closure = made(closing);
  if (kept === undefined) throw new Error('no private booking was made');
  const waiver = { reason: 'No hours are set here' };
  made(
    await people.F.caller.post(`${FAR}/bookings`, {
      ...{ zone: 'ROOM', title: 'Title far', note: 'Note far', visibility: 'internal', waiver },
      ...{ start: `${day(3)}T16:00`, end: `${day(3)}T17:00` },
    }),
  );
  const [farBooking] = await truthOf(test, 'far');
  if (!farBooking) throw new Error('no booking in the other centre');
  const somebody = made(await admin.post(`${DUKOU}/people`, { login: 'somebody', name: 'Somebody', role: 'member' }));
  const link = await admin.post<{ url: string }>(`${DUKOU}/people/${somebody}/link`);

  const slipped = (await truthOf(test)).find(({ visibility }) => visibility === 'internal');
  const slip = await people.d.caller.post<{ code: string }>(`${DUKOU}/bookings/${slipped?.id}/slip`);

  const nobody: Viewer = { id: '', role: 'none', operators: [], runs: [] };
  const viewers: Readonly<Record<string, Viewer>> = {
    A: { ...nobody, operators: [{ id: alpha, manager: true }], runs: [{ zones: KIDS, names: true, decides: true }] },
    a: { ...nobody, operators: [{ id: alpha, manager: false }], runs: [{ zones: KIDS, names: true, decides: false }] },
    B: { ...nobody, operators: [{ id: beta, manager: true }], runs: [{ zones: ELDER, names: false, decides: false }] },
    b: { ...nobody, operators: [{ id: beta, manager: false }], runs: [{ zones: ELDER, names: false, decides: false }] },
    p: { ...nobody, role: 'member' },
    d: { ...nobody, role: 'desk' },
    o: { ...nobody, role: 'office' },
    x: { ...nobody, role: 'admin' },
    O: { ...nobody, role: 'owner' },
  };
  const callers: Readonly<Record<string, Caller>> = {
    ...Object.fromEntries(Object.entries(people).map(([letter, { caller }]) => [letter, caller])),
    O: owner,
  };
  const ids: Readonly<Record<string, { id: string } | undefined>> = people;
  return {
    ...test,
    letters: [...COLUMNS],
    callerOf: (letter) => callers[letter] ?? test.anonymous,
    viewerOf: (letter) => ({ ...(viewers[letter] ?? nobody), id: ids[letter]?.id ?? '' }),
    bookings: await truthOf(test),
    farBooking,
    closure,
    somebody,
    ofBeta: {
      operator: 'beta',
      member: people.B.id,
      ...(await thingsOf(test, { operator: beta, manager: people.B.caller })),
    },
    link: link.body.url.split('/').at(-1) ?? '',
    slip: slip.body.code,
  };
}

/** An agreement, an invitation and a wish for other hours, all of beta. */
async function thingsOf(
  test: TestApp,
  { operator, manager }: { operator: string; manager: Caller },
): Promise<Record<'agreement' | 'invitation' | 'request' | 'invited', string>> {
  const agreements = await manager.get<{ items: { id: string }[] }>(`${DUKOU}/agreements`);
  const label = { role: 'member', label: 'Guest' };
  const answer = await manager.post<{ url: string }>(`${DUKOU}/operators/beta/invitations`, label);
  const invitation = made(answer);
  const request = newId(test.clock.now());
  await test.app.get(UnitOfWork, { strict: false }).run((tx) =>
    tx.run(
      `INSERT INTO hours_requests (centre_id, id, zone_id, operator_id, document, status, asked_by, asked_at)
       SELECT centre_id, ?, id, ?, '{"hours":{},"onVersion":0}', 'waiting', 'somebody', 0 FROM zones WHERE code = 'F2-ELDER'`,
      [request, operator],
    ),
  );
  return {
    agreement: agreements.body.items[0]?.id ?? '',
    invitation,
    request,
    invited: answer.body.url.split('/').at(-1) ?? '',
  };
}
