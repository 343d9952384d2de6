import fc from 'fast-check';
import { createTestApp, type Caller, type TestApp } from '../support/app.js';
import { booked, BOOKINGS, meeting, read, rowCounts, weekly } from './requests.js';

const RUNS = 150;

const time = fc.oneof(
  fc.constantFrom(
    '2026-09-02T14:00',
    '2026-09-02T15:00',
    '2026-09-02T14:00:00+08:00',
    '2026-02-30T10:00',
    '9999-12-31T23:59',
  ),
  fc.string(),
);
const rrule = fc.oneof(
  fc.constantFrom('FREQ=DAILY;COUNT=3', 'FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261231', 'FREQ=YEARLY;BYSETPOS=-1;COUNT=2'),
  fc
    .array(
      fc.tuple(
        fc.constantFrom('FREQ', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'BYSETPOS', 'WKST'),
        fc.constantFrom('DAILY', 'MONTHLY', '5', '-1', '20261231', 'MO', '5SU', ''),
      ),
      { maxLength: 5 },
    )
    .map((parts) => parts.map(([name, value]) => `${name}=${value}`).join(';')),
  fc.string(),
);
const anything = fc.jsonValue({ maxDepth: 4 });
const replacement = fc.record(
  { start: time, zone: fc.constantFrom('F3-MEET-3', 'F1-CHESS', 'X'), newStart: time },
  { requiredKeys: [] },
);

/** What each field may be when it is nearly right. */
const likely: Record<string, fc.Arbitrary<unknown>> = {
  zone: fc.constantFrom('F3-MEET-2', 'F1-HALL', 'F1-CHESS', 'F1-SVC', 'F1', 'NOWHERE'),
  start: time,
  end: time,
  title: fc.string({ unit: 'binary' }),
  heads: fc.oneof(fc.integer(), fc.double()),
  recurrence: fc.record(
    { rrule, exdates: fc.array(time), rdates: fc.array(time), days: fc.constantFrom('any', 'working-days', 'x') },
    { requiredKeys: [] },
  ),
  replacements: fc.array(replacement, { maxLength: 3 }),
  onConflict: fc.constantFrom('skip', 'reject'),
  standby: fc.boolean(),
  visibility: fc.constantFrom('public', 'private'),
  onBehalfOf: fc.record({ name: fc.string(), phone: fc.string() }, { requiredKeys: ['name'] }),
  needs: fc.array(fc.string()),
  note: fc.string(),
  waiver: fc.record(
    { reason: fc.string(), codes: fc.array(fc.constantFrom('too-short', 'occupied')) },
    { requiredKeys: [] },
  ),
};

const pick = (...names: string[]): Record<string, fc.Arbitrary<unknown>> =>
  Object.fromEntries(names.map((name) => [name, likely[name] ?? anything]));

/** A booking that is right but for some of its fields, which are nearly right or anything at all. */
const nearlyRight = fc
  .subarray(Object.keys(likely), { minLength: 1, maxLength: 4 })
  .chain((names) =>
    fc
      .tuple(
        ...names.map((name) =>
          fc.oneof({ weight: 4, arbitrary: likely[name] ?? anything }, { weight: 1, arbitrary: anything }),
        ),
      )
      .map((values) => meeting(Object.fromEntries(names.map((name, i) => [name, values[i]])))),
  );

describe('any body at all', () => {
  let app: TestApp;
  let office: Caller;
  beforeAll(async () => {
    app = await createTestApp();
    office = await app.as('office');
  });
  afterAll(() => app.close());

  const isAnswered = async (body: unknown): Promise<void> => {
    const { status, text, headers } = await office.call('POST', BOOKINGS, {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
    expect([status < 500, text.slice(0, 500)]).toEqual([true, text.slice(0, 500)]);
    expect([201, 400, 409]).toContain(status);
    if (status !== 201) expect(String(headers['content-type'])).toContain('application/problem+json');
  };

  it('is booked, refused or called bad input, and never a failure of ours', async () => {
    await fc.assert(fc.asyncProperty(anything, isAnswered), { numRuns: RUNS });
  });

  it('nor is one that is nearly right', async () => {
    await fc.assert(fc.asyncProperty(nearlyRight, isAnswered), { numRuns: RUNS });
  });

  it('writes nothing unless it is booked', async () => {
    const before = await rowCounts(app);
    await fc.assert(
      fc.asyncProperty(nearlyRight, async (body) => {
        const { status } = await office.post(`${BOOKINGS}/check`, body);
        expect([200, 400]).toContain(status);
      }),
      { numRuns: RUNS / 3 },
    );
    expect(await rowCounts(app)).toEqual(before);
  });

  it('nor is a change of a series', async () => {
    const series = await booked(office, weekly(3, { zone: 'F3-PERS-3' }));
    const dates = series.occurrences.map(({ id }) => id);
    const changes = fc.record(
      {
        scope: fc.constantFrom('one', 'following', 'all'),
        occurrence: fc.oneof(fc.constantFrom(...dates), fc.uuid()),
        includeEdited: fc.boolean(),
        ...pick('zone', 'start', 'end', 'heads', 'recurrence', 'replacements', 'onConflict', 'title', 'needs', 'note'),
      },
      { requiredKeys: ['scope', 'occurrence'] },
    );
    const answered = async (body: object): Promise<void> => {
      const { status, text } = await office.call('PATCH', `${BOOKINGS}/${series.id}`, { body, ifMatch: '*' });
      expect([[200, 400, 409].includes(status), text.slice(0, 500)]).toEqual([true, text.slice(0, 500)]);
    };
    await fc.assert(fc.asyncProperty(changes, answered), { numRuns: RUNS });
    expect((await read(office, series)).occurrences.map(({ id }) => id)).toEqual(expect.arrayContaining(dates));
  });

  it.each(['cancel', 'undo-cancel', 'approve', 'decline'])('nor is what is sent to %s', async (action) => {
    const booking = await booked(await app.as('desk'), meeting({ zone: 'F3-PERS-2' }));
    const bodies = fc.record(
      {
        scope: fc.oneof(fc.constantFrom('one', 'all'), anything),
        occurrence: fc.oneof(fc.uuid(), anything),
        occurrences: fc.oneof(fc.array(fc.uuid()), anything),
        reason: fc.oneof(fc.string(), anything),
      },
      { requiredKeys: [] },
    );
    const answered = async (body: object): Promise<void> => {
      const { status, text } = await office.post(`${BOOKINGS}/${booking.id}/${action}`, body);
      expect([[200, 400, 409].includes(status), text.slice(0, 500)]).toEqual([true, text.slice(0, 500)]);
    };
    await fc.assert(fc.asyncProperty(bodies, answered), { numRuns: RUNS / 3 });
    await office.post(`${BOOKINGS}/${booking.id}/cancel`, {});
  });
});
