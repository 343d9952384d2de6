import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createI18n } from 'vue-i18n';

/** What the screens say, in the language of whoever looks at them. */

const LOCALES = fileURLToPath(new URL('../../../src/web/locales/', import.meta.url));
/** Stands for a value that a test does not know beforehand; no text has it. */
const ANYTHING = '\u0000';

export type Language = 'zh-CN' | 'en';
type Texts = { readonly [key: string]: string | Texts };
type Values = Readonly<Record<string, string | number>>;

export interface Words {
  /** The text of a key of `src/web/locales`, as the screens fill it in; `count` also chooses its plural form. */
  readonly say: (key: string, values?: Values) => string;
  /** Finds that text wherever it stands, whatever fills the blanks for which no value is given. */
  readonly like: (key: string, values?: Values) => RegExp;
  /** What is typed or shown in one's own language: titles, names, dates. */
  readonly either: (chinese: string, english: string) => string;
}

/** All areas of the language, each under the name of its file. */
const textsOf = (language: Language): Texts =>
  Object.fromEntries(
    readdirSync(join(LOCALES, language)).map((file) => [
      basename(file, '.json'),
      JSON.parse(readFileSync(join(LOCALES, language, file), 'utf8')) as Texts,
    ]),
  );

const blanksOf = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

const asPattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll(ANYTHING, '.*');

/** Fails for a key that is not there, and for a blank that is left open. */
export function wordsOf(language: Language): Words {
  const texts = textsOf(language);
  const { global } = createI18n({ legacy: false, locale: language, messages: { [language]: texts } });

  function textOf(key: string): string {
    const found = key
      .split('.')
      .reduce<string | Texts | undefined>((node, part) => (typeof node === 'object' ? node[part] : undefined), texts);
    if (typeof found !== 'string') throw new Error(`There is no text ${key} in ${language}`);
    return found;
  }

  function fill(key: string, values: Values): string {
    return global.t(key, values, { plural: typeof values['count'] === 'number' ? values['count'] : 2 });
  }

  return {
    say: (key, values = {}) => {
      const missing = blanksOf(textOf(key)).filter((name) => !(name in values));
      if (missing.length > 0) throw new Error(`${key} needs ${missing.join(', ')}`);
      return fill(key, values);
    },
    like: (key, values = {}) => {
      const open = Object.fromEntries(blanksOf(textOf(key)).map((name) => [name, ANYTHING]));
      return new RegExp(asPattern(fill(key, { ...open, ...values })));
    },
    either: (chinese, english) => (language === 'en' ? english : chinese),
  };
}
