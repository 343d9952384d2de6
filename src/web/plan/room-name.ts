import type { Box } from './treemap.js';

/** In CSS pixels; a name takes the first size at which all of it fits. */
const SIZES = [15, 13, 11];
export const INSET = 8;
/** What the word for the state needs at the bottom. */
const WORD_HEIGHT = 30;
/** Height of a line, by the size of its letters. */
export const LINE = 1.2;
/** Latin letters are at most about six tenths as wide as Chinese ones, and break between words only. */
const LATIN = /[ -\u024f]/;
const LATIN_PART = 0.62;
const WORDS = /[!-\u024f]+ ?|./gu;

const widthOf = (text: string): number =>
  [...text.trim()].reduce((sum, one) => sum + (LATIN.test(one) ? LATIN_PART : 1), 0);

/** A name broken into lines where the room's width ends, and its size; none where it would not fit. `below` is what is kept free under it. */
export function nameIn(name: string, { width, height }: Box, below = WORD_HEIGHT): { size: number; lines: string[] } {
  const words = name.match(WORDS) ?? [];
  for (const size of SIZES) {
    const most = (width - 2 * INSET) / size;
    const lines = words.reduce<string[]>((all, word) => {
      const line = (all.at(-1) ?? '') + word;
      return all.length > 0 && widthOf(line) <= most ? [...all.slice(0, -1), line] : [...all, word];
    }, []);
    const isFitting = lines.every((line) => widthOf(line) <= most);
    if (isFitting && lines.length * size * LINE + below <= height) return { size, lines };
  }
  return { size: 0, lines: [] };
}
