/**
 * The naive oracle: two weeks cut into quarters of an hour, and for every question all quarters are looked at one by
 * one. It knows nothing of instants, claims, trees or indexes, so that it can't share a mistake with the real thing.
 * Quarter 0 is midnight of Monday 31 August 2026; no statutory day is near.
 */
export const QUARTERS_PER_DAY = 96;

export const ZONES = ['G', 'HALL', 'A', 'B', 'C', 'AB', 'BC', 'ROOM'] as const;
export type ZoneCode = (typeof ZONES)[number];

/** What each zone takes: three parts of a hall, and a room shared by the head, which only the whole floor takes whole. */
export const SPACE: Readonly<Record<ZoneCode, readonly string[]>> = {
  G: ['a', 'b', 'c', 'room'],
  HALL: ['a', 'b', 'c'],
  A: ['a'],
  B: ['b'],
  C: ['c'],
  AB: ['a', 'b'],
  BC: ['b', 'c'],
  ROOM: ['room'],
};
export const SEATS: Readonly<Record<ZoneCode, number>> = {
  G: 42,
  HALL: 30,
  A: 10,
  B: 10,
  C: 10,
  AB: 20,
  BC: 20,
  ROOM: 12,
};
/** The head-count limit of the floor, below the sum of the seats. */
export const LIMIT = 30;
/** Quarters of set-up before and clean-up after. */
export const buffer = (zone: ZoneCode): number => (zone === 'G' || zone === 'ROOM' ? 0 : 1);

export interface Place {
  readonly zone: ZoneCode;
  readonly from: number;
  readonly to: number;
  readonly heads: number;
}

/** One date of a booking; `live` while it is pending or confirmed. */
export interface Stay extends Place {
  readonly id: string;
  readonly booking: string;
  readonly live: boolean;
  readonly edited: boolean;
  readonly kept: boolean;
}

export interface Closing {
  readonly id: string;
  readonly zone: ZoneCode;
  readonly from: number;
  readonly to: number;
}

/** Opening hours of the centre: hours of the clock for Monday to Sunday, and one date that goes its own way. */
export interface Hours {
  readonly week: readonly (readonly [number, number] | null)[];
  readonly exception: { readonly day: number; readonly open: readonly [number, number] | null } | null;
}

/** What the hall says of itself, every day; the centre bounds it. */
export const HALL_HOURS = [9, 18] as const;

export interface World {
  hours: Hours;
  stays: Stay[];
  closings: Closing[];
}

export type Code = 'occupied' | 'over-capacity' | 'outside-opening-hours' | 'closed';

const meets = (one: ZoneCode, other: ZoneCode): boolean => SPACE[one].some((part) => SPACE[other].includes(part));

export function isOpen({ week, exception }: Hours, zone: ZoneCode, quarter: number): boolean {
  const day = Math.floor(quarter / QUARTERS_PER_DAY);
  const hour = (quarter - day * QUARTERS_PER_DAY) / 4;
  const within = (span: readonly [number, number] | null): boolean =>
    span !== null && hour >= span[0] && hour < span[1];
  if (exception?.day === day) return within(exception.open);
  const ofCentre = within(week[((day % 7) + 7) % 7] ?? null);
  return zone === 'G' || zone === 'ROOM' ? ofCentre : ofCentre && within(HALL_HOURS);
}

export function quarters(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}

export const isInside = (hours: Hours, { zone, from, to }: Place): boolean =>
  quarters(from, to).every((quarter) => isOpen(hours, zone, quarter));

/** Whether somebody is in the building for this stay, set-up and clean-up included. */
const isThere = ({ zone, from, to }: Omit<Place, 'heads'>, quarter: number): boolean =>
  quarter >= from - buffer(zone) && quarter < to + buffer(zone);

const takenTime = ({ zone, from, to }: Place): number[] => quarters(from - buffer(zone), to + buffer(zone));

/** Every reason why this can't be beside `others`; nobody is in two of them. */
export function refusals(wish: Place, { hours, closings }: World, others: readonly Place[]): Code[] {
  const codes = new Set<Code>();
  let isFull = false;
  if (!isInside(hours, wish)) codes.add('outside-opening-hours');
  if (wish.zone !== 'ROOM' && wish.heads > SEATS[wish.zone]) codes.add('over-capacity');
  for (const quarter of takenTime(wish)) {
    const present = others.filter((other) => isThere(other, quarter));
    const heads = (some: readonly Place[]): number => some.reduce((sum, one) => sum + one.heads, wish.heads);
    if (heads(present) > LIMIT) codes.add('over-capacity');
    const rivals = present.filter((other) => meets(wish.zone, other.zone));
    if (rivals.some((other) => wish.zone !== 'ROOM' || other.zone !== 'ROOM')) codes.add('occupied');
    else if (wish.zone === 'ROOM' && heads(rivals) > SEATS.ROOM) isFull = true;
    if (closings.some((one) => meets(wish.zone, one.zone) && quarter >= one.from && quarter < one.to))
      codes.add('closed');
  }
  if (isFull && !codes.has('occupied')) codes.add('over-capacity');
  return [...codes].sort();
}

/** What is granted already can't be refused: less of the same. */
export const isLess = (wish: Place, before: Place): boolean =>
  wish.zone === before.zone && wish.from >= before.from && wish.to <= before.to && wish.heads <= before.heads;

/** Judges wishes one after the other; who is taken stands in the way of the next. */
export function judge(
  wishes: readonly (Place & { readonly before?: Place })[],
  world: World,
  others: readonly Place[],
): Code[][] {
  const taken: Place[] = [...others];
  return wishes.map((wish) => {
    const codes = wish.before && isLess(wish, wish.before) ? [] : refusals(wish, world, taken);
    if (codes.length === 0) taken.push(wish);
    return codes;
  });
}

export const live = ({ stays }: World): Stay[] => stays.filter((stay) => stay.live);

/** Who would be in a closed zone. */
export const inTheWay = (closing: Omit<Closing, 'id'>, world: World): Stay[] =>
  live(world).filter(
    (stay) =>
      meets(stay.zone, closing.zone) &&
      takenTime(stay).some((quarter) => quarter >= closing.from && quarter < closing.to),
  );

export const isClosedTwice = (closing: Omit<Closing, 'id'>, { closings }: World): boolean =>
  closings.some((one) => meets(one.zone, closing.zone) && one.from < closing.to && closing.from < one.to);
