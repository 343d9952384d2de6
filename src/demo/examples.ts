import { readFileSync } from 'node:fs';
import type { CentreFile } from '../centres/import/centre-file.js';
import { readCentreFile } from '../centres/import/read-centre-file.js';

const DATA = new URL('../../data/', import.meta.url);

/** Files that ship, from the smallest house to the largest; the last is the demo centre. */
export const EXAMPLES = [
  { key: 'small', path: 'examples/small.yaml' },
  { key: 'dukou', path: 'dukou.yaml' },
] as const;

export interface Example {
  readonly key: string;
  readonly text: string;
  readonly file: CentreFile;
}

/** A centre's file that is part of the product: a fault in it is a fault of ours. */
export function readExample(key: (typeof EXAMPLES)[number]['key']): Example {
  const { path } = EXAMPLES.find((one) => one.key === key) ?? EXAMPLES[0];
  const text = readFileSync(new URL(path, DATA), 'utf8');
  const read = readCentreFile(text);
  if (!read.ok) throw new Error(`${path} is not right: ${JSON.stringify(read.faults)}`);
  return { key, text, file: read.file };
}
