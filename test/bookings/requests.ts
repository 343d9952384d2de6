import { Reader } from '../../src/platform/database/reader.js';
import { TABLE_NAMES } from '../../src/platform/database/migrations/tables.js';
import type { Answer, Caller, TestApp } from '../support/app.js';

export const CENTRE = '/api/v1/centres/dukou';
export const BOOKINGS = `${CENTRE}/bookings`;
export const CHECK = `${BOOKINGS}/check`;

export interface RefusalBody {
  readonly code: string;
  readonly waivableBy: string;
  readonly [member: string]: unknown;
}

export interface PlaceBody {
  readonly zone: string;
  readonly start: string;
  readonly end: string;
}

export interface OccurrenceBody extends PlaceBody {
  readonly id: string;
  readonly status: string;
  readonly edited: boolean;
  readonly heads: number;
  readonly original: string;
  readonly reason?: string;
  readonly reasonCode?: string;
}

export interface BookingBody {
  readonly id: string;
  readonly status: string;
  readonly title: string;
  readonly visibility: string;
  readonly version: number;
  readonly occurrences: OccurrenceBody[];
  readonly refused: { start: string; refusals: RefusalBody[] }[];
  readonly warnings: { code: string }[];
  readonly skipped: { start: string; reason: string }[];
}

export interface CheckedBody extends PlaceBody {
  readonly ok: boolean;
  readonly heads: number;
  readonly refusals: RefusalBody[];
  readonly waived?: RefusalBody[];
  readonly warnings: { code: string; year?: number; other?: string }[];
  readonly alternatives: PlaceBody[];
}

export interface CheckBody {
  readonly ok: boolean;
  readonly occurrences: CheckedBody[];
  readonly warnings: { code: string; year?: number; other?: string }[];
  readonly skipped: { start: string; reason: string }[];
}

export interface ProblemBody {
  readonly code: string;
  readonly detail: string;
  readonly status: number;
  readonly errors?: { pointer: string; detail: string }[];
  readonly occurrences?: CheckedBody[];
}

export type Wish = Readonly<Record<string, unknown>>;

/** An hour in a meeting room for twenty, on Wednesday 2 September 2026: open, without buffers or approval. */
export const meeting = (changes: Wish = {}): Wish => ({
  zone: 'F3-MEET-2',
  start: '2026-09-02T14:00',
  end: '2026-09-02T15:00',
  title: 'Meeting',
  ...changes,
});

/** The same hour on so many Wednesdays. */
export const weekly = (count: number, changes: Wish = {}): Wish =>
  meeting({ recurrence: { rrule: `FREQ=WEEKLY;COUNT=${count}` }, ...changes });

/** From one full hour to another on a date. */
export const on = (date: string, from: string, to: string): Wish => ({
  start: `${date}T${from}`,
  end: `${date}T${to}`,
});

export const create = (caller: Caller, wish: Wish): Promise<Answer<BookingBody>> =>
  caller.post<BookingBody>(BOOKINGS, wish);

/** Books what a test needs to be there, and fails loudly when it can't be. */
export async function booked(caller: Caller, wish: Wish): Promise<BookingBody> {
  const answer = await create(caller, wish);
  if (answer.status !== 201) throw new Error(`not booked: ${answer.status} ${answer.text.slice(0, 300)}`);
  return answer.body;
}

export async function check(caller: Caller, wish: Wish): Promise<CheckBody> {
  const answer = await caller.post<CheckBody>(CHECK, wish);
  if (answer.status !== 200) throw new Error(`not checked: ${answer.status} ${answer.text.slice(0, 300)}`);
  return answer.body;
}

/** The refusals of a wish for a single date. */
export const refusalsOf = async (caller: Caller, wish: Wish): Promise<RefusalBody[]> =>
  (await check(caller, wish)).occurrences[0]?.refusals ?? [];

export const read = async (caller: Caller, { id }: { id: string }): Promise<BookingBody> =>
  (await caller.get<BookingBody>(`${BOOKINGS}/${id}`)).body;

/** A change with the version last read, or the one named. */
export const edit = (
  caller: Caller,
  { id, version }: { id: string; version: number },
  changes: Wish,
): Promise<Answer<BookingBody>> =>
  caller.call<BookingBody>('PATCH', `${BOOKINGS}/${id}`, { body: changes, ifMatch: version });

export const act = (
  caller: Caller,
  action: 'approve' | 'decline' | 'cancel' | 'undo-cancel',
  [{ id }, body = {}]: readonly [{ id: string }, Wish?],
): Promise<Answer<BookingBody & ProblemBody>> => caller.post(`${BOOKINGS}/${id}/${action}`, body);

/** `2026-09-02T14:00` of `2026-09-02T14:00:00+08:00`. */
export const wall = (instant: string): string => instant.slice(0, 16);

export const startsOf = ({ occurrences }: { occurrences: readonly PlaceBody[] }): string[] =>
  occurrences.map(({ start }) => wall(start));

export function nth<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new Error(`there is no item ${index} among ${items.length}`);
  return item;
}

export const readerOf = ({ app }: TestApp): Reader => app.get(Reader, { strict: false });

/** How many rows each table has: equal before and after means that nothing was written. */
export async function rowCounts(test: TestApp): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of TABLE_NAMES) {
    const row = await readerOf(test).one<{ n: number }>(`SELECT count(*) AS n FROM ${table}`);
    counts[table] = Number(row?.n);
  }
  return counts;
}
