/** What is wrong in a document and where: `pointer` is a JSON Pointer (RFC 6901) from the document's root. */
export interface Fault {
  readonly pointer: string;
  readonly detail: string;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isWholeNumber(value: unknown, from: number, to: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to;
}

/** A misspelt member would be ignored in silence, and its rule with it. */
export function unknownMembers(value: Readonly<Record<string, unknown>>, known: readonly string[], at = ''): Fault[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => ({ pointer: `${at}/${escaped(key)}`, detail: `is not known here; known are ${known.join(', ')}` }));
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
