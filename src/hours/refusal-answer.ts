import type { Refusal } from '../scheduling/refusals.js';
import { formatInstant } from '../scheduling/time.js';
import type { Instant } from '../scheduling/time.types.js';

/** Members of a refusal that hold instants; wall times in members of the same name are text already. */
const INSTANTS: ReadonlySet<string> = new Set(['start', 'end', 'now', 'earliest', 'latest']);

/** A refusal as it is answered: its instants as RFC 3339 in the centre's zone. */
export function refusalAnswer(refusal: Refusal, timeZone: string): Record<string, unknown> {
  return answered(refusal, timeZone) as Record<string, unknown>;
}

function answered(value: unknown, timeZone: string): unknown {
  if (Array.isArray(value)) return value.map((entry) => answered(entry, timeZone));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, unknown]) =>
      INSTANTS.has(name) && typeof member === 'number'
        ? [name, formatInstant(member as Instant, timeZone)]
        : [name, answered(member, timeZone)],
    ),
  );
}
