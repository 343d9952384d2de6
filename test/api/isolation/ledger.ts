/** What is compared and what was found otherwise; an expectation for each of thousands of cells would bury the faults. */
export class Ledger {
  cells = 0;
  searched = 0;
  readonly faults: string[] = [];

  compare(what: string, seen: unknown, expected: unknown): void {
    this.cells += 1;
    const [is, should] = [JSON.stringify(seen), JSON.stringify(expected)];
    if (is !== should) this.faults.push(`${what}: ${is} instead of ${should}`);
  }

  fields(what: string, seen: object | undefined, expected: readonly string[]): void {
    this.cells += expected.length;
    this.compare(what, Object.keys(seen ?? {}).sort(), [...expected].sort());
  }

  add(what: string, faults: readonly string[]): void {
    this.cells += 1;
    this.faults.push(...faults.map((fault) => `${what}: ${fault}`));
  }
}
