import { createTestApp, type Answer, type Caller, type TestApp } from '../support/app.js';
import {
  BOOKINGS,
  CHECK,
  booked,
  check,
  edit,
  meeting,
  read,
  rowCounts,
  type ProblemBody,
  type Wish,
} from './requests.js';

const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const listed = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const withTitle = (text: string): string => JSON.stringify(meeting({ title: '@' })).replace('"@"', text);

/** Each is answered with a 4xx problem and writes nothing. */
describe('bad input', () => {
  let app: TestApp;
  let office: Caller;
  let before: Record<string, number>;
  beforeAll(async () => {
    app = await createTestApp();
    office = await app.as('office');
  });
  beforeEach(async () => {
    before = await rowCounts(app);
  });
  afterEach(async () => expect(await rowCounts(app)).toEqual(before));
  afterAll(() => app.close());

  const pointersOf = ({ body }: Answer<ProblemBody>): string[] | undefined =>
    body.errors?.map(({ pointer }) => pointer);
  const send = (body: unknown, headers: Record<string, string> = {}): Promise<Answer<ProblemBody>> =>
    office.call<ProblemBody>('POST', BOOKINGS, { body, headers });

  const fields: [string, Wish, string | string[]][] = [
    ['30 February', { start: '2027-02-30T14:00' }, '/start'],
    ['a 13th month', { start: '2026-13-01T14:00' }, '/start'],
    ['25 o’clock', { start: '2026-09-02T25:00' }, '/start'],
    ['seconds in a time', { start: '2026-09-02T14:00:30+08:00' }, '/start'],
    ['a date for a time', { start: '2026-09-02' }, '/start'],
    ['a year of five digits', { end: '12026-09-02T14:00' }, '/end'],
    ['words for a time', { start: 'tomorrow' }, '/start'],
    ['a number for a time', { start: 1788328800000 }, '/start'],
    ['no start', { start: undefined }, '/start'],
    ['null for a start', { start: null }, '/start'],
    ['an end before the start', { end: '2026-09-02T13:00' }, '/end'],
    ['no length', { end: '2026-09-02T14:00' }, '/end'],
    ['ten years', { end: '2036-09-02T14:00' }, '/end'],
    ['no heads', { heads: 0 }, '/heads'],
    ['negative heads', { heads: -5 }, '/heads'],
    ['half a head', { heads: 2.5 }, '/heads'],
    ['huge heads', { heads: 1e9 }, '/heads'],
    ['heads beyond all numbers', { heads: 1e300 }, '/heads'],
    ['heads as text', { heads: '5' }, '/heads'],
    ['a list of heads', { heads: [5] }, '/heads'],
    ['an unknown zone', { zone: 'F9-ATTIC' }, '/zone'],
    ['a zone that is no code', { zone: "F1'; DROP TABLE zones;--" }, '/zone'],
    ['an object for a zone', { zone: { code: 'F3-MEET-2' } }, '/zone'],
    ['no title', { title: undefined }, '/title'],
    ['an empty title', { title: '   ' }, '/title'],
    ['a long title', { title: 'x'.repeat(121) }, '/title'],
    ['control characters in a title', { title: 'a\u0000b' }, '/title'],
    ['an escape in a title', { title: '\u001b[2J' }, '/title'],
    ['a line break in a title', { title: 'a\nb' }, '/title'],
    ['a line separator in a title', { title: 'a\u2028b' }, '/title'],
    ['a control character in a note', { note: 'a\u0007b' }, '/note'],
    ['a long note', { note: 'x'.repeat(2001) }, '/note'],
    ['an unknown field', { colour: 'red' }, '/colour'],
    ['a field of the answer', { status: 'confirmed' }, '/status'],
    ['an unknown visibility', { visibility: 'secret' }, '/visibility'],
    ['an unknown operator', { operator: 'nobody' }, '/operator'],
    ['a text for a flag', { standby: 'yes' }, '/standby'],
    ['a text for a list', { needs: 'screen' }, '/needs'],
    ['a list of numbers', { needs: [1] }, '/needs'],
    ['the same need twice', { needs: ['screen', 'screen'] }, '/needs'],
    ['a hundred needs', { needs: Array.from({ length: 100 }, (_, i) => `n${i}`) }, '/needs'],
    ['a rule without an end', { recurrence: { rrule: 'FREQ=DAILY' } }, '/recurrence/rrule'],
    ['a rule of 401 dates', { recurrence: { rrule: 'FREQ=DAILY;COUNT=401' } }, '/recurrence/rrule'],
    ['a rule beyond three years', { recurrence: { rrule: 'FREQ=YEARLY;COUNT=9' } }, '/recurrence/rrule'],
    ['a rule that is none', { recurrence: { rrule: 'FREQ=OFTEN;COUNT=2' } }, '/recurrence/rrule'],
    ['no rule', { recurrence: {} }, '/recurrence/rrule'],
    ['a text for a recurrence', { recurrence: 'FREQ=DAILY;COUNT=2' }, '/recurrence'],
    ['an exdate that is none', { recurrence: { rrule: 'FREQ=DAILY;COUNT=2', exdates: ['x'] } }, '/recurrence/exdates'],
    ['an unknown field within', { recurrence: { rrule: 'FREQ=DAILY;COUNT=2', until: 1 } }, '/recurrence/until'],
    ['an object for replacements', { replacements: { start: '2026-09-02T14:00' } }, '/replacements'],
    ['a phone number that is none', { onBehalfOf: { name: 'x', phone: 'call me' } }, '/onBehalfOf/phone'],
    ['a waiver without a reason', { waiver: {} }, '/waiver/reason'],
    ['several faults at once', { heads: -1, title: '', end: 'x', colour: 1 }, ['/colour', '/end', '/heads', '/title']],
  ];

  it.each(fields)('%s is refused with a pointer to it', async (_, changes, pointers) => {
    const answer = await send(meeting(changes));
    expect([answer.status, answer.body.code]).toEqual([400, 'bad-input']);
    expect(pointersOf(answer)?.toSorted()).toEqual([pointers].flat());
    expect(String(answer.headers['content-type'])).toContain('application/problem+json');
  });

  it.each([
    ['broken JSON', '{"zone":'],
    ['NaN', '{"zone":"F3-MEET-2","heads":NaN}'],
    ['a body that is a list', '[]'],
    ['a list around the body', JSON.stringify([meeting()])],
    ['a body that is a text', '"F3-MEET-2"'],
    ['a body that is a number', '7'],
    ['a body that is null', 'null'],
    ['no body', ''],
    ['a lone surrogate in a title', withTitle('"\\ud800"')],
    ['a lone low surrogate in a title', withTitle('"x\\udc00y"')],
    ['__proto__ in the body', `{"__proto__":{"heads":1},${JSON.stringify(meeting()).slice(1)}`],
    ['a constructor in the body', `{"constructor":{"prototype":{"x":1}},${JSON.stringify(meeting()).slice(1)}`],
    ['__proto__ within', withTitle('"x","recurrence":{"__proto__":{"rrule":"FREQ=DAILY;COUNT=2"}}')],
    ['hasOwnProperty as a field', withTitle('"x","hasOwnProperty":1')],
    ['toString as a field', withTitle('"x","toString":"y"')],
    ['valueOf within', withTitle('"x","recurrence":{"rrule":"FREQ=DAILY;COUNT=2","valueOf":1}')],
    ['objects a thousand deep', nested(1000)],
    ['objects forty thousand deep', nested(40_000)],
    ['lists a hundred thousand deep', listed(100_000)],
    ['objects deep in a field', withTitle(nested(40_000))],
    ['lists deep in a field', withTitle(`"x","needs":${listed(100_000)}`)],
    ['objects deep in a nested field', withTitle(`"x","recurrence":${nested(40_000)}`)],
  ])('%s is refused', async (_, body) => {
    const answer = await office.call<ProblemBody>('POST', BOOKINGS, {
      body,
      headers: { 'content-type': 'application/json' },
    });
    expect([answer.status, answer.body.code]).toEqual([400, 'bad-input']);
  });

  it('another content type is a 415', async () => {
    for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const answer = await send(JSON.stringify(meeting()), { 'content-type': type });
      expect([type, answer.status, answer.body.code]).toEqual([type, 415, 'unsupported-media-type']);
    }
  });

  it('a body of ten megabytes is a 413', async () => {
    const answer = await send(meeting({ note: 'x'.repeat(10_000_000) }));
    expect([answer.status, answer.body.code]).toEqual([413, 'payload-too-large']);
  });

  it('is the same for check, and for ids and queries that make no sense', async () => {
    const answer = await office.post<ProblemBody>(CHECK, meeting({ heads: -5, colour: 1 }));
    expect([answer.status, pointersOf(answer)]).toEqual([400, ['/colour', '/heads']]);
    expect((await office.get(`${BOOKINGS}?from=%00`)).status).toBe(400);
    expect((await office.get(`${BOOKINGS}/%00`)).status).toBe(404);
    expect((await office.get(`${BOOKINGS}/${'x'.repeat(5000)}`)).status).toBe(404);
    expect((await office.get(`${BOOKINGS}/%E0%A4%A`)).status).toBe(400);
  });
});

describe('text that would mean something elsewhere', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
  });
  afterAll(() => app.close());

  it.each([
    ['SQL', "Robert'); DROP TABLE bookings;--"],
    ['HTML', '<script>alert("1")</script> & <b>'],
    ['other writing', '书法 ✍️ العربية 👨‍👩‍👧'],
    ['a template', '${7*7} {{7*7}} %s %n'],
    ['a path', '../../etc/passwd'],
    ['a formula', '=1+1'],
  ])('is stored and given back as text: %s', async (_, title) => {
    const office = await app.as('office');
    const made = await booked(office, meeting({ title, note: `${title}\n${title}` }));
    const again = await read(office, made);
    expect(again).toMatchObject({ title, note: `${title}\n${title}` });
    const answer = await edit(office, again, { title: `${title}!`, visibility: 'public' });
    expect(answer.body.title).toBe(`${title}!`);
    const met = (await check(await app.as('member'), meeting())).occurrences[0]?.refusals[0]?.['met'];
    expect(met).toMatchObject([{ title: `${title}!` }]);
    await office.post(`${BOOKINGS}/${made.id}/cancel`, { reason: title });
  });
});
