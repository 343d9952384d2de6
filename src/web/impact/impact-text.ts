import { useI18n } from 'vue-i18n';
import { usePlaceText } from '../centre/place-text.js';
import type { Affected, Choice } from './decisions.js';

/** What was done with each date that a change of rules left outside, a line each. Needs the texts of the area `impact`. */
export function useImpactText(): { linesOf(affected: readonly Affected[], choices: readonly Choice[]): string[] } {
  const { t } = useI18n();
  const { placeOf } = usePlaceText();

  const done = (one: Affected, choice: Choice): string => {
    const date = `${one.title || t('impact.untitled')} ${placeOf(one)}`;
    const { action, zone = one.zone, start = one.start, end = one.end } = choice;
    return t(`impact.done.${action}`, { date, place: placeOf({ zone, start, end }) });
  };
  return {
    linesOf: (affected, choices) =>
      affected.flatMap((one) => {
        const choice = choices.find(({ occurrence }) => occurrence === one.occurrence);
        return choice ? [done(one, choice)] : [];
      }),
  };
}
