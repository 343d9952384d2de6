import type { Schemas } from '../api/api.js';
import { addDays, minuteOfDay, wallAt } from '../../scheduling/time.js';
import type { WallDate, WallTime } from '../../scheduling/time.types.js';
import { ONCE, rruleOf, type Repeat } from './repeat.js';

export type BookingBody = Schemas['CreateBookingBody'];
export type Visibility = NonNullable<BookingBody['visibility']>;

/** Another place for one date of the plan. */
export interface Place {
  readonly zone: string;
  /** Wall times. */
  readonly start: string;
  readonly end: string;
}

/** What a person has typed into the booking form, as they typed it. */
export interface Draft {
  zone: string;
  date: string;
  /** `14:00`; an end at or before the start lies on the next day. */
  start: string;
  end: string;
  title: string;
  heads: string;
  /** Code of the operator in whose name it is; empty for none. */
  operator: string;
  isForPerson: boolean;
  name: string;
  phone: string;
  visibility: Visibility | '';
  needs: string[];
  note: string;
  repeat: Repeat;
  /** Dates that lie elsewhere, by their wall start in the plan. */
  places: Record<string, Place>;
  /** Refused dates are left out. */
  isSkipping: boolean;
  isStandby: boolean;
  /** Why rules shall be set aside; empty when they shall not. */
  waiver: string;
}

export function emptyDraft(date: WallDate): Draft {
  return {
    zone: '',
    date,
    start: '',
    end: '',
    title: '',
    heads: '',
    operator: '',
    isForPerson: false,
    name: '',
    phone: '',
    visibility: '',
    needs: [],
    note: '',
    repeat: { ...ONCE },
    places: {},
    isSkipping: false,
    isStandby: false,
    waiver: '',
  };
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** Wall start and end, the end on the next day where it is not after the start; null while a time is missing. */
export function wallsOf({
  date,
  start,
  end,
}: Pick<Draft, 'date' | 'start' | 'end'>): { start: WallTime; end: WallTime } | null {
  if (date === '' || start === '' || end === '') return null;
  const [from, to] = [minutesOf(start), minutesOf(end)];
  const day = date as WallDate;
  return { start: wallAt(day, from), end: wallAt(to > from ? day : addDays(day, 1), to) };
}

/** The clock time so many minutes later, within the day: at most 24:00. */
export function laterClock(clock: string, minutes: number): string {
  const later = Math.min(1440, minutesOf(clock) + minutes);
  return `${String(Math.floor(later / 60)).padStart(2, '0')}:${String(later % 60).padStart(2, '0')}`;
}

/** The end that keeps the length when the start moves; the usual length where there was none. */
export function movedEnd({ start, end }: Pick<Draft, 'start' | 'end'>, to: string, usualMinutes: number): string {
  const length = start === '' || end === '' ? 0 : minutesOf(end) - minutesOf(start);
  return laterClock(to, length > 0 ? length : usualMinutes);
}

/** The end of a wall span as the form shows it: 24:00 rather than 00:00 of the next day. */
export const endClock = (end: string): string => (minuteOfDay(end as WallTime) === 0 ? '24:00' : end.slice(11, 16));

/** Whether enough is there to ask for a verdict. */
export const isAskable = (draft: Draft): boolean => draft.zone !== '' && wallsOf(draft) !== null;

/** Wall text of an instant of the API, which carries the centre's offset. */
export const wallOf = (at: string): WallTime => at.slice(0, 16) as WallTime;

/** The body of the call; `title` stands in for one not yet typed, for a mere check. */
export function bodyOf(draft: Draft, { standInTitle = '' } = {}): BookingBody {
  const walls = wallsOf(draft);
  const heads = Number(draft.heads);
  const recurrence = walls ? rruleOf(draft.repeat, draft.date) : null;
  const replacements = recurrence === null ? [] : Object.entries(draft.places);
  return {
    zone: draft.zone,
    start: walls?.start ?? '',
    end: walls?.end ?? '',
    title: draft.title.trim() || standInTitle,
    ...(Number.isInteger(heads) && heads > 0 ? { heads } : {}),
    ...(recurrence === null ? {} : { recurrence: { rrule: recurrence, days: draft.repeat.days } }),
    ...(replacements.length === 0 ? {} : { replacements: replacements.map(replacementOf) }),
    ...(recurrence !== null && draft.isSkipping ? { onConflict: 'skip' as const } : {}),
    ...(draft.isStandby ? { standby: true } : {}),
    ...(draft.visibility === '' ? {} : { visibility: draft.visibility }),
    ...(draft.operator === '' ? {} : { operator: draft.operator }),
    ...(draft.isForPerson && draft.name.trim() !== '' ? { onBehalfOf: personOf(draft) } : {}),
    ...(draft.needs.length === 0 ? {} : { needs: [...draft.needs] }),
    ...(draft.note.trim() === '' ? {} : { note: draft.note.trim() }),
    ...(draft.waiver.trim() === '' ? {} : { waiver: { reason: draft.waiver.trim() } }),
  };
}

const personOf = ({ name, phone }: Draft): NonNullable<BookingBody['onBehalfOf']> => ({
  name: name.trim(),
  ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
});

/** One date of a mixed plan, as the API names it. */
export const replacementOf = ([start, place]: [string, Place]): NonNullable<BookingBody['replacements']>[number] => ({
  start,
  zone: place.zone,
  newStart: place.start,
  newEnd: place.end,
});

/** Another rule has other dates: those that were put elsewhere are asked for anew. */
export function changeRepeat(draft: Draft, repeat: Repeat): void {
  draft.repeat = repeat;
  draft.places = {};
  if (repeat.kind === 'once') draft.isSkipping = false;
}
