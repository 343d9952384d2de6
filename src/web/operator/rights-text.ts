import { useI18n } from 'vue-i18n';
import { useCentre } from '../centre/centre.js';
import { useFormat } from '../i18n/format.js';
import type { Duty, Quota, StandingUnits } from '../../scheduling/agreements.types.js';
import type { WeekPattern } from '../../scheduling/hours.types.js';
import { dateOn, WEEKDAYS } from './days.js';
import { rightsOf, type Agreement } from './use-operator.js';

interface RightsText {
  /** What an agreement gives. */
  rightsIn(agreement: Agreement): readonly string[];
  /** How much may be used, and what is owed for it. */
  termsIn(agreement: Agreement): readonly string[];
}

/** An agreement in words, a sentence for each of its rights and terms. */
export function useRightsText(): RightsText {
  const { t } = useI18n();
  const { zoneName, nameOf } = useCentre();
  const format = useFormat();

  const operating = (agreement: Agreement): string[] => {
    if (agreement.kind !== 'operate') return [t('operator.right.book')];
    const { decide, setHours, setPolicy, waive = [], sees } = rightsOf(agreement);
    const codes = waive.map((code) => t(`operator.waive.${code}`)).join(t('operator.comma'));
    return [
      t('operator.right.run'),
      ...(decide ? [t('operator.right.decide')] : []),
      ...(setHours ? [t('operator.right.setHours')] : []),
      ...(setPolicy ? [t('operator.right.setPolicy')] : []),
      ...(waive.length > 0 ? [t('operator.right.waive', { codes })] : []),
      t(sees === 'names' ? 'operator.right.names' : 'operator.right.counts'),
    ];
  };
  const inWindows = (windows: WeekPattern | null): string[] => {
    if (windows === null) return [];
    const days = WEEKDAYS.flatMap((weekday) => {
      const spans = windows[weekday] ?? [];
      if (spans.length === 0) return [];
      return [
        `${format.value.date(dateOn(weekday), 'weekday')} ${spans.map(({ start, end }) => `${start}–${end}`).join(' ')}`,
      ];
    });
    return [t('operator.right.windows', { times: days.join(t('operator.comma')) })];
  };
  const standing = (units: readonly StandingUnits[]): string[] =>
    units.map(({ zone, units: count }) => t('operator.right.standing', { zone: zoneName(zone), count }, count));
  const quota = (one: Quota): string => {
    if (one.kind === 'open-bookings') return t('operator.term-of.open', { count: one.limit }, one.limit);
    const seasons = (one.seasons ?? []).map(({ name }) => name).join(t('operator.comma'));
    return t(`operator.term-of.${one.per}`, { amount: format.value.minutes(one.limit), seasons });
  };
  const duty = (one: Duty): string =>
    t('operator.term-of.duty', { name: nameOf(one), amount: format.value.minutes(one.minutesPerMonth) });

  return {
    termsIn: ({ quotas, duties }) => [
      ...(quotas as unknown as Quota[]).map(quota),
      ...(duties as unknown as Duty[]).map(duty),
    ],
    rightsIn: (agreement) => [
      ...operating(agreement),
      ...inWindows(agreement.windows),
      ...standing(agreement.standing as unknown as StandingUnits[]),
    ],
  };
}
