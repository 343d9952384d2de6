/** A rectangle of a drawing, in its units. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Weighted<T> {
  readonly item: T;
  /** Positive; the boxes' areas are in proportion to it. */
  readonly weight: number;
}

export interface Placed<T> extends Box {
  readonly item: T;
}

/**
 * Divides a box among items by weight, with boxes as square as may be (Bruls, Huizing and van Wijk 2000): items in order of
 * weight are laid in a row along the shorter side for as long as that makes the row's worst box squarer.
 */
export function squarify<T>(items: readonly Weighted<T>[], box: Box): Placed<T>[] {
  const sorted = items.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight);
  const total = sum(sorted);
  if (total === 0) return [];
  const scale = (box.width * box.height) / total;
  const placed: Placed<T>[] = [];
  let rest = box;
  let waiting = sorted.map(({ item, weight }) => ({ item, weight: weight * scale }));
  while (waiting.length > 0) {
    const row = nextRow(waiting, Math.min(rest.width, rest.height));
    placed.push(...layRow(row, rest));
    rest = without(rest, sum(row));
    waiting = waiting.slice(row.length);
  }
  return placed;
}

const sum = (items: readonly { readonly weight: number }[]): number =>
  items.reduce((total, { weight }) => total + weight, 0);

function nextRow<T>(items: readonly Weighted<T>[], side: number): readonly Weighted<T>[] {
  let row = items.slice(0, 1);
  for (let length = 2; length <= items.length; length++) {
    const longer = items.slice(0, length);
    if (worstRatio(longer, side) > worstRatio(row, side)) break;
    row = longer;
  }
  return row;
}

/** How far from square the row's worst box is; 1 is square. */
function worstRatio(row: readonly { readonly weight: number }[], side: number): number {
  const depth = sum(row) / side;
  return Math.max(...row.map(({ weight }) => Math.max(depth ** 2 / weight, weight / depth ** 2)));
}

/** The row stands along the shorter side of what is left. */
function layRow<T>(row: readonly Weighted<T>[], { x, y, width, height }: Box): Placed<T>[] {
  const isUpright = width >= height;
  const depth = sum(row) / (isUpright ? height : width);
  let at = isUpright ? y : x;
  return row.map(({ item, weight }) => {
    const length = weight / depth;
    const box = isUpright ? { x, y: at, width: depth, height: length } : { x: at, y, width: length, height: depth };
    at += length;
    return { item, ...box };
  });
}

function without({ x, y, width, height }: Box, area: number): Box {
  if (width >= height) return { x: x + area / height, y, width: width - area / height, height };
  return { x, y: y + area / width, width, height: height - area / width };
}
