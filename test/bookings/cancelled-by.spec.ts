import { act, booked, BOOKINGS, edit, meeting, nth, on, read, weekly, type BookingBody } from './requests.js';
import { createDeciders, lab, type Deciders } from './stages.js';
import type { Caller } from '../support/app.js';

/** A room of the operator that decides there itself, and a room that it has no say in. */
const KIDS = 'F2-KIDS-3';
const MEETING = 'F3-MEET-2';

interface Told extends Omit<BookingBody, 'occurrences'> {
  readonly people?: { id: string; name: string }[];
  readonly occurrences: readonly { zone: string; reason?: string; cancelled?: { by: string; at: string } }[];
}

describe('who cancelled a date', () => {
  let at: Deciders;
  beforeEach(async () => {
    at = await createDeciders();
  });
  afterEach(() => at.app.close());

  const told = async (caller: Caller, booking: { id: string }): Promise<Told> => await read(caller, booking);
  const cancelsSeen = async (caller: Caller, booking: { id: string }): Promise<boolean[]> =>
    (await told(caller, booking)).occurrences.map(({ cancelled }) => cancelled !== undefined);

  it('is told with the moment and the reason to who decides there, and to nobody else', async () => {
    const booking = await booked(at.desk, lab({ visibility: 'public' }));
    at.app.clock.set('2026-08-25T11:20:00+08:00');
    await act(at.desk, 'cancel', [booking, { reason: 'The teacher is ill' }]);
    for (const caller of [at.office, at.manager.caller]) {
      const { occurrences, people } = await told(caller, booking);
      const [date] = occurrences;
      expect(date).toMatchObject({ reason: 'The teacher is ill', cancelled: { at: '2026-08-25T11:20:00+08:00' } });
      expect(people?.find(({ id }) => id === date?.cancelled?.by)?.name).toBeTruthy();
    }
    for (const caller of [at.desk, at.member.caller, at.other.caller, at.asker.caller]) {
      expect(await cancelsSeen(caller, booking)).toEqual([false]);
    }
  });

  it('is told of the dates that still are cancelled, not of those that came back or that an edit dropped', async () => {
    const series = await booked(at.office, weekly(3, { zone: MEETING }));
    const [first, second] = [nth(series.occurrences, 0), nth(series.occurrences, 1)];
    await act(at.office, 'cancel', [series, { scope: 'one', occurrence: first.id }]);
    at.app.clock.set('2026-08-24T10:05:00+08:00');
    await act(at.office, 'cancel', [series, { scope: 'one', occurrence: second.id }]);
    await act(at.office, 'undo-cancel', [series]);
    expect(await cancelsSeen(at.office, series)).toEqual([true, false, false]);
    const shorter = { scope: 'all', recurrence: { rrule: 'FREQ=WEEKLY;COUNT=2' } };
    expect((await edit(at.office, await read(at.office, series), shorter)).status).toBe(200);
    expect(await cancelsSeen(at.office, series)).toEqual([true, false, false]);
  });

  it('is told of a slip’s holder, who has no account', async () => {
    const visit = await booked(at.desk, meeting({ zone: MEETING, onBehalfOf: { name: '李奶奶', phone: '555 0123' } }));
    const { code } = (await at.desk.post<{ code: string }>(`${BOOKINGS}/${visit.id}/slip`)).body;
    expect((await at.app.anonymous.post(`/api/v1/slips/${code}/cancel`, { last4: '0123' })).status).toBe(200);
    expect((await told(at.office, visit)).occurrences).toMatchObject([{ cancelled: { by: 'slip' } }]);
  });

  it('is told to an operator of the dates in its own rooms only', async () => {
    const series = await booked(at.office, weekly(2, lab({ visibility: 'public' })));
    const second = nth(series.occurrences, 1);
    const move = { scope: 'one', occurrence: second.id, zone: MEETING, ...on('2026-09-09', '14:00', '15:00') };
    expect((await edit(at.office, series, move)).status).toBe(200);
    await act(at.office, 'cancel', [series, { scope: 'all' }]);
    const seen = (await told(at.manager.caller, series)).occurrences;
    expect(seen.filter(({ cancelled }) => cancelled !== undefined).map(({ zone }) => zone)).toEqual([KIDS]);
    expect(await cancelsSeen(at.office, series)).toEqual([true, true]);
  });
});
