import { LETTERS } from '../route-table.js';
import { isWholly, levelOf, namedDates, type KnownBooking, type KnownDate } from '../visibility.js';
import { compareBooking } from './booking-compare.js';
import { SCHEDULE_FIELDS } from './booking-fields.js';
import { DUKOU, LAST_DAY, ZONES } from './cast.bookings.js';
import { MONTH } from './readings.js';
import { INSIDERS, OUTSIDERS, type Fields, type Stage } from './stage.js';

export function lists(at: () => Stage): void {
  it('the schedule shows each date with the fields that the table gives', async () => {
    const stage = at();
    const { cast, ledger } = stage;
    for (const letter of LETTERS) {
      const viewer = OUTSIDERS.includes(letter) ? cast.viewerOf('-') : cast.viewerOf(letter);
      const path = `${DUKOU}/schedule?${MONTH}&zones=${ZONES.join(',')}`;
      const answer = await cast.callerOf(letter).get<{ zones: { occurrences: Fields[] }[] }>(path);
      stage.look('schedule', letter, answer);
      const shown = answer.body.zones.flatMap(({ occurrences }) => occurrences);
      ledger.compare(`schedule, ${letter}`, shown.length, cast.bookings.flatMap(({ dates }) => dates).length);
      for (const booking of cast.bookings) {
        for (const date of booking.dates) {
          const found = shown.find(({ zone, start }) => zone === date.zone && Date.parse(String(start)) === date.start);
          const what = `schedule, "${booking.title}" in ${date.zone}, ${letter}`;
          ledger.fields(what, found, SCHEDULE_FIELDS[levelOf(viewer, booking, date)]);
        }
      }
    }
    expect(ledger.faults).toEqual([]);
  });

  it('a list holds what may be known, whatever is filtered by, in full pages', async () => {
    const stage = at();
    const { cast, ledger } = stage;
    const statuses = ['pending', 'confirmed', 'cancelled'];
    const zones = [...ZONES, 'F1-HALL'];
    for (const letter of INSIDERS) {
      const viewer = cast.viewerOf(letter);
      const filters: { query: string; date?: (date: KnownDate) => boolean; booking?: (b: KnownBooking) => boolean }[] =
        [
          { query: '' },
          { query: 'mine=true', booking: ({ maker }) => viewer.id !== '' && maker === viewer.id },
          ...statuses.map((status) => ({
            query: `status=${status}`,
            booking: (b: KnownBooking) => b.status === status,
          })),
          ...zones.map((zone) => ({ query: `zone=${zone}`, date: (date: KnownDate) => date.zone === zone })),
          ...Array.from({ length: LAST_DAY + 4 }, (_, n) => {
            const name = `2026-09-${String(n + 1).padStart(2, '0')}`;
            const start = Date.parse(`${name}T00:00:00+08:00`);
            const inDay = (date: KnownDate): boolean => date.start >= start && date.start < start + 86_400_000;
            return { query: `from=${name}&to=${name}`, date: inDay };
          }),
          ...zones.map((zone) => ({
            query: `zone=${zone}&from=2026-09-13&to=2026-09-20`,
            date: (date: KnownDate) =>
              date.zone === zone &&
              date.start >= Date.parse('2026-09-13T00:00:00+08:00') &&
              date.start < Date.parse('2026-09-21T00:00:00+08:00'),
          })),
        ];
      for (const { query, date = () => true, booking = () => true } of filters) {
        const expected = cast.bookings.filter((one) => {
          const dates = isWholly(viewer, one) || one.visibility === 'public' ? one.dates : namedDates(viewer, one);
          return booking(one) && dates.some(date);
        });
        const { ids, pages } = await allPages(stage, letter, query);
        ledger.compare(
          `list ?${query}, ${letter}`,
          ids,
          expected.map(({ id }) => id),
        );
        ledger.compare(
          `pages ?${query}, ${letter}`,
          pages.slice(0, -1),
          pages.slice(0, -1).map(() => 5),
        );
        ledger.compare(`last page ?${query}, ${letter}`, pages.at(-1) === 0, expected.length === 0);
      }
    }
    expect(ledger.faults).toEqual([]);
  });

  it('a list shows each field that the table gives, and no other', async () => {
    const stage = at();
    const { cast, ledger } = stage;
    for (const letter of INSIDERS) {
      const answer = await cast.callerOf(letter).get<{ items: Fields[] }>(`${DUKOU}/bookings?limit=200`);
      for (const shown of answer.body.items) {
        const booking = cast.bookings.find(({ id }) => id === shown['id']);
        const what = `list, "${booking?.title}", ${letter}`;
        if (booking) compareBooking(ledger, what, cast.viewerOf(letter), { booking, shown, withPeople: false });
      }
    }
    expect(ledger.faults).toEqual([]);
  });
}

/** All pages of a list, each looked through. */
async function allPages(stage: Stage, letter: string, query: string): Promise<{ ids: string[]; pages: number[] }> {
  const caller = stage.cast.callerOf(letter);
  const ids: string[] = [];
  const pages: number[] = [];
  let cursor: string | undefined;
  do {
    const next = cursor === undefined ? '' : `&cursor=${cursor}`;
    const answer = await caller.get<{ items: { id: string }[]; nextCursor?: string }>(
      `${DUKOU}/bookings?limit=5&${query}${next}`,
    );
    stage.look(`list ?${query}`, letter, answer);
    ids.push(...answer.body.items.map(({ id }) => id));
    pages.push(answer.body.items.length);
    cursor = answer.body.nextCursor;
  } while (cursor !== undefined);
  return { ids, pages };
}
