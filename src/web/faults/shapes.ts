/** A text of the server by its shape: the key of its words, and the names of the blanks in them. */
export interface Shape {
  readonly key: string;
  readonly shape: RegExp;
  readonly blanks: readonly string[];
}

export interface MatchedFault {
  readonly key: string;
  readonly values: Readonly<Record<string, string>>;
}

export const shapeOf = (key: string, shape: RegExp, ...blanks: string[]): Shape => ({ key, shape, blanks });

/** The first shape that fits counts. */
export function matchIn(shapes: readonly Shape[], text: string): MatchedFault | null {
  for (const { key, shape, blanks } of shapes) {
    const match = shape.exec(text);
    if (match) return { key, values: Object.fromEntries(blanks.map((name, at) => [name, match[at + 1] ?? ''])) };
  }
  return null;
}
