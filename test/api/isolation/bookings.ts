import { LETTERS } from '../route-table.js';
import { decidesIn, levelOf, mayChange, mayOpen, type KnownBooking } from '../visibility.js';
import { compareBooking } from './booking-compare.js';
import { DUKOU, FAR } from './cast.bookings.js';
import { cellOf } from './readings.js';
import { NO_SUCH, OUTSIDERS, type Fields, type Stage } from './stage.js';

export function bookings(at: () => Stage): void {
  const unknown = { occurrences: [NO_SUCH] };
  const CALLS: readonly (readonly [string, string, object])[] = [
    ['PATCH', '', { title: 'Changed' }],
    ['POST', '/cancel', { scope: 'one', occurrence: NO_SUCH }],
    ['POST', '/undo-cancel', {}],
    ['POST', '/proposal/accept', {}],
    ['POST', '/proposal/decline', {}],
    ['POST', '/approve', unknown],
    ['POST', '/decline', { ...unknown, reason: 'No' }],
    ['POST', '/counter', { reason: 'No', proposals: [{ occurrence: NO_SUCH, zone: 'F3-MEET-3' }] }],
    ['POST', '/accept', { nonsense: true }],
  ];

  function expectedOf(call: string, letter: string, booking: KnownBooking): string {
    const viewer = at().cast.viewerOf(letter);
    if (letter === '-') return '1';
    if (OUTSIDERS.includes(letter) || !mayOpen(viewer, booking)) return '4';
    if (['/approve', '/decline', '/counter'].includes(call))
      return booking.dates.some(({ zone }) => decidesIn(viewer, zone)) ? '.' : '3';
    if (call === '/accept') return ['owner', 'admin', 'office', 'desk'].includes(viewer.role) ? '.' : '3';
    return mayChange(viewer, booking) ? '.' : '3';
  }

  it('is found, refused or let through as the table says, by its own address and by the other centre’s', async () => {
    const stage = at();
    const { cast, ledger } = stage;
    for (const booking of cast.bookings) {
      for (const letter of LETTERS) {
        const caller = cast.callerOf(letter);
        for (const [method, call, body] of CALLS) {
          const options = { body, ...(method === 'PATCH' ? { ifMatch: 999 } : {}) };
          const what = `${method} …${call} of "${booking.title}", ${letter}`;
          const answer = await caller.call(method, `${DUKOU}/bookings/${booking.id}${call}`, options);
          ledger.compare(what, cellOf(answer.status), expectedOf(call, letter, booking));
          stage.look(what, letter, answer);
        }
        const elsewhere = await caller.get(`${FAR}/bookings/${booking.id}`);
        ledger.compare(`far, "${booking.title}", ${letter}`, elsewhere.status, letter === '-' ? 401 : 404);
      }
    }
    expect(ledger.faults).toEqual([]);
    expect(ledger.cells).toBeGreaterThan(5000);
  });

  it('shows each field that the table gives, and no other', async () => {
    const stage = at();
    const { cast, ledger } = stage;
    for (const booking of cast.bookings) {
      for (const letter of LETTERS) {
        const viewer = cast.viewerOf(letter);
        const what = `GET "${booking.title}", ${letter}`;
        const answer = await cast.callerOf(letter).get<Fields>(`${DUKOU}/bookings/${booking.id}`);
        const open = !OUTSIDERS.includes(letter) && mayOpen(viewer, booking);
        ledger.compare(what, answer.status, letter === '-' ? 401 : open ? 200 : 404);
        stage.look(what, letter, answer);
        if (answer.status === 200)
          compareBooking(ledger, what, viewer, { booking, shown: answer.body, withPeople: true });
        const isFull = booking.dates.some((date) => levelOf(viewer, booking, date) === 'everything');
        ledger.compare(`${what}, ETag`, answer.headers['etag'] !== undefined, answer.status === 200 && isFull);
      }
    }
    expect(ledger.faults).toEqual([]);
  });

  it('of another centre is there for its own people only', async () => {
    const stage = at();
    const { cast, ledger } = stage;
    for (const letter of LETTERS) {
      const answer = await cast.callerOf(letter).get(`${FAR}/bookings/${cast.farBooking.id}`);
      const expected = letter === '-' ? 401 : ['O', 'F', 'f'].includes(letter) ? 200 : 404;
      ledger.compare(`the far booking, ${letter}`, answer.status, expected);
      for (const path of ['bookings', 'people', 'audit']) {
        const list = await cast.callerOf(letter).get(`${FAR}/${path}`);
        const may = path === 'bookings' ? ['O', 'F', 'f'] : ['O', 'F'];
        const other = letter === 'f' ? 403 : 404;
        ledger.compare(
          `far ${path}, ${letter}`,
          list.status,
          letter === '-' ? 401 : may.includes(letter) ? 200 : other,
        );
      }
    }
    expect(ledger.faults).toEqual([]);
  });
}
