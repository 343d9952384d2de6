import { useI18n } from 'vue-i18n';
import { useCentre } from './centre.js';

interface Equipment {
  readonly equipmentName: (thing: string) => string;
  /** What is kept of a thing that somebody names in the language of the screen. */
  readonly equipmentOf: (name: string) => string;
}

/** Equipment is plain text of the centre; the usual things have a name in both languages (area `equipment`). */
export function useEquipment(): Equipment {
  const { t, te, tm } = useI18n();
  const { tree } = useCentre();
  const equipmentName = (thing: string): string => {
    const key = `equipment.name.${thing.toLowerCase().replace(/\s+/g, '-')}`;
    return te(key) ? t(key) : thing;
  };
  return {
    equipmentName,
    equipmentOf: (name) => {
      const inUse = [...tree.value.byCode.values()].flatMap(({ equipment }) => equipment);
      const { name: usual = {} }: { readonly name?: object } = tm('equipment');
      return [...inUse, ...Object.keys(usual)].find((thing) => equipmentName(thing) === name) ?? name;
    },
  };
}
