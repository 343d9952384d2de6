import { useI18n } from 'vue-i18n';
import type { Schemas } from '../api/api.js';
import { useFormat } from '../i18n/format.js';

/** What of a file was not taken, in the words by which the help calls the reason; needs the area `help-codes`. */
export function useNotTakenText(): { notTakenText(one: Schemas['NotTakenAnswer']): string } {
  const { t, te } = useI18n();
  const format = useFormat();
  const whyOf = ({ code, detail }: Schemas['NotTakenAnswer']): string => {
    const key = [`help-codes.refusal.${code}.title`, `help-codes.problem.${code}.title`].find((one) => te(one));
    return key === undefined ? detail : t(key);
  };
  return {
    notTakenText: (one) => {
      const { what, dates: count, first } = one;
      const why = whyOf(one);
      if (count === undefined || first === undefined) return t('setup.left.whole', { what, why });
      return t('setup.left.dates', { what, why, count, first: format.value.moment(first) }, count);
    },
  };
}
