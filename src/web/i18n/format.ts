import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { wallMs } from '../../scheduling/wall-text.js';
import { useCentre } from '../centre/centre.js';

/** What a wall clock shows is formatted as if it were UTC: the browser's own zone never has a say. */
const OPTIONS = {
  long: { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' },
  full: { year: 'numeric', month: 'long', day: 'numeric' },
  day: { month: 'long', day: 'numeric', weekday: 'long' },
  short: { month: 'numeric', day: 'numeric', weekday: 'short' },
  shortOfYear: { year: 'numeric', month: 'numeric', day: 'numeric', weekday: 'short' },
  monthDay: { month: 'numeric', day: 'numeric' },
  month: { year: 'numeric', month: 'long' },
  weekday: { weekday: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

type OptionName = keyof typeof OPTIONS;
export type DateStyle = Exclude<OptionName, 'shortOfYear'>;

/** `05/09` is read as May or as September: in English a short date spells its month, in the order that British English has. */
const ENGLISH_PARTS = ['weekday', 'day', 'month', 'year'] as const;

export interface Format {
  /** A date as the language writes it: `12月1日星期二`, `Tuesday 1 December`; a short one names the year where it is not this one. */
  date(date: string, style?: DateStyle): string;
  /** `14:00` of a wall time or of an instant the API told with the centre's offset. */
  time(at: string): string;
  /** `14:00–16:00`; names the other day when the end lies on one. */
  span(start: string, end: string): string;
  /** A date and a time. */
  moment(at: string): string;
  /** `1小时30分钟`, `1 h 30 min`. */
  minutes(count: number): string;
  number(value: number): string;
}

const LOCALES: Readonly<Record<string, string>> = { 'zh-CN': 'zh-CN', en: 'en-GB' };

const dateOfText = (text: string): string => text.slice(0, 10);

/** Dates, times and numbers in the language of the screen; re-evaluates when it changes. */
export function useFormat(): ComputedRef<Format> {
  const { t, locale } = useI18n();
  const { today } = useCentre();
  const thisYear = computed(() => today.value.slice(0, 4));
  return computed(() => formatIn(LOCALES[locale.value] ?? 'zh-CN', thisYear.value, t));
}

/** Writes a date in one of the styles; what it needs for that is made once. */
function dateWriter(locale: string, name: OptionName): (ms: number) => string {
  const options = { ...OPTIONS[name], timeZone: 'UTC' };
  if (locale === 'zh-CN' || !('month' in options) || options.month !== 'numeric') {
    const format = new Intl.DateTimeFormat(locale, options);
    return (ms) => format.format(ms);
  }
  const format = new Intl.DateTimeFormat('en-US', { ...options, month: 'short' });
  return (ms) => {
    const parts = format.formatToParts(ms);
    return ENGLISH_PARTS.flatMap((part) => parts.find(({ type }) => type === part)?.value ?? []).join(' ');
  };
}

function formatIn(
  locale: string,
  thisYear: string,
  t: (key: string, values: Record<string, unknown>) => string,
): Format {
  const writers = new Map<OptionName, (ms: number) => string>();
  const date: Format['date'] = (at, style = 'day') => {
    const name = style === 'short' && at.slice(0, 4) !== thisYear ? 'shortOfYear' : style;
    const write = writers.get(name) ?? dateWriter(locale, name);
    writers.set(name, write);
    return write(wallMs(`${dateOfText(at)}T00:00`));
  };
  const time = (at: string): string => at.slice(11, 16);
  const moment = (at: string): string => `${date(dateOfText(at), 'short')} ${time(at)}`;
  return {
    date,
    time,
    moment,
    span: (start, end) => {
      const isSameDay = dateOfText(start) === dateOfText(end) || time(end) === '00:00';
      if (isSameDay) return `${time(start)}–${time(end) === '00:00' ? '24:00' : time(end)}`;
      return `${moment(start)} – ${moment(end)}`;
    },
    minutes: (count) => {
      const [hours, rest] = [Math.floor(count / 60), count % 60];
      if (hours === 0) return t('common.minutes', { count: rest });
      return rest === 0 ? t('common.hours', { count: hours }) : t('common.hoursMinutes', { hours, minutes: rest });
    },
    number: (value) => new Intl.NumberFormat(locale).format(value),
  };
}
