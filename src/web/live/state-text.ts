import { useI18n } from 'vue-i18n';
import { useCentre } from '../centre/centre.js';
import { useFormat } from '../i18n/format.js';
import type { Happening, ZoneState } from './zone-state.js';

/** What goes on in a zone, in words; needs the texts of the area `state`. */
export function useStateText() {
  const { t } = useI18n();
  const format = useFormat();
  const { today } = useCentre();
  const at = (time: string): string =>
    time.startsWith(today.value) ? format.value.time(time) : format.value.moment(time);
  const titleOf = (happening: Happening): string =>
    happening.title ?? t(happening.status === 'pending' ? 'state.requested' : 'state.reserved');
  return {
    titleOf,
    /** "free until 14:00", "opens at 08:30". */
    untilOf: ({ kind, until, reason }: ZoneState): string => {
      if (reason !== null && until !== null) return t('state.until.reason', { reason, at: at(until) });
      if (until === null) return kind === 'closed' ? t('state.until.closedToday') : '';
      return t(`state.until.${kind}`, { at: at(until) });
    },
    /** "choir, 09:00–10:30". */
    happeningText: (happening: Happening): string =>
      t('state.happening', { title: titleOf(happening), span: format.value.span(happening.start, happening.end) }),
  };
}
