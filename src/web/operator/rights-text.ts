import { useI18n } from 'vue-i18n';
import { useCentre } from '../centre/centre.js';
import { useFormat } from '../i18n/format.js';
import type { StandingUnits } from '../../scheduling/agreements.types.js';
import type { WeekPattern } from '../../scheduling/hours.types.js';
import { dateOn, WEEKDAYS } from './days.js';
import { rightsOf, type Agreement } from './use-operator.js';

/** What an agreement gives, a sentence each. */
export function useRightsText(): { rightsIn(agreement: Agreement): readonly string[] } {
  const { t } = useI18n();
  const { zoneName } = useCentre();
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

  return {
    rightsIn: (agreement) => [
      ...operating(agreement),
      ...inWindows(agreement.windows),
      ...standing(agreement.standing as unknown as StandingUnits[]),
    ],
  };
}
