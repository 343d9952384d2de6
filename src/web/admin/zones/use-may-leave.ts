import { useI18n } from 'vue-i18n';
import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router';
import { confirm } from '../../components/confirm.js';

/** What was changed and not saved is not thrown away without a word. */
export function useMayLeave(isChanged: () => boolean): void {
  const { t } = useI18n();
  const ask = async (): Promise<boolean> =>
    !isChanged() ||
    confirm({
      title: t('admin-zones.leave.title'),
      text: t('admin-zones.leave.text'),
      yes: t('admin-zones.leave.yes'),
      isDangerous: true,
    });
  onBeforeRouteLeave(ask);
  onBeforeRouteUpdate(ask);
}
