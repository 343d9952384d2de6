import type { Standing } from '../operators/standing.js';
import type { Met } from '../scheduling/refusals.js';
import type { Booking, Booker, Occurrence, Visibility, WholeBooking } from './booking.types.js';

/**
 * How much of a booking an actor may see: everything; only when and how many (who runs the zone, without a right to
 * names); what the public may; or only that the time is taken.
 */
export type Sight = 'full' | 'counts' | 'public' | 'busy';

export interface Seen {
  readonly visibility: Visibility;
  readonly createdBy: string;
  readonly booker: Booker;
  readonly operatorId: string | null;
  /** Where it lies; a single date of a series may lie elsewhere than the rest. */
  readonly zoneId: number;
}

/**
 * | booking  | who holds it | decider of the centre or zone | its operator's members | desk | who runs the zone | others |
 * | -------- | ------------ | ----------------------------- | ---------------------- | ---- | ----------------- | ------ |
 * | public   | full         | full                          | full                   | full | full or public    | public |
 * | internal | full         | full                          | full                   | full | full or counts    | busy   |
 * | private  | full         | full                          | busy                   | busy | busy              | busy   |
 *
 * Those who hold it are its maker, while still of the operator it is for, and that operator's managers. What is the
 * centre's own, made by its people or taken over from an operator, its maker holds while one of the centre's people.
 */
export function sightOf(standing: Standing, seen: Seen): Sight {
  const { visibility, zoneId } = seen;
  if (holdsIt(standing, seen) || standing.decidesAll || standing.decides.has(zoneId)) return 'full';
  if (visibility === 'private') return 'busy';
  if (standing.staff || standing.seesNames.has(zoneId)) return 'full';
  if (visibility === 'public') return 'public';
  return standing.seesCounts.has(zoneId) ? 'counts' : 'busy';
}

/** All of a standing that `sightOf` asks: two for whom this is the same text see the same of every booking. */
export function sightClassOf({ actor, staff, decidesAll, ...standing }: Standing): string {
  if (decidesAll) return 'decider';
  const { operators, managed, decides, seesNames, seesCounts } = standing;
  const sets = [operators, managed, decides, seesNames, seesCounts].map((set) => [...set].sort());
  return JSON.stringify([actor.id, staff, ...sets]);
}

/** Whether it is the actor's own, or of an operator they act for, whichever zone it lies in. */
function holdsIt(standing: Standing, { visibility, createdBy, booker, operatorId }: Seen): boolean {
  const { actor, operators, managed, staff } = standing;
  const isMaker = actor.id !== '' && actor.id === createdBy;
  if (operatorId === null) return isMaker && (staff || booker === 'member');
  if (managed.has(operatorId)) return true;
  const isOfIt = operators.has(operatorId);
  return (isMaker && (staff || isOfIt)) || (isOfIt && visibility !== 'private');
}

/** A booking as far as an actor may know of it. */
export interface SeenWhole {
  readonly whole: WholeBooking;
  readonly sight: 'full' | 'public';
  /** The zone it is said to be in: its own, or that of the first date that is the actor's business. */
  readonly zoneId: number;
  /** Only some of its dates are the actor's business, because of the zone they lie in; the others are left out. */
  readonly partial: boolean;
}

/**
 * The booking with the dates that the actor may know of, or null when it may be no more than "busy" to them. `more` says
 * that it has dates beyond those given which are not their business.
 */
export function visibleWhole(standing: Standing, whole: WholeBooking, more = false): SeenWhole | null {
  const { booking, occurrences, refused } = whole;
  const { zoneId } = booking;
  const at = (zoneId: number): Sight => sightOf(standing, { ...booking, zoneId });
  if (isAllTheirs(standing, booking)) return { whole, sight: 'full', zoneId, partial: false };
  const dates = occurrences.filter((occurrence) => at(occurrence.zoneId) === 'full');
  const [first] = dates;
  if (first) {
    const isHere = at(zoneId) === 'full';
    const partial = more || dates.length < occurrences.length || !isHere;
    const seen = { booking, occurrences: dates, refused: refused.filter((date) => at(date.zoneId) === 'full') };
    return { whole: seen, sight: 'full', zoneId: isHere ? zoneId : first.zoneId, partial };
  }
  return booking.visibility === 'public' ? { whole, sight: 'public', zoneId, partial: false } : null;
}

const isAllTheirs = (standing: Standing, booking: Booking): boolean =>
  holdsIt(standing, booking) || standing.decidesAll || (standing.staff && booking.visibility !== 'private');

/** Whether the actor decides dates where this one lies, whoever's turn it is. */
export const mayDecide = (standing: Standing, { zoneId }: Pick<Occurrence, 'zoneId'>): boolean =>
  standing.decidesAll || standing.decides.has(zoneId);

/** Whether the actor decides this date now: the back office always, the zone's operator when it is its turn. */
export function decidesNow(standing: Standing, { zoneId, stage }: Pick<Occurrence, 'zoneId' | 'stage'>): boolean {
  return standing.decidesAll || (standing.decides.has(zoneId) && stage === 'operator');
}

/** What an actor may know of a booking that stands in the way. */
export function metBooking(sight: Sight, met: Met): Met {
  if (sight === 'full' || sight === 'public') return met;
  const { kind, start, end, pending } = met;
  return { kind, start, end, pending };
}
