import { emptyDraft, endClock, type Draft } from '../booking/draft.js';
import { ONCE } from '../booking/repeat.js';
import { addDays, weekdayOf } from '../../scheduling/time.js';
import type { WallDate } from '../../scheduling/time.types.js';
import { seriesRule, type SeriesRule } from './series-rule.js';
import type { Booking } from './booking.js';

/** The same again for another term: on the same weekday, from the next one on, a series for half a year. */
export function draftFrom(booking: Booking, today: WallDate): Draft {
  const segment = booking.segments?.at(-1);
  const start = segment?.start ?? booking.occurrences[0]?.start ?? '';
  const end = segment?.end ?? booking.occurrences[0]?.end ?? '';
  const rule = seriesRule(booking);
  const date = firstDate(rule, { start, today });
  // Once, where the form's controls can't say the rule.
  const repeat = rule?.repeat ?? ONCE;
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

function firstDate(rule: SeriesRule | null, { start, today }: { start: string; today: WallDate }): WallDate {
  return start === '' ? today : nextSame(rule?.date ?? (start.slice(0, 10) as WallDate), today);
}

/** The first date after today on the same weekday. */
function nextSame(date: WallDate, today: WallDate): WallDate {
  if (date > today) return date;
  const ahead = (weekdayOf(date) - weekdayOf(today) + 7) % 7;
  return addDays(today, ahead === 0 ? 7 : ahead);
}
