import { BOOKINGS, CENTRE, signInAll, type Answer, type Client } from './client.js';
import { openProbe, SOUND } from './probe.js';
import { startFleet, type Server } from './servers.js';
import { openSlots, type Slot, type Slots } from './slots.js';
import { NOTHING, randomOf, type Progress, type Tally } from './tally.js';

const CLIENTS = 16;

/** A busy hour of the centre is 3,000 requests of its screens and people; this is fifty times that. */
const REQUESTS_PER_SECOND = (50 * 3000) / 3600;

/** Caches fill and code is compiled before anything is measured. */
const WARM_UP_REQUESTS = 100;

/** One request in so many asks for nothing but a sign of life: what that takes is the weather of a shared machine. */
const YARDSTICK_EVERY = 8;

/** What was measured in one part of the run. */
export interface Part {
  readonly p95Milliseconds: number;
  /** The same of requests that do nothing, in the same minutes. */
  readonly yardstickMilliseconds: number;
  readonly residentMegabytes: number;
  readonly handles: number;
}

export interface SoakOptions {
  readonly seconds: number;
  readonly seed: number;
  readonly onProgress: Progress;
}

/** A busy day's mix: mostly looking, some checking and booking; what is booked goes again, so the data does not grow. */
export async function proveSoak(options: SoakOptions): Promise<{ tally: Tally; parts: Part[] }> {
  const fleet = await startFleet();
  const server = fleet.of(0);
  const clients = await signInAll(CLIENTS, { urlOf: (index) => fleet.of(index).url, personOf: () => 'desk' });
  try {
    const [first] = clients;
    if (!first) throw new Error('nobody signed in');
    const day = new Day(await openSlots(first), randomOf(options.seed));
    for (let i = 0; i < WARM_UP_REQUESTS; i++) await day.once(clients[i % CLIENTS] ?? first);
    const parts: Part[] = [];
    for (let part = 1; part <= 3; part++) {
      parts.push(await measure({ day, clients, server, seconds: options.seconds / 3 }));
      options.onProgress(`soak: part ${part} of 3, ${JSON.stringify(parts.at(-1))}`);
    }
    const probe = await openProbe(fleet.options);
    expect(await probe.faults()).toEqual(SOUND);
    await probe.close();
    return { tally: { ...NOTHING, requests: day.requests }, parts };
  } finally {
    for (const client of clients) client.close();
    await fleet.close();
  }
}

async function measure(run: { day: Day; clients: readonly Client[]; server: Server; seconds: number }): Promise<Part> {
  const { day, clients, server, seconds } = run;
  const until = performance.now() + seconds * 1000;
  const pause = (CLIENTS / REQUESTS_PER_SECOND) * 1000;
  const latencies: number[] = [];
  const yardstick: number[] = [];
  const resident: number[] = [];
  let asked = 0;
  const one = async (client: Client): Promise<void> => {
    for (let due = performance.now() + Math.random() * pause; due < until; due += pause) {
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
      const isYardstick = asked++ % YARDSTICK_EVERY === 0;
      const since = performance.now();
      await (isYardstick ? client.get('/health/live') : day.once(client));
      (isYardstick ? yardstick : latencies).push(performance.now() - since);
      resident.push(server.residentBytes());
    }
  };
  await Promise.all(clients.map(one));
  return {
    p95Milliseconds: p95(latencies),
    yardstickMilliseconds: p95(yardstick),
    residentMegabytes: resident.reduce((sum, bytes) => sum + bytes, 0) / Math.max(1, resident.length) / 2 ** 20,
    handles: server.openHandles(),
  };
}

const p95 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0;

/** What people at the centre ask for, one request after the other. */
class Day {
  requests = 0;
  private readonly booked: string[] = [];

  constructor(
    private readonly slots: Slots,
    private readonly random: () => number,
  ) {}

  async once(client: Client): Promise<void> {
    const slot = this.slots.any(this.random);
    const answer = await this.ask(client, { slot, dice: this.random() });
    this.requests++;
    if (answer.status >= 500) throw new Error(`answered with a 5xx: ${JSON.stringify(answer.body)}`);
    if (answer.status === 201) this.booked.push(String(answer.body['id']));
  }

  private ask(client: Client, { slot, dice }: { slot: Slot; dice: number }): Promise<Answer> {
    const date = slot.start.slice(0, 10);
    const wish = { zone: 'F3-MEET-2', title: 'Soak', ...slot };
    if (dice < 0.4) return client.get(`${CENTRE}/schedule?from=${date}&to=${date}`);
    if (dice < 0.6) return client.get(`${CENTRE}/zones/F1-HALL/availability?from=${date}&to=${date}`);
    if (dice < 0.7) return client.get(`${BOOKINGS}?from=${date}&to=${date}`);
    if (dice < 0.75) return client.get(`${CENTRE}/zones`);
    if (dice < 0.85) return client.post(`${BOOKINGS}/check`, wish);
    const oldest = dice < 0.92 ? undefined : this.booked.shift();
    if (oldest !== undefined) return client.post(`${BOOKINGS}/${oldest}/cancel`, {});
    return client.post(BOOKINGS, wish);
  }
}
