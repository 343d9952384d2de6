import { createTestApp, type Answer, type Caller, type TestApp } from '../support/app.js';

const DUKOU = '/api/v1/centres/dukou';

/** Something with a version: where it is, and two different changes of it. */
interface Subject {
  readonly name: string;
  readonly method: 'PATCH' | 'PUT';
  readonly changes: readonly [object, object];
  readonly at: (admin: Caller) => Promise<string>;
}

const fixed = (path: string) => () => Promise.resolve(path);

async function bookingAt(admin: Caller): Promise<string> {
  const time = { start: '2026-08-27T14:00', end: '2026-08-27T15:00' };
  const made = await admin.post(`${DUKOU}/bookings`, { zone: 'F3-MEET-2', title: 'Reading', ...time });
  return String(made.headers['location']);
}

async function personAt(admin: Caller): Promise<string> {
  const made = await admin.post(`${DUKOU}/people`, { login: 'somebody', name: 'Somebody', role: 'desk' });
  return String(made.headers['location']);
}

async function closureAt(admin: Caller): Promise<string> {
  const time = { start: '2026-08-30T10:00', end: '2026-08-30T11:00' };
  const made = await admin.post(`${DUKOU}/closures`, { zone: 'F1-HALL', reason: 'Cleaning', ...time });
  return String(made.headers['location']);
}

const week = (start: string) => ({ weekly: { '1': [{ start, end: '20:30' }], '2': [{ start, end: '20:30' }] } });

const SUBJECTS: readonly Subject[] = [
  { name: 'a centre', method: 'PATCH', changes: [{ nameEn: 'One' }, { nameEn: 'Two' }], at: fixed(DUKOU) },
  {
    name: 'a zone',
    method: 'PATCH',
    changes: [{ nameEn: 'One' }, { nameEn: 'Two' }],
    at: fixed(`${DUKOU}/zones/F3-MEET-2`),
  },
  { name: 'opening hours', method: 'PUT', changes: [week('08:00'), week('07:00')], at: fixed(`${DUKOU}/hours`) },
  {
    name: "a zone's hours",
    method: 'PUT',
    changes: [week('09:00'), week('10:00')],
    at: fixed(`${DUKOU}/zones/F3-MEET-2/hours`),
  },
  {
    name: "a year's calendar",
    method: 'PUT',
    changes: [
      { source: 'One', days: [] },
      { source: 'Two', days: [] },
    ],
    at: fixed(`${DUKOU}/calendar/2027`),
  },
  { name: 'a booking', method: 'PATCH', changes: [{ title: 'One' }, { title: 'Two' }], at: bookingAt },
  { name: 'a closure', method: 'PATCH', changes: [{ reason: 'One' }, { reason: 'Two' }], at: closureAt },
  { name: 'a person', method: 'PATCH', changes: [{ name: 'One' }, { name: 'Two' }], at: personAt },
];

describe.each(SUBJECTS)('$name', ({ method, changes: [first, second], at }) => {
  let test: TestApp;
  let admin: Caller;
  let path: string;
  beforeEach(async () => {
    test = await createTestApp();
    admin = await test.as('admin');
    path = await at(admin);
  });
  afterEach(() => test.close());

  const tagOf = ({ headers }: Answer): string => String(headers['etag']);
  const change = (body: object, ifMatch: string) => admin.call(method, path, { body, ifMatch });

  it('comes with an ETag, and is changed only by who has read the last one', async () => {
    const read = tagOf(await admin.get(path));
    expect(read).toMatch(/^"\d+"$/);
    const changed = await change(first, read);
    expect(changed.status).toBe(200);
    expect(tagOf(changed)).not.toBe(read);
    expect(tagOf(await admin.get(path))).toBe(tagOf(changed));

    const late = await change(second, read);
    expect([late.status, late.body['code']]).toEqual([412, 'stale']);
    expect(tagOf(await admin.get(path))).toBe(tagOf(changed));
  });

  it('is changed with a weakened ETag and with *, and not with what is no ETag of ours', async () => {
    expect((await change(first, `W/${tagOf(await admin.get(path))}`)).status).toBe(200);
    expect((await change(second, '*')).status).toBe(200);
    for (const tag of ['3', '"three"', '""', '"1", "2"', '"-1"']) expect((await change(first, tag)).status).toBe(400);
  });

  it('is changed by one of two who have read the same', async () => {
    const read = tagOf(await admin.get(path));
    const answers = await Promise.all([change(first, read), change(second, read)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });
});
