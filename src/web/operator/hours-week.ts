import type { ClockSpan, HoursDocument, HoursException, WeekPattern } from '../../scheduling/hours.types.js';
import type { WallDate } from '../../scheduling/time.types.js';
import { WEEKDAYS, type WeekdayKey } from './days.js';

/** A week as its fields hold it; spans may be half typed. */
export type WeekDraft = Record<WeekdayKey, ClockSpan[]>;

const DAY_MINUTES = 1_440;

export const draftOf = (weekly: WeekPattern = {}): WeekDraft =>
  Object.fromEntries(WEEKDAYS.map((day) => [day, (weekly[day] ?? []).map((span) => ({ ...span }))])) as WeekDraft;

/** Days without a time are left out: they are closed. */
export const patternOf = (draft: WeekDraft): WeekPattern =>
  Object.fromEntries(WEEKDAYS.flatMap((day) => (draft[day].length > 0 ? [[day, draft[day]]] : [])));

/** `830`, `8:30` and `08：30` are `08:30`; what is no clock time stays as it was typed. */
export function clockOf(typed: string): string {
  const found = /^(\d{1,2})[:：.]?(\d{2})$/.exec(typed.trim());
  return found ? `${(found[1] ?? '').padStart(2, '0')}:${found[2]}` : typed.trim();
}

const isStart = (clock: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(clock);
const isEnd = (clock: string): boolean => clock === '24:00' || isStart(clock);

/** Whether both are clock times; an end at or before the start would run past midnight, which no zone here means. */
export const isSpan = ({ start, end }: ClockSpan): boolean => isStart(start) && isEnd(end) && start < end;

/** Days on which a span is wrong or meets another of the day. */
export function faultyDays(draft: WeekDraft): ReadonlySet<WeekdayKey> {
  return new Set(
    WEEKDAYS.filter((day) => {
      const spans = draft[day].toSorted((a, b) => a.start.localeCompare(b.start));
      return spans.some((span, at) => !isSpan(span) || (at > 0 && span.start <= (spans[at - 1]?.end ?? '')));
    }),
  );
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** Days on which the week reaches outside what bounds it: there it opens no longer for it. */
export function daysOutside(draft: WeekDraft, bounds: WeekPattern): readonly WeekdayKey[] {
  const isWithin = (span: ClockSpan, around: ClockSpan): boolean => {
    const end = minutesOf(around.end);
    const last = end <= minutesOf(around.start) ? end + DAY_MINUTES : end;
    return minutesOf(around.start) <= minutesOf(span.start) && minutesOf(span.end) <= last;
  };
  return WEEKDAYS.filter((day) =>
    draft[day].some((span) => isSpan(span) && !(bounds[day] ?? []).some((around) => isWithin(span, around))),
  );
}

/** One date with hours of its own; beyond the centre's, when asked for. */
export interface SpecialDay {
  readonly date: string;
  readonly start: string;
  readonly end: string;
  readonly reason: string;
}

/** The document with another week, and with a date on which the centre is asked to be open longer. */
export function documentWith(
  standing: HoursDocument,
  { weekly, special }: { weekly: WeekPattern | null; special: SpecialDay | null },
): HoursDocument {
  const { weekly: _, exceptions = [], ...rest } = standing;
  const added = special ? [exceptionOf(special)] : [];
  const all = [
    ...exceptions.filter(({ from, to }) => !special || from !== special.date || to !== special.date),
    ...added,
  ];
  return { ...rest, ...(weekly ? { weekly } : {}), ...(all.length > 0 ? { exceptions: all } : {}) };
}

const exceptionOf = ({ date, start, end, reason }: SpecialDay): HoursException => ({
  ...{ from: date as WallDate, to: date as WallDate, spans: [{ start, end }], reason, beyond: true },
});
