import { emptyDraft, endClock, type Draft } from '../booking/draft.js';
import { ONCE, repeatOf, untilLast, type Repeat } from '../booking/repeat.js';
import { addDays, weekdayOf } from '../../scheduling/time.js';
import type { WallDate } from '../../scheduling/time.types.js';
import { lastDateOf, type Booking } from './use-booking.js';

/** The same again for another term: on the same weekday, from the next one on, a series for half a year. */
export function draftFrom(booking: Booking, today: WallDate): Draft {
  const segment = booking.segments?.at(-1);
  const start = segment?.start ?? booking.occurrences[0]?.start ?? '';
  const end = segment?.end ?? booking.occurrences[0]?.end ?? '';
  const date = start === '' ? today : nextSame(start.slice(0, 10) as WallDate, today);
  const repeat = repeatFrom(booking, start.slice(0, 10));
  const until = repeat.kind === 'once' ? '' : addDays(date, 182);
  return {
    ...emptyDraft(date),
    zone: booking.zone,
    start: start.slice(11, 16),
    end: end === '' ? '' : endClock(end),
    title: booking.title,
    heads: booking.heads?.toString() ?? '',
    operator: booking.operator ?? '',
    visibility: booking.visibility,
    needs: [...(booking.needs ?? [])],
    note: booking.note ?? '',
    isForPerson: booking.onBehalfOf !== undefined,
    name: booking.onBehalfOf?.name ?? '',
    phone: booking.onBehalfOf?.phone ?? '',
    repeat: { ...repeat, until },
  };
}

/** Its rhythm as the form's controls say it; once, where they can't. */
function repeatFrom(booking: Booking, date: string): Repeat {
  const rule = booking.segments?.at(-1)?.recurrence ?? null;
  const said = rule && { ...rule, rrule: untilLast(rule.rrule, lastDateOf(booking)) };
  return repeatOf(said, date) ?? { ...ONCE };
}

/** The first date after today on the same weekday. */
function nextSame(date: WallDate, today: WallDate): WallDate {
  if (date > today) return date;
  const ahead = (weekdayOf(date) - weekdayOf(today) + 7) % 7;
  return addDays(today, ahead === 0 ? 7 : ahead);
}
