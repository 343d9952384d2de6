import { useI18n } from 'vue-i18n';
import { useFormat } from '../i18n/format.js';
import type { Weekday } from '../../scheduling/hours.types.js';
import { placeInMonth, weekdaysOf, type Repeat } from './repeat.js';

/** A Monday, from which the names of weekdays are counted. */
const MONDAY = '2024-01-01';

/** A rule in words: "every Wednesday and Friday until 30 June, not on public holidays"; needs the texts of `book`. */
export function useRepeatText() {
  const { t, locale } = useI18n();
  const format = useFormat();

  const weekdayName = (weekday: Weekday, width: 'short' | 'long' = 'long'): string =>
    new Intl.DateTimeFormat(locale.value, { weekday: width, timeZone: 'UTC' }).format(
      Date.parse(`${MONDAY}T00:00:00Z`) + (weekday - 1) * 86_400_000,
    );
  const listOf = (words: readonly string[]): string =>
    new Intl.ListFormat(locale.value, { type: 'conjunction' }).format(words);

  function rhythm(repeat: Repeat, date: string): string {
    const every = repeat.every;
    const weekday = weekdayName(weekdaysOf({ ...repeat, weekdays: [] }, date)[0] ?? 1);
    switch (repeat.kind) {
      case 'once':
        return t('book.words.once');
      case 'daily':
        return t(every > 1 ? 'book.words.everyDays' : 'book.words.daily', { every });
      case 'weekly': {
        const days = listOf(weekdaysOf(repeat, date).map((day) => weekdayName(day)));
        return t(every > 1 ? 'book.words.everyWeeks' : 'book.words.weekly', { every, days });
      }
      case 'month-weekday': {
        const place = t(`book.words.place.${repeat.isLast ? 'last' : placeInMonth(date)}`);
        return t(every > 1 ? 'book.words.everyMonthsWeekday' : 'book.words.monthWeekday', { every, place, weekday });
      }
      case 'month-day':
        return t(every > 1 ? 'book.words.everyMonthsDay' : 'book.words.monthDay', {
          every,
          day: Number(date.slice(8, 10)),
        });
    }
  }

  return {
    weekdayName,
    rhythm,
    textOf: (repeat: Repeat, date: string): string => {
      if (repeat.kind === 'once') return t('book.words.once');
      const until = repeat.until === '' ? '' : t('book.words.until', { date: format.value.date(repeat.until, 'long') });
      const days = repeat.days === 'any' ? '' : t(`book.words.days.${repeat.days}`);
      return [rhythm(repeat, date) + until, days].filter(Boolean).join(t('book.words.comma'));
    },
  };
}
