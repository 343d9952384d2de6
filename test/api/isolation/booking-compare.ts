import { decidesIn, isWholly, levelOf, type KnownBooking, type KnownDate, type Viewer } from '../visibility.js';
import { BOOKING_FIELDS, DATE_FIELDS } from './booking-fields.js';
import type { Ledger } from './ledger.js';
import type { Fields } from './stage.js';

/** Compares each field of a booking and of its dates with what the reader may know of it. */
export function compareBooking(
  ledger: Ledger,
  what: string,
  viewer: Viewer,
  { booking, shown, withPeople }: { booking: KnownBooking; shown: Fields; withPeople: boolean },
): void {
  const full = booking.dates.filter((date) => levelOf(viewer, booking, date) === 'everything');
  const isFull = full.length > 0;
  const partial = isFull && !isWholly(viewer, booking) && full.length < booking.dates.length;
  const away = isFull && !isWholly(viewer, booking) && !full.some(({ zone }) => zone === booking.zone);
  const waits = full.some((date) => date.status === 'pending' && decidesNow(viewer, date));
  const expected = [
    ...(isFull ? BOOKING_FIELDS.everything : BOOKING_FIELDS.title),
    ...when(booking.operator !== null, 'operator'),
    ...when(withPeople, 'refused'),
    ...when(isFull && withPeople, 'people'),
    ...when(isFull && waits && withPeople, 'quotas'),
    ...when(isFull && booking.title.startsWith('Title d-'), 'onBehalfOf'),
    ...when(isFull && (partial || away), 'partial'),
    ...when(isFull && !partial && !away, ...BOOKING_FIELDS.rule),
  ];
  ledger.fields(what, shown, expected);
  const dates = shown['occurrences'] as Fields[];
  ledger.compare(
    `${what}, dates`,
    dates.map(({ id }) => id).sort(),
    (isFull ? full : booking.dates).map(({ id }) => id).sort(),
  );
  for (const date of dates) {
    const known = booking.dates.find(({ id }) => id === date['id']);
    const pending = known?.status === 'pending';
    ledger.fields(`${what}, a date`, date, [
      ...(isFull ? DATE_FIELDS.everything : DATE_FIELDS.title),
      ...when(isFull && pending, 'stage'),
      ...when(isFull && known?.zone === 'F3-PERS-1' && date['kept'] === true, 'kept'),
      ...when(isFull && withPeople && pending && decidesNow(viewer, known), 'rivals'),
    ]);
  }
}

const when = (is: boolean, ...fields: readonly string[]): readonly string[] => (is ? fields : []);

/** Alpha decides first in its zones; beta has no such right, so the centre does in beta's. */
function decidesNow(viewer: Viewer, { zone }: KnownDate): boolean {
  return decidesIn(viewer, zone);
}
