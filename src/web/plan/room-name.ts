import type { Box } from './treemap.js';

/** In CSS pixels; a name takes the first size at which all of it fits. */
const SIZES = [15, 13, 11];
const LARGE_SIZES = [20, 18, 16, 14];
export const INSET = 8;
/** What the word for the state needs at the bottom, and what is kept free there without one. */
const WORD_HEIGHT = 30;
const EDGE = 6;
/** Height of a line, and how far below its top the letters stand, by their size. */
const LINE = 1.2;
const BASELINE = 0.95;
/** Above the first line, where there is room for it. */
const TOP = 8;
/** Latin letters are at most about six tenths as wide as Chinese ones, and break between words only. */
const LATIN = /[ -\u024f]/;
const LATIN_PART = 0.62;
const LIGHT_PART = 0.9;
const WORDS = /[!-\u024f]+ ?|./gu;

/** How a name is written into a room: broken into lines where the room's width ends. */
export interface RoomLabel {
  readonly size: number;
  readonly lines: readonly string[];
  /** Whether the word for the state has room below. */
  readonly hasWord: boolean;
  /** In a narrow room it is written downwards. */
  readonly isTurned: boolean;
}

interface Wanted {
  readonly hasState: boolean;
  /** 长辈版. */
  readonly isLarge: boolean;
}

/** The name goes before the state, which colour and pattern tell too; it is never cut short, as half a name misleads. */
export function labelIn(name: string, box: Box, { hasState, isLarge }: Wanted): RoomLabel {
  const sizes = isLarge ? LARGE_SIZES : SIZES;
  const withWord = hasState ? fitted(name, box, { sizes, below: WORD_HEIGHT }) : undefined;
  if (withWord) return { ...withWord, hasWord: true, isTurned: false };
  const alone = fitted(name, box, { sizes, below: EDGE });
  if (alone) return { ...alone, hasWord: false, isTurned: false };
  const turned = fitted(name, { ...box, width: box.height, height: box.width }, { sizes, below: EDGE });
  return { ...(turned ?? { size: 0, lines: [] }), hasWord: false, isTurned: turned !== undefined };
}

/** Where a line of the name stands; in a low room all of them are in the middle. */
export function baselineIn(box: Box, { size, lines, isTurned }: RoomLabel, at: number): number {
  const height = isTurned ? box.width : box.height;
  return Math.min(TOP, (height - lines.length * size * LINE) / 2) + size * (LINE * at + BASELINE);
}

/** The size at which the name of an area stands in one line; its letters are lighter than those of a room. */
export function areaSize(name: string, width: number, isLarge: boolean): number {
  return Math.min(isLarge ? 16 : 13, (width - 2 * INSET) / (widthOf(name) * LIGHT_PART));
}

const widthOf = (text: string): number =>
  [...text.trim()].reduce((sum, one) => sum + (LATIN.test(one) ? LATIN_PART : 1), 0);

function fitted(
  name: string,
  { width, height }: Box,
  { sizes, below }: { sizes: readonly number[]; below: number },
): { size: number; lines: string[] } | undefined {
  const words = name.match(WORDS) ?? [];
  for (const size of sizes) {
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
