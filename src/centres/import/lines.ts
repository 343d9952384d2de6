import { isAlias, isMap, isScalar, isSeq, visit, type Document, type LineCounter, type Pair } from 'yaml';
import type { Path } from './shape.js';

/** The line (from 1) on which the thing at a path stands; of what is not there, the line of what it is missing from. */
export function lineOf(document: Document, lines: LineCounter, path: Path): number {
  let node: unknown = document.contents;
  let offset = offsetOf(node) ?? 0;
  for (const step of path) {
    const next = below(isAlias(node) ? node.resolve(document) : node, step);
    if (!next) break;
    offset = next.offset ?? offset;
    node = next.node;
  }
  return Math.max(1, lines.linePos(offset).line);
}

/** A member stands where its key stands, an entry of a list where it begins. */
function below(node: unknown, step: string | number): { node: unknown; offset: number | undefined } | null {
  if (isMap(node)) {
    const pair = node.items.find((item: Pair) => isScalar(item.key) && String(item.key.value) === String(step));
    return pair ? { node: pair.value, offset: offsetOf(pair.key) } : null;
  }
  if (isSeq(node) && Number(step) in node.items) {
    const item = node.items[Number(step)];
    return { node: item, offset: offsetOf(item) };
  }
  return null;
}

function offsetOf(node: unknown): number | undefined {
  if (!isMap(node) && !isSeq(node) && !isScalar(node) && !isAlias(node)) return undefined;
  return node.range?.[0];
}

interface LooseAlias {
  readonly name: string;
  readonly offset: number;
  /** It names what it stands in, so that there would be no end of it. */
  readonly isInItself: boolean;
}

/** Aliases whose anchor does not stand before them or is around them, and where they stand. */
export function looseAliases(document: Document): LooseAlias[] {
  const anchors = new Set<string>();
  const loose: LooseAlias[] = [];
  visit(document, {
    Node: (_, node, path) => {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.add(node.anchor);
        return;
      }
      const named = node.resolve(document);
      const isInItself = named !== undefined && path.includes(named);
      if (isInItself || !anchors.has(node.source)) {
        loose.push({ name: node.source, offset: node.range?.[0] ?? 0, isInItself });
      }
    },
  });
  return loose;
}
