import type { Answer } from '../../support/app.js';
import { quarterOf, type RealCentre } from './centre.js';
import type { Stay, Status, World, ZoneCode } from './week.js';

/** The parts of a refusal that the oracle looks at. */
interface RefusalBody {
  readonly code: string;
  readonly closure?: string;
  readonly of?: string;
  readonly claimed?: number;
  readonly pending?: boolean;
  readonly open?: readonly { readonly start: string; readonly end: string }[];
  readonly reason?: string;
  readonly met?: readonly { readonly id: string; readonly start: string; readonly pending: boolean }[];
}

/** The parts of the API's answers that the oracle looks at. */
export interface Body {
  readonly id: string;
  readonly code: string;
  readonly ok: boolean;
  readonly occurrences?: readonly {
    readonly id: string;
    readonly zone: ZoneCode;
    readonly start: string;
    readonly end: string;
    readonly heads: number;
    readonly status: Status;
    readonly edited: boolean;
    readonly refusals?: readonly RefusalBody[];
  }[];
  readonly refused?: readonly { readonly refusals: readonly RefusalBody[] }[];
  readonly version?: number;
  readonly affected?: readonly { readonly occurrence: string; readonly version: number }[];
}

/** What came, or is to come, of something asked. */
export interface Verdict {
  readonly status: number;
  /** The problem's code; empty when it went well. */
  readonly code: string;
  /** All dates of the booking as they are since, in their order. */
  readonly dates: readonly string[];
  /** Why dates are refused and what was met: of all dates when nothing was taken, else of those left out. */
  readonly refusals: readonly (readonly string[])[];
  /** Dates that need a choice, each with its booking's version. */
  readonly affected: readonly string[];
  /** How often the booking was written by then; 0 of a closure or of hours. */
  readonly version: number;
}

export interface Outcome {
  readonly verdict: Verdict;
  /** The world since; ids of what is new are those of the answer. */
  readonly after: (answer: Body) => World;
}

/** Something to be asked with all ids in it: it can be judged in any world, and sent to any centre that has these ids. */
export interface Deed {
  readonly name: string;
  send(real: RealCentre): Promise<Answer<Body>>;
  judge(world: World): Outcome;
}

const NOTHING: Verdict = { status: 200, code: '', dates: [], refusals: [], affected: [], version: 0 };

/** An outcome that leaves the world as it is. */
export const refusedWith = (world: World, status: number, code: string, more: Partial<Verdict> = {}): Outcome => ({
  verdict: { ...NOTHING, status, code, ...more },
  after: () => world,
});

/** An outcome that changes a booking, which is answered with all its dates. */
export function changed(world: World, booking: string, stays: readonly Stay[]): Outcome {
  const after = bumped({ ...world, stays: replaced(world, stays) }, [booking]);
  const dates = after.stays.filter((stay) => stay.booking === booking).sort(byPlace);
  const version = after.versions[booking] ?? 0;
  return { verdict: { ...NOTHING, dates: dates.map(dateText), version }, after: () => after };
}

/** An outcome that is answered without dates. */
export const done = (status: number, after: (answer: Body) => World): Outcome => ({
  verdict: { ...NOTHING, status },
  after,
});

/** An outcome for a booking that is new. */
export const created = (
  stays: readonly Omit<Stay, 'id' | 'booking'>[],
  refusals: readonly (readonly string[])[],
  after: (answer: Body) => World,
): Outcome => ({ verdict: { ...NOTHING, status: 201, dates: stays.map(dateText), refusals, version: 1 }, after });

const dateText = ({ zone, from, to, heads, status, edited }: Omit<Stay, 'id' | 'booking'>): string =>
  `${zone} ${from}-${to} x${heads} ${status}${edited ? ' edited' : ''}`;

const reasonText = ({ code, met = [], of, claimed, pending, closure, open = [], reason }: RefusalBody): string => {
  switch (code) {
    case 'occupied':
      return `occupied by ${met
        .map(({ id, start, pending }) => `${id}@${quarterOf(start)}${pending ? '?' : ''}`)
        .sort()
        .join(' ')}`;
    case 'over-capacity':
      return `over-capacity of ${of} beside ${claimed}${pending ? '?' : ''}`;
    case 'outside-opening-hours': {
      const spans = open.map(({ start, end }) => `${quarterOf(`${start}:00+08:00`)}-${quarterOf(`${end}:00+08:00`)}`);
      return `outside-opening-hours of ${spans.join(' ') || 'none'}${reason === undefined ? '' : ' specially'}`;
    }
    case 'closed':
      return `closed by ${closure}`;
    default:
      return code;
  }
};

export const reasonsOf = ({ refusals = [] }: { readonly refusals?: readonly RefusalBody[] }): string[] =>
  refusals.map(reasonText).sort();

/** The verdict that an answer of the API tells. */
export function verdictOf({ status, body }: Answer<Body>): Verdict {
  const { occurrences = [], refused = [], affected = [] } = body;
  const isRefused = status >= 400;
  const dates = occurrences.map(({ zone, start, end, heads, status, edited }) =>
    dateText({
      ...{ zone, heads, status, edited, from: quarterOf(start), to: quarterOf(end) },
      ...{ was: null, kept: false },
    }),
  );
  return {
    status,
    code: isRefused ? body.code : '',
    dates: isRefused ? [] : dates,
    refusals: (isRefused ? occurrences : status === 201 ? refused : []).map(reasonsOf),
    affected: affected.map(({ occurrence, version }) => `${occurrence} v${version}`).sort(),
    version: occurrences.length > 0 && !isRefused ? (body.version ?? 0) : 0,
  };
}

const byPlace = (a: Stay, b: Stay): number => a.from - b.from || (a.id < b.id ? -1 : 1);

/** Puts the changed dates in the place of what they were. */
export function replaced({ stays }: World, changes: readonly Stay[]): Stay[] {
  const byId = new Map(changes.map((stay) => [stay.id, stay]));
  return stays.map((stay) => byId.get(stay.id) ?? stay);
}

/** Counts one write for each booking named, as often as it is named. */
export function bumped(world: World, bookings: readonly string[]): World {
  const versions = { ...world.versions };
  for (const booking of bookings) versions[booking] = (versions[booking] ?? 0) + 1;
  return { ...world, versions };
}

/** The dates of a booking, or of all bookings, in the order in which the API tells them. */
export const inOrder = (stays: readonly Stay[]): Stay[] => stays.toSorted(byPlace);
