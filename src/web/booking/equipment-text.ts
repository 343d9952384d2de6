import { useI18n } from 'vue-i18n';

/** Equipment is free text of the centre's data; what is common everywhere has a name in both languages (area `book`). */
export function useEquipmentText(): (name: string) => string {
  const { t, te } = useI18n();
  return (name) => {
    const key = `book.equipment.${name.replaceAll(' ', '-')}`;
    return te(key) ? t(key) : name;
  };
}
