import { BOOKINGS, Unanswered, type Answer, type Client } from './client.js';
import type { Slots } from './slots.js';

/** Rooms without approval; heads are few, so that the floor's limit does not bind. */
const ROOMS = ['F3-MEET-1', 'F3-MEET-2', 'F3-MEET-3', 'F3-PERS-3', 'F1-WELL-1', 'F1-WELL-2'] as const;
const SERIES_WEEKS = 3;

/** What a worker knows of one of its bookings. */
export interface Known {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly version: number;
  readonly occurrences: readonly { readonly id: string; readonly start: string; readonly status: string }[];
}

export interface Write {
  readonly kind: 'create' | 'edit' | 'cancel';
  readonly key: string;
  readonly title: string;
  readonly before: Known | null;
  send(): Promise<Answer<Known>>;
}

/** Where two states of a booking differ; empty when they are the same. */
export function differences(a: Known, b: Known): string[] {
  const text = ({ id, title, status, version, occurrences }: Known): string =>
    JSON.stringify([id, title, status, version, occurrences.map((o) => [o.id, o.start, o.status])]);
  return text(a) === text(b) ? [] : [`${text(a)} became ${text(b)}`];
}

/** Makes, changes and cancels bookings of its own, one write at a time, and remembers what it was answered. */
export class Worker {
  writes = 0;
  private readonly bookings = new Map<string, Known>();
  private readonly touched = new Set<string>();
  protected open: Write | null = null;

  constructor(
    private readonly client: Client,
    private readonly world: { slots: Slots; random: () => number; name: string },
  ) {}

  known(): Known[] {
    return [...this.bookings.values()];
  }

  /** Writes until told to stop, or until the server is gone. */
  async work(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      this.open = this.next();
      try {
        this.learn(this.open, await this.open.send());
      } catch (error) {
        if (error instanceof Unanswered) return;
        throw error;
      }
      this.open = null;
    }
  }

  /** After a restart: says what is not as it was answered, and finishes the write that got no answer. */
  async settle(): Promise<string[]> {
    const unanswered = this.open;
    this.open = null;
    const found: string[] = [];
    for (const id of this.touched) {
      const known = this.bookings.get(id);
      if (!known || unanswered?.before?.id === id) continue;
      found.push(...differences(known, await this.read(id)));
    }
    this.touched.clear();
    if (unanswered) found.push(...(await this.finish(unanswered)));
    return found;
  }

  /** Whether it was done or not, repeated with its key it is done once, or refused for a reason of the world. */
  protected async finish(write: Write): Promise<string[]> {
    const { before, kind } = write;
    if (before === null) {
      const answer = await write.send();
      this.learn(write, answer);
      return [];
    }
    const now = await this.read(before.id);
    const isOld = differences(before, now).length === 0;
    this.bookings.set(before.id, now);
    return isOld || isDone(write, now) ? [] : [`${kind} is done by half: ${differences(before, now).join()}`];
  }

  private async read(id: string): Promise<Known> {
    return (await this.client.get<Known>(`${BOOKINGS}/${id}`)).body;
  }

  protected learn({ kind, key }: Write, { status, body }: Answer<Known>): void {
    this.writes++;
    if (status >= 500 || ![200, 201, 409].includes(status)) {
      throw new Error(`${kind} ${key} was answered with ${status} ${JSON.stringify(body)}`);
    }
    if (status === 409) return;
    this.bookings.set(body.id, body);
    this.touched.add(body.id);
  }

  protected next(): Write {
    const { random } = this.world;
    const live = this.known().filter(({ status }) => status === 'confirmed');
    const chosen = live[Math.floor(random() * live.length)];
    const dice = random();
    if (!chosen || dice < 0.5) return this.creating();
    return dice < 0.8 ? this.editing(chosen) : this.cancelling(chosen);
  }

  private creating(): Write {
    const { slots, random, name } = this.world;
    const key = `${name}-${this.writes}-${Math.floor(random() * 1e9)}`;
    const isSeries = random() < 0.4;
    const body = {
      zone: ROOMS[Math.floor(random() * ROOMS.length)],
      title: key,
      heads: 2,
      ...slots.any(random),
      ...(isSeries ? { recurrence: { rrule: `FREQ=WEEKLY;COUNT=${SERIES_WEEKS}` } } : {}),
    };
    const send = (): Promise<Answer<Known>> => this.client.post<Known>(BOOKINGS, body, { key });
    return { kind: 'create', key, title: key, before: null, send };
  }

  private editing(before: Known): Write {
    const key = `${before.title.split(' ')[0]} v${before.version + 1}`;
    const body = { scope: 'all', title: key, heads: 3 };
    const path = `${BOOKINGS}/${before.id}`;
    const send = (): Promise<Answer<Known>> =>
      this.client.call<Known>('PATCH', path, { body, ifMatch: before.version });
    return { kind: 'edit', key, title: key, before, send };
  }

  private cancelling(before: Known): Write {
    const { title } = before;
    const send = (): Promise<Answer<Known>> =>
      this.client.post<Known>(`${BOOKINGS}/${before.id}/cancel`, { scope: 'all' });
    return { kind: 'cancel', key: title, title, before, send };
  }
}

/** Done whole: the next version, and every date as the write would have it. */
function isDone({ kind, title, before }: Write, now: Known): boolean {
  const wanted = kind === 'cancel' ? 'cancelled' : 'confirmed';
  return (
    before !== null &&
    now.version === before.version + 1 &&
    now.title === title &&
    now.occurrences.length === before.occurrences.length &&
    now.occurrences.every(({ status }) => status === wanted)
  );
}
