/**
 * Texts in both languages. Each area of the app has one file per language, `locales/<language>/<area>.json`, and its
 * keys begin with the area: `t('today.title')`. A route names the areas its screen needs (`meta.areas`); `common` is
 * always there.
 */
import { watch } from 'vue';
import { createI18n } from 'vue-i18n';
import { view, type Language } from '../design/view.js';

type Messages = Record<string, unknown>;

const FILES = import.meta.glob<Messages>('../locales/*/*.json', { import: 'default' });

export const i18n = createI18n({
  legacy: false,
  locale: view.language,
  messages: {},
  missingWarn: import.meta.env.DEV,
});

const wanted = new Set<string>();
const loaded = new Set<string>();

/** Makes the texts of these areas ready in the present language. */
export async function loadAreas(areas: readonly string[]): Promise<void> {
  for (const area of areas) wanted.add(area);
  await loadWanted(view.language);
}

/** The language changes on the screen when its texts have come, so that no key is ever seen. */
export function followLanguage(): void {
  watch(
    () => view.language,
    async (language) => {
      await loadWanted(language);
      i18n.global.locale.value = language;
    },
  );
}

async function loadWanted(language: Language): Promise<void> {
  await Promise.all([...wanted].map((area) => loadArea(language, area)));
}

async function loadArea(language: Language, area: string): Promise<void> {
  const path = `../locales/${language}/${area}.json`;
  const load = FILES[path];
  if (loaded.has(path) || !load) return;
  i18n.global.mergeLocaleMessage(language, { [area]: await load() });
  loaded.add(path);
}
