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

export type Status = 'pending' | 'confirmed' | 'declined' | 'cancelled';

/** One date of a booking. */
export interface Stay extends Place {
  readonly id: string;
  readonly booking: string;
  readonly status: Status;
  /** What it was before it was cancelled by hand, for whoever takes that back. */
  readonly was: Status | null;
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
  readonly hours: Hours;
  readonly stays: readonly Stay[];
  readonly closings: readonly Closing[];
  /** How often each booking was written. */
  readonly versions: Readonly<Record<string, number>>;
}

/** Somebody who is there: a stay, or an earlier date of the same wish, which belongs to no booking yet. */
type Present = Place & { readonly booking?: string; readonly status?: Status };

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

/** What is open on the date it starts, and whether that date goes its own way. */
function openOn(hours: Hours, { zone, from }: Place): string {
  const day = Math.floor(from / QUARTERS_PER_DAY);
  const open = quarters(day * QUARTERS_PER_DAY, (day + 1) * QUARTERS_PER_DAY).filter((at) => isOpen(hours, zone, at));
  const [first, last] = [open[0], open.at(-1)];
  const span = first === undefined || last === undefined ? 'none' : `${first}-${last + 1}`;
  return hours.exception?.day === day ? `${span} specially` : span;
}

/** Whether somebody is in the building for this stay, set-up and clean-up included. */
const isThere = ({ zone, from, to }: Omit<Place, 'heads'>, quarter: number): boolean =>
  quarter >= from - buffer(zone) && quarter < to + buffer(zone);

const takenTime = ({ zone, from, to }: Place): number[] => quarters(from - buffer(zone), to + buffer(zone));

/** What the hour with the most people has, apart from the wish itself. */
const peak = (crowds: readonly (readonly Place[])[]): number =>
  Math.max(0, ...crowds.map((crowd) => crowd.reduce((sum, { heads }) => sum + heads, 0)));

const firm = (crowd: readonly Present[]): Present[] => crowd.filter(({ status }) => status !== 'pending');

/** Too many heads: how many there are already, with `?` when all would fit without those who only wait. */
function crowding(
  crowds: readonly (readonly Present[])[],
  { of, heads, most }: { of: 'seats' | 'limit'; heads: number; most: number },
): string[] {
  const inside = peak(crowds);
  if (inside + heads <= most) return [];
  return [`over-capacity of ${of} beside ${inside}${peak(crowds.map(firm)) + heads <= most ? '?' : ''}`];
}

/** Whoever takes the same place at the same time, and how many heads there are too many. */
function taken(wish: Place, others: readonly Present[]): string[] {
  const time = takenTime(wish);
  const crowds = time.map((quarter) => others.filter((other) => isThere(other, quarter)));
  const rivals = crowds.map((crowd) => crowd.filter((other) => meets(wish.zone, other.zone)));
  const met = rivals.flat().filter((other) => wish.zone !== 'ROOM' || other.zone !== 'ROOM');
  const names = met.map(({ booking, from, status }) => `${booking}@${from}${status === 'pending' ? '?' : ''}`);
  const room = { of: 'seats', heads: wish.heads, most: SEATS.ROOM } as const;
  return [
    ...(names.length > 0 ? [`occupied by ${[...new Set(names)].sort().join(' ')}`] : []),
    ...(names.length === 0 && wish.zone === 'ROOM' ? crowding(rivals, room) : []),
    ...crowding(crowds, { of: 'limit', heads: wish.heads, most: LIMIT }),
  ];
}

/** Every reason why this can't be beside `others`; nobody is in two of them. */
export function refusals(wish: Place, { hours, closings }: World, others: readonly Present[]): string[] {
  const closed = closings.filter(
    ({ zone, from, to }) =>
      meets(wish.zone, zone) && takenTime(wish).some((quarter) => quarter >= from && quarter < to),
  );
  return [
    ...(isInside(hours, wish) ? [] : [`outside-opening-hours of ${openOn(hours, wish)}`]),
    ...(wish.zone !== 'ROOM' && wish.heads > SEATS[wish.zone] ? ['over-capacity of zone beside 0'] : []),
    ...closed.map(({ id }) => `closed by ${id}`),
    ...taken(wish, others),
  ].sort();
}

/**
 * Why a place can't be had back: rules were asked when it was granted, so only who is there now counts. A closure is
 * there wherever nobody is whom it left inside.
 */
export function refusalsOfReturn(wish: Place, { closings }: World, others: readonly Present[]): string[] {
  const isShut = (part: string, quarter: number): boolean =>
    !others.some((other) => SPACE[other.zone].includes(part) && isThere(other, quarter));
  const closed = closings.filter(({ zone, from, to }) =>
    SPACE[wish.zone].some(
      (part) =>
        SPACE[zone].includes(part) &&
        takenTime(wish).some((quarter) => quarter >= from && quarter < to && isShut(part, quarter)),
    ),
  );
  return [...closed.map(({ id }) => `closed by ${id}`), ...taken(wish, others)].sort();
}

/** What is granted already can't be refused: less of the same. */
export const isLess = (wish: Place, before: Place): boolean =>
  wish.zone === before.zone && wish.from >= before.from && wish.to <= before.to && wish.heads <= before.heads;

/** Judges wishes one after the other; who is taken stands in the way of the next. */
export function judge(
  wishes: readonly (Place & { readonly before?: Place })[],
  world: World,
  others: readonly Stay[],
): string[][] {
  const there: Present[] = [...others];
  return wishes.map((wish) => {
    const reasons = wish.before && isLess(wish, wish.before) ? [] : refusals(wish, world, there);
    if (reasons.length === 0) there.push(wish);
    return reasons;
  });
}

/** Whether two dates of one booking would be in the same place at the same time. */
export const overlapThemselves = (stays: readonly Place[]): boolean =>
  stays.some((one, i) =>
    stays.some(
      (other, k) => k < i && meets(one.zone, other.zone) && takenTime(one).some((quarter) => isThere(other, quarter)),
    ),
  );

export const isLive = ({ status }: Stay): boolean => status === 'pending' || status === 'confirmed';

export const live = ({ stays }: World): Stay[] => stays.filter(isLive);

/** Who would be in a closed zone. */
export const inTheWay = (closing: Omit<Closing, 'id'>, world: World): Stay[] =>
  live(world).filter(
    (stay) =>
      meets(stay.zone, closing.zone) &&
      takenTime(stay).some((quarter) => quarter >= closing.from && quarter < closing.to),
  );

export const isClosedTwice = (closing: Omit<Closing, 'id'>, { closings }: World): boolean =>
  closings.some((one) => meets(one.zone, closing.zone) && one.from < closing.to && closing.from < one.to);
