import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PROBLEMS } from '../../src/platform/problems/registry.js';

const WEB = fileURLToPath(new URL('../../src/web/', import.meta.url));
const LANGUAGES = ['zh-CN', 'en'] as const;

type Tree = { readonly [key: string]: string | Tree };

const read = (path: string): string => readFileSync(join(WEB, path), 'utf8');
const areasOf = (language: string): string[] => readdirSync(join(WEB, 'locales', language)).sort();

/** All texts of a language by their whole key, such as `today.find.heads`. */
function textsOf(language: string): Map<string, string> {
  const texts = new Map<string, string>();
  const walk = (node: string | Tree, key: string): void => {
    if (typeof node === 'string') texts.set(key, node);
    else for (const [name, child] of Object.entries(node)) walk(child, `${key}.${name}`);
  };
  for (const file of areasOf(language)) {
    walk(JSON.parse(read(join('locales', language, file))) as Tree, basename(file, '.json'));
  }
  return texts;
}

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');

const SOURCES = readdirSync(WEB, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(?:vue|ts)$/.test(path) && !path.startsWith('generated'))
  .map((path) => ({ path, text: withoutComments(read(path)) }));

interface UsedKey {
  readonly path: string;
  readonly key: string;
  /** False for the beginning of a key that ends in something worked out: `today.group.${one}`. */
  readonly isWhole: boolean;
}

/** A text in the sources that begins with the name of an area is a key; nothing else is written like one. */
function keysUsed(): UsedKey[] {
  const areas = areasOf('zh-CN').map((file) => basename(file, '.json'));
  const whole = new RegExp(`['\`]((?:${areas.join('|')})(?:\\.[\\w-]+)+)['\`]`, 'g');
  const begun = new RegExp(`\`((?:${areas.join('|')})(?:\\.[\\w-]+)*)\\.?\\$\\{`, 'g');
  return SOURCES.flatMap(({ path, text }) => [
    ...[...text.matchAll(whole)].map(([, key = '']) => ({ path, key, isWhole: true })),
    ...[...text.matchAll(begun)].map(([, key = '']) => ({ path, key, isWhole: false })),
  ]);
}

/** Each once: a text with a form for one and one for many names its blanks in both. */
const placeholdersOf = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))].sort();

describe('the texts', () => {
  const texts = Object.fromEntries(LANGUAGES.map((language) => [language, textsOf(language)]));
  const chinese = texts['zh-CN'] ?? new Map<string, string>();
  const english = texts['en'] ?? new Map<string, string>();

  it('has the same keys in both languages', () => {
    expect(areasOf('en')).toEqual(areasOf('zh-CN'));
    expect([...english.keys()].filter((key) => !chinese.has(key))).toEqual([]);
    expect([...chinese.keys()].filter((key) => !english.has(key))).toEqual([]);
  });

  it('leaves none empty', () => {
    for (const language of LANGUAGES) {
      const empty = [...(texts[language] ?? [])].filter(([, text]) => text.trim() === '').map(([key]) => key);
      expect([language, empty]).toEqual([language, []]);
    }
  });

  it('fills the same blanks in both languages', () => {
    const different = [...chinese].filter(
      ([key, text]) => placeholdersOf(text).join() !== placeholdersOf(english.get(key) ?? '').join(),
    );
    expect(different.map(([key]) => key)).toEqual([]);
  });

  it('writes no Chinese into the English texts, and none of either into the screens', () => {
    const han = /\p{Script=Han}/u;
    const inEnglish = [...english].filter(([key, text]) => han.test(text) && key !== 'common.otherLanguage');
    expect(inEnglish).toEqual([]);
    const inScreens = SOURCES.filter(({ path, text }) => path !== 'today/groups.ts' && han.test(text));
    expect(inScreens.map(({ path }) => path)).toEqual([]);
  });

  it('has every key that a screen uses', () => {
    const keys = [...chinese.keys()];
    const missing = keysUsed().filter(({ key, isWhole }) =>
      isWhole ? !chinese.has(key) : !keys.some((known) => known.startsWith(`${key}.`)),
    );
    expect(missing).toEqual([]);
  });

  it('keeps no text that no screen uses', () => {
    const used = keysUsed();
    const isUsed = (key: string): boolean =>
      used.some((one) => (one.isWhole ? one.key === key : key.startsWith(`${one.key}.`)));
    expect([...chinese.keys()].filter((key) => !isUsed(key))).toEqual([]);
  });

  it('has words for every refusal, warning and skipped date, and for every problem of the API', () => {
    const codesIn = (file: string, pattern: RegExp): string[] =>
      [...readFileSync(fileURLToPath(new URL(file, import.meta.url)), 'utf8').matchAll(pattern)].map(
        ([, code = '']) => code,
      );
    const refusals = codesIn('../../src/scheduling/refusals.ts', /& \{\s*readonly code: '([\w-]+)'/g);
    expect(refusals).toHaveLength(15);
    const keys = [...chinese.keys()];
    const isTold = (key: string): boolean => keys.some((one) => one === key || one.startsWith(`${key}.`));
    expect(refusals.filter((code) => !isTold(`refusal.${code}`))).toEqual([]);
    const warnings = ['calendar-unknown', 'beyond-agreement', 'same-person-elsewhere'];
    expect(warnings.filter((code) => !chinese.has(`refusal.warning.${code}`))).toEqual([]);
    const skipped = ['nonexistent', 'excluded', 'holiday', 'not-working-day'];
    expect(skipped.filter((code) => !chinese.has(`refusal.skipped.${code}`))).toEqual([]);
    const problems = Object.keys(PROBLEMS);
    expect(problems.filter((code) => !chinese.has(`common.problem.${code}`))).toEqual([]);
  });
});
