import type { Standing } from '../operators/standing.js';
import { marks, type SqlValue } from '../platform/database/sql.js';

export interface Condition {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/**
 * What `visibleWhole` says, as a condition on rows of `bookings`, so that pages are full and no page tells how much is
 * hidden; null for who sees everything. `dates` asks something of a date `o`: of a booking that is only partly the actor's business, one that is must
 * answer to it, so that no filter tells where or when the others are.
 */
export function sightCondition(standing: Standing, dates: Condition | null): Condition | null {
  return standing.decidesAll ? null : joined([...wholly(standing), ...partly(standing, dates)], 'OR');
}

/** Bookings of which the actor may know every date. */
const wholly = (standing: Standing): Condition[] => [
  { text: "visibility = 'public'", values: [] },
  ...makersOwn(standing),
  ...among('operator_id', [...standing.managed]),
  ...among("visibility <> 'private' AND operator_id", [...standing.operators]),
  ...(standing.staff ? [{ text: "visibility <> 'private'", values: [] }] : []),
];

/** Bookings with a date in a zone where the actor decides, or sees who is there. */
function partly({ decides, seesNames }: Standing, dates: Condition | null): Condition[] {
  const within = (zones: ReadonlySet<number>): Condition[] =>
    among('o.zone_id', [...zones]).map((here) => someDate(dates ? joined([here, dates], 'AND') : here));
  const open = { text: "visibility <> 'private'", values: [] };
  return [...within(decides), ...within(seesNames).map((named) => joined([open, named], 'AND'))];
}

const someDate = ({ text, values }: Condition): Condition => ({
  text: `EXISTS (SELECT 1 FROM occurrences o WHERE o.centre_id = bookings.centre_id AND o.booking_id = bookings.id AND ${text})`,
  values,
});

const joined = (conditions: readonly Condition[], word: 'AND' | 'OR'): Condition => ({
  text: `(${conditions.map(({ text }) => `(${text})`).join(` ${word} `)})`,
  values: conditions.flatMap(({ values }) => values),
});

/** What the actor made: as their own, in the name of an operator they still act for, or as one of the centre's people. */
function makersOwn({ actor, staff, operators }: Standing): Condition[] {
  if (actor.id === '') return [];
  if (staff) return [{ text: 'created_by = ?', values: [actor.id] }];
  const ids = [...operators];
  const still = ids.length === 0 ? '' : ` OR operator_id IN (${marks(ids.length)})`;
  return [
    { text: `created_by = ? AND ((operator_id IS NULL AND booker = 'member')${still})`, values: [actor.id, ...ids] },
  ];
}

const among = (what: string, values: readonly SqlValue[]): Condition[] =>
  values.length === 0 ? [] : [{ text: `${what} IN (${marks(values.length)})`, values }];
