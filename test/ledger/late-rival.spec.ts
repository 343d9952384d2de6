import type { Tx } from '../../src/platform/database/sql.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { createTestApp, type Answer, type Caller, type TestApp } from '../support/app.js';

const BOOKINGS = '/api/v1/centres/dukou/bookings';

interface Body {
  id: string;
  code: string;
  status: string;
  occurrences: { ok: boolean; refusals: { code: string }[] }[];
}

/**
 * A rival comes between the decision and the write: the application has looked and found the place free, so only the
 * database can refuse. What the loser is told must not differ from what one is told who came later.
 */
let app: TestApp;
let office: Caller;
let unitOfWork: UnitOfWork;

beforeEach(async () => {
  app = await createTestApp();
  office = await app.as('office');
  unitOfWork = app.app.get(UnitOfWork, { strict: false });
});

afterEach(() => app.close());

/** Runs `rival` once, just before the next write. */
function beforeNextWrite(rival: () => Promise<unknown>): void {
  const original = unitOfWork.run.bind(unitOfWork);
  unitOfWork.run = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    unitOfWork.run = original;
    await rival();
    return original(work);
  };
}

const book = (zone: string, from: string, to: string, more: object = {}): Promise<Answer<Body>> =>
  office.post<Body>(BOOKINGS, {
    zone,
    start: `2026-09-02T${from}`,
    end: `2026-09-02T${to}`,
    title: 'Meeting',
    visibility: 'public',
    ...more,
  });

const refusals = ({ body }: Answer<Body>): string[][] =>
  body.occurrences.map((date) => date.refusals.map(({ code }) => code));

describe('a rival who comes between check and write', () => {
  it('wins, and the other gets the refusal that one who came later gets', async () => {
    beforeNextWrite(() => book('F3-MEET-2', '14:00', '15:00'));
    const late = await book('F3-MEET-2', '14:30', '15:30');
    const later = await book('F3-MEET-2', '14:30', '15:30');
    expect(late.status).toBe(409);
    expect(refusals(late)).toEqual([['occupied']]);
    expect({ ...late.body, instance: '' }).toEqual({ ...later.body, instance: '' });
  });

  it('takes the last seats', async () => {
    beforeNextWrite(() => book('F1-CHESS', '14:00', '15:00', { heads: 30 }));
    const late = await book('F1-CHESS', '14:00', '15:00', { heads: 7 });
    expect(late.status).toBe(409);
    expect(refusals(late)).toEqual([['over-capacity']]);
    expect((await book('F1-CHESS', '14:00', '15:00', { heads: 6 })).status).toBe(201);
  });

  it('takes one date of a series, which is then refused whole, or taken without it as asked', async () => {
    const series = { recurrence: { rrule: 'FREQ=WEEKLY;COUNT=3' } };
    beforeNextWrite(() => book('F3-MEET-2', '14:00', '15:00'));
    const all = await book('F3-MEET-2', '14:00', '15:00', series);
    expect(all.status).toBe(409);
    expect(refusals(all)).toEqual([['occupied'], [], []]);
    beforeNextWrite(() => book('F3-MEET-3', '14:00', '15:00'));
    const rest = await book('F3-MEET-3', '14:00', '15:00', { ...series, onConflict: 'skip' });
    expect(rest.status).toBe(201);
    expect(rest.body.occurrences).toHaveLength(2);
    expect(rest.body).toMatchObject({ refused: [{ refusals: [{ code: 'occupied' }] }] });
  });

  it('stands where a booking is about to be moved to', async () => {
    const own = await book('F3-MEET-2', '09:00', '10:00');
    beforeNextWrite(() => book('F3-MEET-2', '14:00', '15:00'));
    const moved = await office.call<Body>('PATCH', `${BOOKINGS}/${own.body.id}`, {
      body: { start: '2026-09-02T14:30' },
      ifMatch: '*',
    });
    expect(moved.status).toBe(409);
    expect(refusals(moved)).toEqual([['occupied']]);
  });

  it('stands where a cancel is about to be taken back', async () => {
    const own = await book('F3-MEET-2', '09:00', '10:00');
    await office.post(`${BOOKINGS}/${own.body.id}/cancel`);
    beforeNextWrite(() => book('F3-MEET-2', '09:30', '10:30'));
    const back = await office.post<Body>(`${BOOKINGS}/${own.body.id}/undo-cancel`);
    expect(back.status).toBe(409);
    expect(refusals(back)).toEqual([['occupied']]);
  });

  it('cannot be pushed aside by a field that the call does not know', async () => {
    const own = await book('F3-MEET-2', '09:00', '10:00');
    await office.post(`${BOOKINGS}/${own.body.id}/cancel`);
    const odd = await office.post(`${BOOKINGS}/${own.body.id}/undo-cancel`, { force: true });
    expect(odd.status).toBe(400);
    expect(odd.body).toMatchObject({ errors: [{ pointer: '/force' }] });
  });
});
