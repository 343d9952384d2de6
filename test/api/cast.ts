import { hashPassword } from '../../src/accounts/passwords.js';
import { People } from '../../src/accounts/people.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { newId } from '../../src/platform/ids.js';
import { addTenant } from '../support/tenants.js';
import { createTestApp, LOGINS, PASSWORD, signIn, type Caller, type TestApp } from '../support/app.js';
import { COLUMNS, type Letter } from './permission-table.js';

export const DUKOU = '/api/v1/centres/dukou';

const LOGIN_OF: Readonly<Record<Exclude<Letter, '-'>, string>> = {
  m: LOGINS.member,
  n: LOGINS.manager,
  d: LOGINS.desk,
  o: LOGINS.office,
  a: LOGINS.admin,
  O: LOGINS.owner,
  f: 'member@far.example',
  F: 'admin@far.example',
};

/** The demo centre with a booking and a closure, a second centre `far`, and one caller for each column of the table. */
export interface Cast extends TestApp {
  readonly letters: readonly Letter[];
  callerOf(letter: Letter): Caller;
  /** A further session of the same person. */
  freshCallerOf(letter: Letter): Promise<Caller>;
  /** Ids to put into paths, by the name of the parameter. */
  readonly ids: Readonly<
    Record<'booking' | 'privateBooking' | 'publicBooking' | 'closure' | 'secret' | 'request' | 'agreement', string>
  >;
  /** Makes a person of the demo centre and gives their id. */
  person(login: string): Promise<string>;
  /** Invites somebody into sunshine. */
  invitation(): Promise<{ readonly id: string; readonly secret: string }>;
  /** Invites the person into sunshine and gives their id once they have joined. */
  member(login: string): Promise<string>;
}

export async function createCast(): Promise<Cast> {
  const test = await createTestApp({ demo: 'plan' });
  const unitOfWork = test.app.get(UnitOfWork, { strict: false });
  const people = test.app.get(People, { strict: false });
  const at = test.clock.now();
  const passwordHash = await hashPassword(PASSWORD);
  await unitOfWork.run(async (tx) => {
    const far = await tx.one<{ id: number }>(
      `INSERT INTO centres (slug, name, name_en, time_zone, area_m2) VALUES ('far', 'far', 'far', 'Asia/Shanghai', 0) RETURNING id`,
    );
    for (const role of ['member', 'admin'] as const) {
      const memberships = [{ centreId: far?.id ?? 0, role }];
      await people.createUser(tx, {
        login: `${role}@far.example`,
        name: role,
        passwordHash,
        isOwner: false,
        memberships,
        at,
      });
    }
  });
  const letters = [...COLUMNS] as Letter[];
  const freshCallerOf = (letter: Letter): Promise<Caller> =>
    letter === '-' ? Promise.resolve(test.anonymous) : signIn(test.app, LOGIN_OF[letter]);
  const callers = new Map<Letter, Caller>();
  for (const letter of letters) callers.set(letter, await freshCallerOf(letter));
  const callerOf = (letter: Letter): Caller => callers.get(letter) ?? test.anonymous;
  const admin = callerOf('a');
  const person = async (login: string): Promise<string> =>
    idOf(await admin.post(`${DUKOU}/people`, { login, name: login, role: 'desk' }));
  const book = async (day: string, visibility: string): Promise<string> => {
    const time = { start: `${day}T14:00`, end: `${day}T15:00` };
    return idOf(
      await callerOf('m').post(`${DUKOU}/bookings`, { zone: 'F3-MEET-2', title: 'Reading', visibility, ...time }),
    );
  };
  const invitation = async (): Promise<{ id: string; secret: string }> => {
    const invited = await admin.post<{ id: string; url: string }>(`${DUKOU}/operators/sunshine/invitations`, {
      role: 'member',
      label: 'Guest',
    });
    return { id: idOf(invited), secret: invited.body.url.split('/').at(-1) ?? '' };
  };
  const member = async (login: string): Promise<string> => {
    const { secret } = await invitation();
    return idOf(
      await test.anonymous.post(`/api/v1/invitations/${secret}/account`, { login, name: login, password: PASSWORD }),
    );
  };
  const agreements = await admin.get<{ items: { id: string }[] }>(`${DUKOU}/agreements?operator=sunshine`);
  const victim = await person('victim');
  const link = await admin.post<{ url: string }>(`${DUKOU}/people/${victim}/link`);
  return {
    ...test,
    letters,
    callerOf,
    freshCallerOf,
    person,
    invitation,
    member,
    ids: {
      agreement: agreements.body.items[0]?.id ?? '',
      booking: await book('2026-08-27', 'internal'),
      privateBooking: await book('2026-08-28', 'private'),
      publicBooking: await book('2026-08-29', 'public'),
      closure: idOf(
        await admin.post(`${DUKOU}/closures`, {
          zone: 'F1-HALL',
          start: '2026-08-30T10:00',
          end: '2026-08-30T11:00',
          reason: 'Cleaning',
        }),
      ),
      request: await hoursRequest(test),
      secret: link.body.url.split('/').at(-1) ?? '',
    },
  };
}

/** What an operator without people waits for. */
async function hoursRequest(test: TestApp): Promise<string> {
  const { id: operator } = await addTenant(test, { code: 'tenant', besideDemo: true });
  const id = newId(test.clock.now());
  await test.app.get(UnitOfWork, { strict: false }).run((tx) =>
    tx.run(
      `INSERT INTO hours_requests (centre_id, id, zone_id, operator_id, document, status, asked_by, asked_at)
       SELECT centre_id, ?, id, ?, '{"hours":{},"onVersion":0}', 'waiting', 'somebody', 0 FROM zones WHERE code = 'F2-KIDS'`,
      [id, operator],
    ),
  );
  return id;
}

function idOf(answer: { status: number; text: string; body: { id?: unknown } }): string {
  const { id } = answer.body;
  if (answer.status !== 201 || typeof id !== 'string') throw new Error(`not made: ${answer.status} ${answer.text}`);
  return id;
}
