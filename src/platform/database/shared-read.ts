interface Waiting<Value> {
  readonly value: Promise<Value>;
  readonly begin: () => void;
}

/**
 * Reads that many ask for at the same moment, such as the version of a centre's rules: whoever asks while one is under way
 * waits for the next, and all who wait share that. So each gets what was read after they asked, as if they had read
 * themselves, and a busy database is asked a fraction as often.
 */
export class SharedRead<Key, Value> {
  private readonly running = new Set<Key>();
  private readonly next = new Map<Key, Waiting<Value>>();

  constructor(private readonly read: (key: Key) => Promise<Value>) {}

  get(key: Key): Promise<Value> {
    if (!this.running.has(key)) return this.run(key);
    const waiting = this.next.get(key) ?? this.queue(key);
    return waiting.value;
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
