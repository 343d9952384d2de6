import type { Box } from './treemap.js';

/** In CSS pixels; a name takes the first size at which all of it fits. */
const SIZES = [15, 13, 11];
const SMALLEST = 11;
export const INSET = 8;
/** What the word for the state needs at the bottom, and what is kept free there without one. */
const WORD_HEIGHT = 30;
const EDGE = 6;
/** Height of a line, by the size of its letters. */
export const LINE = 1.2;
/** Latin letters are at most about six tenths as wide as Chinese ones, and break between words only. */
const LATIN = /[ -\u024f]/;
const LATIN_PART = 0.62;
const WORDS = /[!-\u024f]+ ?|./gu;

/** How a name is written into a room: broken into lines where the room's width ends. */
export interface RoomLabel {
  readonly size: number;
  readonly lines: readonly string[];
  /** Whether the word for the state has room below. */
  readonly hasWord: boolean;
}

const widthOf = (text: string): number =>
  [...text.trim()].reduce((sum, one) => sum + (LATIN.test(one) ? LATIN_PART : 1), 0);

/** The name goes before the state, which colour and pattern tell too; a name for which there is no room at all is cut short. */
export function labelIn(name: string, box: Box, hasState: boolean): RoomLabel {
  const withWord = hasState ? fitted(name, box, WORD_HEIGHT) : undefined;
  if (withWord) return { ...withWord, hasWord: true };
  return { ...(fitted(name, box, EDGE) ?? cut(name, box)), hasWord: false };
}

type Fitted = Omit<RoomLabel, 'hasWord'>;

function fitted(name: string, { width, height }: Box, below: number): Fitted | undefined {
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
  return undefined;
}

/** As many letters as one line holds. */
function cut(name: string, { width, height }: Box): Fitted {
  const most = (width - 2 * INSET) / SMALLEST;
  if (most < 2 || SMALLEST * LINE + EDGE > height) return { size: SMALLEST, lines: [] };
  const letters = [...name];
  while (letters.length > 0 && widthOf(`${letters.join('').trim()}…`) > most) letters.pop();
  return { size: SMALLEST, lines: [`${letters.join('').trim()}…`] };
}
