import { nextTick } from 'vue';
import { createRouter, createWebHistory, type RouteLocationNormalized } from 'vue-router';
import { centreSlug } from '../centre/centre.js';
import { i18n, loadAreas } from '../i18n/i18n.js';
import { useSession } from '../session/session.js';
import { routes } from './routes.js';
import { start } from './start.js';

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path || to.hash ? false : { top: 0 }),
});

router.beforeEach(async (to) => {
  await Promise.all([start(), loadAreas(['common', ...(to.meta.areas ?? [])])]);
  return mayEnter(to) ? true : { name: 'sign-in', query: { next: to.fullPath } };
});

router.afterEach(async (to, from) => {
  const { t } = i18n.global;
  document.title = [to.meta.title ? t(to.meta.title) : '', t('common.product')].filter(Boolean).join(' · ');
  if (from.matched.length === 0 || to.path === from.path || to.hash) return;
  await nextTick();
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
});

/** After an update of the server, an open page asks for chunks that are gone: it is loaded anew, once. */
router.onError((error: Error, to) => {
  if (!/dynamically imported module|Importing a module script/.test(error.message)) return;
  if (sessionStorage.getItem('dukou_reloaded') === to.fullPath) return;
  sessionStorage.setItem('dukou_reloaded', to.fullPath);
  location.assign(to.fullPath);
});

function mayEnter({ meta }: RouteLocationNormalized): boolean {
  const { isSignedIn, isOwner, may } = useSession();
  if (meta.needs === undefined) return true;
  if (meta.needs === 'owner') return isOwner.value;
  return meta.needs === 'signed-in' ? isSignedIn.value : may(meta.needs, centreSlug());
}
