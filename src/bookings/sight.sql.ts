import type { Standing } from '../operators/standing.js';
import { marks, type SqlValue } from '../platform/database/sql.js';

interface Condition {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/**
 * What `visibleWhole` says, as a condition on rows of `bookings`, so that pages are full and no page tells how much is
 * hidden. Null for who sees everything.
 */
export function sightCondition(standing: Standing): Condition | null {
  if (standing.decidesAll) return null;
  const either = [
    { text: "visibility = 'public'", values: [] },
    ...makersOwn(standing),
    ...among('operator_id', [...standing.managed]),
    ...among("visibility <> 'private' AND operator_id", [...standing.operators]),
    ...(standing.staff ? [{ text: "visibility <> 'private'", values: [] }] : []),
    ...inZones('', [...standing.decides]),
    ...inZones("visibility <> 'private' AND ", [...standing.seesNames]),
  ];
  return {
    text: `(${either.map(({ text }) => `(${text})`).join(' OR ')})`,
    values: either.flatMap(({ values }) => values),
  };
}

/** What the actor made: in nobody's name, or in that of an operator they still act for. */
function makersOwn({ actor, staff, operators }: Standing): Condition[] {
  if (actor.id === '') return [];
  if (staff) return [{ text: 'created_by = ?', values: [actor.id] }];
  const ids = [...operators];
  const still = ids.length === 0 ? '' : ` OR operator_id IN (${marks(ids.length)})`;
  return [{ text: `created_by = ? AND (operator_id IS NULL${still})`, values: [actor.id, ...ids] }];
}

const among = (what: string, values: readonly SqlValue[]): Condition[] =>
  values.length === 0 ? [] : [{ text: `${what} IN (${marks(values.length)})`, values }];

/** A date in one of the zones. */
const inZones = (which: string, zones: readonly number[]): Condition[] =>
  zones.length === 0
    ? []
    : [
        {
          text: `${which}EXISTS (SELECT 1 FROM occurrences s WHERE s.centre_id = bookings.centre_id
            AND s.booking_id = bookings.id AND s.zone_id IN (${marks(zones.length)}))`,
          values: zones,
        },
      ];
