import { useI18n } from 'vue-i18n';

/** Equipment is plain text of the centre; the usual things have a name in both languages (area `equipment`). */
export function useEquipment(): { equipmentName: (thing: string) => string } {
  const { t, te } = useI18n();
  return {
    equipmentName: (thing) => {
      const key = `equipment.name.${thing.toLowerCase().replace(/\s+/g, '-')}`;
      return te(key) ? t(key) : thing;
    },
  };
}
