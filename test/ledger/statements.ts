import { Reader } from '../../src/platform/database/reader.js';
import type { SqlValue, Tx } from '../../src/platform/database/sql.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import type { TestApp } from '../support/app.js';

/** Puts a listener before every method that takes a statement, and leaves the rest as it is. */
function listening<T extends object>(target: T, heard: string[]): T {
  return new Proxy(target, {
    get: (of, name) => {
      const value = Reflect.get(of, name, of) as unknown;
      if (typeof value !== 'function') return value;
      return (...values: unknown[]) => {
        if (['all', 'one', 'run', 'post'].includes(String(name)))
          heard.push(String(values[0]).replace(/\s+/g, ' ').trim());
        return Reflect.apply(value, of, values) as unknown;
      };
    },
  });
}

/** The statements that an app sends to its database from now on: outside a transaction and inside one. */
export function hear({ app }: TestApp): { reads: string[]; writes: string[] } {
  const heard = { reads: [] as string[], writes: [] as string[] };
  const reader = app.get(Reader, { strict: false });
  const ears = listening(
    { all: reader.all.bind(reader), one: reader.one.bind(reader) } satisfies Partial<Reader>,
    heard.reads,
  );
  reader.all = <Row>(text: string, values?: readonly SqlValue[]) => ears.all<Row>(text, values);
  reader.one = <Row>(text: string, values?: readonly SqlValue[]) => ears.one<Row>(text, values);
  const unitOfWork = app.get(UnitOfWork, { strict: false });
  const run = unitOfWork.run.bind(unitOfWork);
  unitOfWork.run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => run((tx) => work(listening(tx, heard.writes)));
  return heard;
}
