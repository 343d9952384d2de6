import { createTestApp, type TestApp } from '../support/app.js';
import { addOperator, guest, setApproval, type Guest } from '../support/operators.js';
import { act, BOOKINGS, booked, nth, readerOf, type BookingBody, type CheckedBody } from './requests.js';

const MEMBERS = 32;
/** Twelve hours a week between all members: twelve of them get one. */
const HOURS = 12;
const WEEK = { key: 'week', kind: 'minutes', per: 'week', limit: HOURS * 60 } as const;

let app: TestApp;
let members: Guest[];
let operator: string;
beforeEach(async () => {
  app = await createTestApp({ settings: { SESSION_HOURS: '720' } });
  members = [];
  for (let i = 0; i < MEMBERS; i += 1) members.push(await guest(app, `racer-${i}`));
  operator = await addOperator(app, {
    code: 'racers',
    members: members.map(({ id }, i) => [id, i === 0 ? 'manager' : 'member'] as const),
    agreements: [{ zones: ['F1', 'F2', 'F3'], quotas: [WEEK] }],
  });
}, 120_000);
afterEach(() => app.close());

/** Minutes of the week of 7 September 2026 that the operator holds, counted from the rows. */
async function minutesHeld(): Promise<number> {
  const row = await readerOf(app).one<{ minutes: number | null }>(
    `SELECT sum(end_at - start_at) AS minutes FROM occurrences
     WHERE operator_id = ? AND status IN ('pending', 'confirmed') AND start_at >= ? AND start_at < ?`,
    [operator, Date.parse('2026-09-07T00:00:00+08:00'), Date.parse('2026-09-14T00:00:00+08:00')],
  );
  return Number(row?.minutes ?? 0) / 60_000;
}

/** A place of its own for each, so that nothing but the quota stands in the way. */
function placeOf(n: number): { zone: string; start: string; end: string; title: string; heads: number } {
  const zones = ['F3-MEET-2', 'F3-MEET-3', 'F3-PERS-3', 'F3-MEET-1'];
  const hour = 9 + (Math.floor(n / zones.length) % 10);
  const clock = (at: number): string => String(at).padStart(2, '0');
  const date = `2026-09-${clock(8 + Math.floor(n / 40))}`;
  return {
    ...{ zone: zones[n % zones.length] ?? '', title: `Race ${n}`, heads: 5 },
    ...{ start: `${date}T${clock(hour)}:00`, end: `${date}T${clock(hour + 1)}:00` },
  };
}

const codesOf = (body: { occurrences?: CheckedBody[] }): string[] =>
  (body.occurrences ?? []).flatMap(({ refusals }) => refusals.map(({ code }) => code));

describe('the pooled hours of one operator', () => {
  it('are never overspent by 32 members at once: as many win as there are hours, the others are told why', async () => {
    const answers = await Promise.all(
      members.map(({ caller }, i) => caller.post<BookingBody & { occurrences: CheckedBody[] }>(BOOKINGS, placeOf(i))),
    );
    const won = answers.filter(({ status }) => status === 201);
    const lost = answers.filter(({ status }) => status === 409);
    expect([won.length, lost.length]).toEqual([HOURS, MEMBERS - HOURS]);
    for (const { body } of lost) expect(codesOf(body)).toEqual(['quota-exceeded']);
    expect(await minutesHeld()).toBe(HOURS * 60);
  });

  it('are not overspent by edits that grow', async () => {
    const made: BookingBody[] = [];
    for (let i = 0; i < 10; i += 1) made.push(await booked(nth(members, i).caller, placeOf(i)));
    const grow = ({ id, version, occurrences }: BookingBody, { caller }: Guest) => {
      const start = nth(occurrences, 0).start;
      const end = new Date(Date.parse(start) + 90 * 60_000).toISOString();
      return caller.call(`PATCH`, `${BOOKINGS}/${id}`, { body: { end }, ifMatch: version });
    };
    const answers = await Promise.all(made.map((one, i) => grow(one, nth(members, i))));
    const statuses = answers.map(({ status }) => status);
    // Two hours are left; zones that lie beside each other do not meet, so half an hour each for four of them.
    expect(statuses.filter((status) => status === 200)).toHaveLength(4);
    expect(statuses.filter((status) => status === 409)).toHaveLength(6);
    expect(await minutesHeld()).toBe(HOURS * 60);
  });

  it('are not overspent by cancels that are taken back while others book', async () => {
    const made: BookingBody[] = [];
    for (let i = 0; i < HOURS; i += 1) made.push(await booked(nth(members, i).caller, placeOf(i)));
    for (const [i, one] of made.entries()) await act(nth(members, i).caller, 'cancel', [one]);
    expect(await minutesHeld()).toBe(0);
    const answers = await Promise.all([
      ...made.map((one, i) => act(nth(members, i).caller, 'undo-cancel', [one])),
      ...members.slice(HOURS).map(({ caller }, i) => caller.post(BOOKINGS, placeOf(HOURS + i))),
    ]);
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(HOURS);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(MEMBERS - HOURS);
    expect(await minutesHeld()).toBe(HOURS * 60);
  });

  it('are not overspent when standbys are confirmed at once', async () => {
    await setApproval(app, 'F3-MEET', 'centre');
    const desk = await app.as('desk');
    const office = await app.as('office');
    const rivals: BookingBody[] = [];
    for (let i = 0; i < 6; i += 1) {
      const place = {
        ...placeOf(i),
        zone: 'F3-MEET-2',
        start: `2026-09-08T${i + 10}:00`,
        end: `2026-09-08T${i + 11}:00`,
      };
      await booked(desk, place);
      rivals.push(await booked(nth(members, i).caller, { ...place, standby: true }));
    }
    for (let i = 0; i < 10; i += 1)
      await booked(nth(members, i).caller, { ...placeOf(i + 40), zone: 'F3-PERS-3', ...hourOf(i) });
    expect(rivals.map(({ status }) => status)).toEqual(rivals.map(() => 'standby'));
    const answers = await Promise.all(rivals.map((one) => act(office, 'approve', [one])));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(4);
    expect(await minutesHeld()).toBe(HOURS * 60);
  });
});

const hourOf = (n: number): { start: string; end: string } => ({
  start: `2026-09-09T${String(n + 9).padStart(2, '0')}:00`,
  end: `2026-09-09T${String(n + 10).padStart(2, '0')}:00`,
});
