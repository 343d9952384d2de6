/** Who asks, as far as a policy tells people apart: the centre's own people, or everybody else who may book. */
export type BookerKind = 'staff' | 'member';

/** Who decides requests: nobody (confirmed at once), the centre's back office, the zone's operator, or both in turn. */
export type Approval = 'none' | 'centre' | 'operator' | 'both';

/** Who may book a zone at all. `staff` are the centre's people; `members` are they and every signed-in member. */
export type WhoMayBook = 'nobody' | 'staff' | 'members';

/** What a zone demands of a booking, every part given (after inheritance down the tree). Minutes are whole minutes, days are whole days. */
export interface Policy {
  readonly shortestMinutes: number;
  readonly longestMinutes: number;
  /** Starts must lie on this grid, counted from midnight of the wall clock. */
  readonly gridMinutes: number;
  readonly noticeMinutes: Readonly<Record<BookerKind, number>>;
  readonly horizonDays: Readonly<Record<BookerKind, number>>;
  readonly setupMinutes: number;
  readonly cleanupMinutes: number;
  readonly approval: Approval;
  readonly whoMayBook: WhoMayBook;
  /** Visibility of a booking that does not say its own. */
  readonly visibility: 'public' | 'internal' | 'private';
}

/** What one zone says itself; the rest comes from the zone above, and at the top from the defaults. */
export type PolicyPart = Partial<Policy>;
