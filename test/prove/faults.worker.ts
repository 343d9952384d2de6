import { Client, Unanswered, type Answer, type Sent } from './client.js';
import { Worker } from './crash.worker.js';

const PATIENCE_MS = 60_000;
const PAUSE_MS = 50;

const CLEAR_CODES: readonly unknown[] = ['storage-unavailable', 'busy'];
/** A line of a stack trace. */
const INTERNALS = /\bat .+:\d+/;

/** The service said clearly that it cannot just now, and when to come again. */
export class TurnedAway extends Error {}

/** A client that knows a clear refusal from a fault, and waits while it is told to. */
export class FaultClient extends Client {
  /** Whether it asks again by itself until it is served; only for what may be asked twice. */
  isPatient = false;

  override async call<Body = Record<string, unknown>>(
    method: string,
    path: string,
    sent: Sent = {},
  ): Promise<Answer<Body>> {
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      const answer = await super.call<Body>(method, path, sent);
      if (answer.status < 500) return answer;
      const fault = unclear(answer);
      if (fault) throw new Error(`${method} ${path}: ${fault}`);
      if (!this.isPatient || performance.now() > until) throw new TurnedAway(`${method} ${path}`);
      await pause();
    }
  }
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

/** Why an answer does not help who asked; null when it does. */
export function unclear({ status, headers, body }: Answer<unknown>): string | null {
  const text = `${status} ${JSON.stringify(body)}`;
  if (status !== 503) return `answered with ${text}`;
  if (!headers['content-type']?.startsWith('application/problem+json')) return `not a problem: ${text}`;
  if (!(Number(headers['retry-after']) > 0)) return `without Retry-After: ${text}`;
  if (!CLEAR_CODES.includes((body as { code?: unknown }).code)) return `of an unexpected kind: ${text}`;
  return INTERNALS.test(text) ? `tells internals: ${text}` : null;
}

/** Writes on while the database fails under the service: what it was not clearly answered it repeats or looks up. */
export class FaultWorker extends Worker {
  turnedAway = 0;

  constructor(
    private readonly faultClient: FaultClient,
    world: ConstructorParameters<typeof Worker>[1],
  ) {
    super(faultClient, world);
  }

  override async work(isOver: () => boolean): Promise<void> {
    const found: string[] = [];
    while (!isOver()) {
      try {
        found.push(...(await this.once()));
      } catch (error) {
        if (!(error instanceof TurnedAway) && !(error instanceof Unanswered)) throw error;
        this.turnedAway++;
        await pause();
      }
    }
    expect(found).toEqual([]);
  }

  override async settle(): Promise<string[]> {
    this.faultClient.isPatient = true;
    try {
      return await super.settle();
    } finally {
      this.faultClient.isPatient = false;
    }
  }

  /** Ends the write that is in doubt, or makes a new one. */
  private async once(): Promise<string[]> {
    const doubtful = this.open;
    if (doubtful) {
      const found = await this.finish(doubtful);
      this.open = null;
      return found;
    }
    const write = this.next();
    this.open = write;
    this.learn(write, await write.send());
    this.open = null;
    return [];
  }
}

/** Looks at the timetable all the time; is answered, or told clearly. */
export async function readOn(
  client: FaultClient,
  { path, isOver }: { path: string; isOver: () => boolean },
): Promise<number> {
  let reads = 0;
  for (; !isOver(); reads++) {
    try {
      const { status } = await client.get(path);
      expect(status).toBe(200);
    } catch (error) {
      if (!(error instanceof TurnedAway) && !(error instanceof Unanswered)) throw error;
    }
    await pause();
  }
  return reads;
}
