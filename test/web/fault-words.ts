import { readFileSync } from 'node:fs';
import type { LineFault } from '../../src/centres/import/read-centre-file.js';
import { faultWords } from '../../src/web/setup/fault-words.js';

const LANGUAGES = ['zh-CN', 'en'] as const;

type Tree = { readonly [key: string]: string | Tree };

const LOCALES = LANGUAGES.map((language) => {
  const areaOf = (area: string): Tree =>
    JSON.parse(readFileSync(`src/web/locales/${language}/${area}.json`, 'utf8')) as Tree;
  return { language, texts: { setup: areaOf('setup'), refusal: areaOf('refusal') } };
});

/** Why the words under a key can't be said in some language: there are none, or a blank of theirs stays empty. */
export function unsayable(key: string, values: Readonly<Record<string, string>>): string[] {
  return LOCALES.flatMap(({ language, texts }) => {
    const text = key
      .split('.')
      .reduce<string | Tree | undefined>((at, step) => (at as Tree | undefined)?.[step], texts);
    if (typeof text !== 'string') return [`${language}: no words at ${key}`];
    const blanks = [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    return blanks.filter((name) => !values[name]).map((name) => `${language}: ${key} lacks ${name}`);
  });
}

/** The key of a fault's words, which must be there in both languages with all their blanks filled. */
export function keyOf(fault: LineFault): string {
  const found = faultWords(fault);
  if (!found) return `no words for: ${fault.detail}`;
  const { area, key, values } = found;
  const { remedy } = values;
  const lacks = [
    ...unsayable(area === 'rule' ? `refusal.rule.${key}` : `setup.${area}.${key}`, values),
    ...(remedy === undefined ? [] : unsayable(`setup.remedy.${remedy}`, values)),
  ];
  return lacks[0] === undefined ? [key, remedy].filter(Boolean).join(' ') : `no words: ${lacks[0]}`;
}
