import { useI18n } from 'vue-i18n';
import { matchFault } from './fault-patterns.js';
import type { FileFault } from './use-centre-file.js';

const WHOLE_CENTRE = 'the centre';

/** Faults of a file in the language of the screen; what has no words of its own is told as the server says it. */
export function useFaultText(): { faultText(fault: FileFault): string } {
  const { t } = useI18n();
  return {
    faultText: ({ where, detail }) => {
      if (where.endsWith('rrule')) return t('setup.fault.rule', { detail });
      const found = matchFault(detail);
      if (!found) return where === 'YAML' ? t('setup.fault.yaml', { detail }) : t('setup.fault.other', { detail });
      const { remedy, ...said } = found.values;
      const values = said['whole'] === WHOLE_CENTRE ? { ...said, whole: t('setup.wholeCentre') } : said;
      if (remedy === undefined) return t(`setup.fault.${found.key}`, values);
      return t(`setup.fault.${found.key}`, { ...values, remedy: t(`setup.remedy.${remedy}`, values) });
    },
  };
}
