import { dayOf } from './calendar.js';
import { clockSpanMinutes, mergeMinutes } from './clock-spans.js';
import type { CalendarDay, ClockSpan, HoursDocument, StatutoryCalendar, Weekday } from './hours.types.js';
import { seasonCovers } from './season-dates.js';
import { weekdayOf } from './time.js';
import type { MinuteSpan, WallDate } from './time.types.js';

/** The hours of one centre or zone; lists of layers run from the centre down to the zone in question. */
export interface HoursLayer {
  readonly code: string;
  readonly document: HoursDocument;
}

/** Which statement decides a date: `name` is the season's or the statutory day's (which may have an English one), `reason` the exception's. */
export interface HoursSource {
  readonly layer: string;
  readonly rank: 'exception' | 'statutory' | 'season' | 'weekly' | 'none';
  readonly name?: string;
  readonly nameEn?: string;
  readonly reason?: string;
}

export interface HoursStatement {
  readonly spans: readonly MinuteSpan[];
  readonly beyond: boolean;
  readonly source: HoursSource;
}

interface Question {
  readonly date: WallDate;
  readonly layers: readonly HoursLayer[];
  readonly calendar: StatutoryCalendar;
}

/** What one rank of one layer says of the date, before its clocks are read. */
interface Opinion {
  readonly spans: readonly ClockSpan[];
  readonly beyond?: boolean | undefined;
  readonly name?: string | undefined;
  readonly nameEn?: string | undefined;
  readonly reason?: string | undefined;
}

type Rank = (document: HoursDocument, date: WallDate, day: CalendarDay & { weekday: Weekday }) => Opinion | undefined;

/** In order of precedence: a higher rank of any layer goes before a lower rank of a deeper one. */
const RANKS: readonly (readonly [Exclude<HoursSource['rank'], 'none'>, Rank])[] = [
  ['exception', ({ exceptions }, date) => exceptions?.find(({ from, to }) => from <= date && date <= to)],
  [
    'statutory',
    ({ statutory }, _date, day) =>
      day.kind === 'holiday' && statutory?.holiday
        ? { spans: statutory.holiday, beyond: statutory.beyond, name: day.name, nameEn: day.nameEn }
        : undefined,
  ],
  [
    'season',
    ({ seasons }, date, { weekday }) => {
      const season = seasons?.find((one) => seasonCovers(one, date));
      return season && { spans: season.weekly[`${weekday}`] ?? [], beyond: season.beyond, name: season.name };
    },
  ],
  ['weekly', ({ weekly }, _date, { weekday }) => weekly && { spans: weekly[`${weekday}`] ?? [] }],
];

/** The statement that decides the date for the last layer, before the hours of the layers above bound it. */
export function statementOn({ date, layers, calendar }: Question): HoursStatement {
  const day = { ...dayOf(date, calendar), weekday: effectiveWeekday({ date, layers, calendar }) };
  for (const [rank, opinionOf] of RANKS) {
    for (const { code, document } of layers.toReversed()) {
      const opinion = opinionOf(document, date, day);
      if (opinion) return stated(opinion, { layer: code, rank });
    }
  }
  return { spans: [], beyond: false, source: { layer: layers[0]?.code ?? '', rank: 'none' } };
}

/** A make-up day has no hours of its own: it stands in for a weekday, which the deepest layer with an opinion names. */
function effectiveWeekday({ date, layers, calendar }: Question): Weekday {
  const day = dayOf(date, calendar);
  const rule = layers.findLast(({ document }) => document.statutory?.makeUp)?.document.statutory?.makeUp;
  if (day.kind !== 'make-up' || rule === undefined) return weekdayOf(date);
  return rule === 'by-notice' ? (day.follows ?? 1) : rule;
}

function stated({ spans, beyond, name, nameEn, reason }: Opinion, { layer, rank }: HoursSource): HoursStatement {
  const minutes = spans.map(clockSpanMinutes).filter((span) => span !== null);
  const source = {
    ...{ layer, rank },
    ...(name !== undefined && { name }),
    ...(nameEn !== undefined && { nameEn }),
    ...(reason !== undefined && { reason }),
  };
  return { spans: mergeMinutes(minutes), beyond: beyond ?? false, source };
}
