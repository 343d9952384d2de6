import type { Occurrence, WholeBooking } from './booking.types.js';
import type { EditScope } from './dto/edit-booking.body.js';
import type { Faults } from './request.js';

export interface ScopeWish {
  readonly scope?: EditScope;
  readonly occurrence?: string;
}

/** A booking of one date that is no series needs no scope: it is all there is. */
export const isSingle = ({ booking, occurrences }: WholeBooking): boolean =>
  occurrences.length === 1 && booking.segments.at(-1)?.recurrence === null;

/** The scope meant; a fault when a series is changed without saying how far. */
export function scopeOf(whole: WholeBooking, wish: ScopeWish, faults: Faults): EditScope {
  if (wish.scope) return wish.scope;
  if (!isSingle(whole)) faults.add('/scope', 'Say how far it reaches: one, following or all.');
  return 'all';
}

/** Changed by hand, so that it lies apart from its series and is left alone; a single booking has none to lie apart from. */
export const liesApart = (whole: WholeBooking, occurrence: Occurrence): boolean =>
  occurrence.edited && !isSingle(whole);

/** The occurrence named, or null with a fault when `one` or `following` lacks it. A single booking's is found by itself. */
export function namedOccurrence(whole: WholeBooking, wish: ScopeWish, faults: Faults): Occurrence | null {
  const id = wish.occurrence ?? (whole.occurrences.length === 1 ? whole.occurrences[0]?.id : undefined);
  const named = whole.occurrences.find((occurrence) => occurrence.id === id);
  if (!named)
    faults.add(
      '/occurrence',
      wish.occurrence === undefined
        ? 'Name the occurrence it starts from.'
        : `"${wish.occurrence}" is not an occurrence of this booking.`,
    );
  return named ?? null;
}

/** All occurrences that the scope reaches, whatever their status; `following` begins with the one named. */
export function resolveScope(whole: WholeBooking, wish: ScopeWish, faults: Faults): Occurrence[] {
  const scope = scopeOf(whole, wish, faults);
  if (scope === 'all') return [...whole.occurrences];
  const named = namedOccurrence(whole, wish, faults);
  if (!named) return [];
  return scope === 'one' ? [named] : whole.occurrences.filter(({ series }) => series >= named.series);
}
