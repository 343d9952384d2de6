import { onScopeDispose } from 'vue';
import { useI18n } from 'vue-i18n';
import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router';
import { confirm } from './confirm.js';

/** What was changed and not saved is not thrown away without a word: neither by another screen nor by closing the page. */
export function useMayLeave(isChanged: () => boolean): void {
  const { t } = useI18n();
  const ask = async (): Promise<boolean> =>
    !isChanged() ||
    confirm({
      title: t('common.leave.title'),
      text: t('common.leave.text'),
      yes: t('common.leave.yes'),
      isDangerous: true,
    });
  const holdPage = (event: BeforeUnloadEvent): void => {
    if (isChanged()) event.preventDefault();
  };
  onBeforeRouteLeave(ask);
  onBeforeRouteUpdate(ask);
  window.addEventListener('beforeunload', holdPage);
  onScopeDispose(() => window.removeEventListener('beforeunload', holdPage));
}
