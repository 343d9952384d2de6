import { reactive, ref, watchEffect } from 'vue';

/** How this person likes the screens: kept in one cookie, so that it holds on every page and for the next visit. */
export const LANGUAGES = ['zh-CN', 'en'] as const;
export const THEMES = ['auto', 'light', 'dark'] as const;

export type Language = (typeof LANGUAGES)[number];
export type Theme = (typeof THEMES)[number];

export interface View {
  language: Language;
  theme: Theme;
  /** 长辈版: bigger type and targets, fewer words. */
  isLarge: boolean;
}

const COOKIE = 'dukou_view';
const YEAR_SECONDS = 31_536_000;

export const view = reactive<View>(readView());

const darkDevice = matchMedia('(prefers-color-scheme: dark)');
const isDeviceDark = ref(darkDevice.matches);
darkDevice.addEventListener('change', ({ matches }) => (isDeviceDark.value = matches));

/** Puts the choices on the page's root, where the design's tokens look for them, and into the cookie. */
export function applyView(): void {
  watchEffect(() => {
    const root = document.documentElement;
    root.lang = view.language;
    const ofDevice = isDeviceDark.value ? 'dark' : 'light';
    root.dataset['theme'] = view.theme === 'auto' ? ofDevice : view.theme;
    root.classList.toggle('large', view.isLarge);
    const text = [view.language, view.theme, view.isLarge ? 'large' : 'normal'].join('.');
    document.cookie = `${COOKIE}=${text}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  });
}

function readView(): View {
  const text = new RegExp(`(?:^|; )${COOKIE}=([^;]*)`).exec(document.cookie)?.[1] ?? '';
  const [language, theme, size] = text.split('.');
  return {
    language: LANGUAGES.find((one) => one === language) ?? 'zh-CN',
    theme: THEMES.find((one) => one === theme) ?? 'auto',
    isLarge: size === 'large',
  };
}
