import { useI18n } from 'vue-i18n';
import { faultWords, type FileFault } from './fault-words.js';

const WHOLE_CENTRE = 'the centre';

/** Faults of a file and where they stand, in the language of the screen. */
export function useFaultText(): { faultText(fault: FileFault): string; placeText(fault: FileFault): string } {
  const { t } = useI18n();
  return {
    placeText: ({ where }) =>
      where === 'file'
        ? t('setup.file.whole')
        : where.replace(/ number (\d+)/, (_, at) => ` ${t('setup.file.entry', { number: at as string })}`),
    faultText: (fault) => {
      const found = faultWords(fault);
      if (!found) return t('setup.fault.other', { detail: fault.detail });
      if (found.area === 'yaml') return t(`setup.yaml.${found.key}`);
      if (found.area === 'rule') return t(`refusal.rule.${found.key}`, found.values);
      const { remedy, ...said } = found.values;
      const values = said['whole'] === WHOLE_CENTRE ? { ...said, whole: t('setup.wholeCentre') } : said;
      if (remedy === undefined) return t(`setup.fault.${found.key}`, values);
      return t(`setup.fault.${found.key}`, { ...values, remedy: t(`setup.remedy.${remedy}`, values) });
    },
  };
}
