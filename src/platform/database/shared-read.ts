import type { Reader } from './reader.js';

interface Waiting<Value> {
  readonly value: Promise<Value>;
  readonly begin: () => void;
}

/** What was read in one state of the database. */
interface Remembered<Key, Value> {
  readonly state: string;
  readonly values: Map<Key, Value>;
}

/** So many answers are remembered; while nobody writes, strangers could ask for any number of names. */
const MAX_REMEMBERED = 1000;

/**
 * Reads that many ask for at the same moment, such as the version of a centre's rules. Each gets what it would have read
 * itself, and a busy database is asked a fraction as often.
 *
 * SQLite tells within a microsecond whether anything was committed by anybody: what was read since then is still so. On
 * PostgreSQL that question would cost as much as the read; there whoever asks while one is under way waits for the next,
 * and all who wait share that.
 */
export class SharedRead<Key, Value> {
  private readonly running = new Set<Key>();
  private readonly next = new Map<Key, Waiting<Value>>();
  private remembered: Remembered<Key, Value> = { state: '', values: new Map() };

  constructor(
    private readonly reader: Pick<Reader, 'engine' | 'state'>,
    private readonly read: (key: Key) => Promise<Value>,
  ) {}

  get(key: Key): Promise<Value> {
    if (this.reader.engine === 'sqlite') return this.remember(key);
    if (!this.running.has(key)) return this.run(key);
    const waiting = this.next.get(key) ?? this.queue(key);
    return waiting.value;
  }

  /** What is read while somebody commits is older than the state that is remembered by then, and is not put into it. */
  private async remember(key: Key): Promise<Value> {
    const state = await this.reader.state();
    if (state !== this.remembered.state) this.remembered = { state, values: new Map() };
    const { values } = this.remembered;
    const known = values.get(key);
    if (known !== undefined) return known;
    const value = await this.read(key);
    if (values.size < MAX_REMEMBERED) values.set(key, value);
    return value;
  }

  private async run(key: Key): Promise<Value> {
    this.running.add(key);
    try {
      return await this.read(key);
    } finally {
      const waiting = this.next.get(key);
      if (!waiting) this.running.delete(key);
      this.next.delete(key);
      waiting?.begin();
    }
  }

  private queue(key: Key): Waiting<Value> {
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = () => resolve();
    });
    const waiting = { value: begun.then(() => this.run(key)), begin };
    this.next.set(key, waiting);
    return waiting;
  }
}
