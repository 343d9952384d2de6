import { rmSync } from 'node:fs';
import { Client, CENTRE } from './client.js';
import { compare, expectAllThere, expectSound, sum } from './crash.js';
import { FaultClient, FaultWorker, readOn, unclear } from './faults.worker.js';
import { openProbe } from './probe.js';
import { newDataDir, startFleetIn, type Fleet, type Server } from './servers.js';
import { openSlots } from './slots.js';
import { NOTHING, type Tally } from './tally.js';

const SERVERS = 2;
const WORKERS = 8;
const READERS = 2;
const READY_WITHIN_MS = 60_000;
const ASK_EVERY_MS = 50;
/** So long the load runs before each fault and after it. */
const CALM_MS = 300;

/** Short enough that a statement that is not answered is given up while the proof waits. */
const SETTINGS = { DATABASE_POOL: '8', DATABASE_TIMEOUT_SECONDS: '3' };

export const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Servers with people at work on them, whose database is going to fail. */
export class Stage {
  reads = 0;

  private constructor(
    readonly fleet: Fleet,
    private readonly workers: readonly FaultWorker[],
    private readonly clients: readonly FaultClient[],
    private readonly page: string,
  ) {}

  /** Two servers on a PostgreSQL, or one on the embedded database when no address is given. */
  static async on(databaseUrl: string | undefined, random: () => number): Promise<Stage> {
    const dataDir = newDataDir();
    const remove = async (): Promise<void> => rmSync(dataDir, { recursive: true, force: true });
    const options = { dataDir, databaseUrl, settings: SETTINGS };
    const fleet = await startFleetIn({ options, remove }, databaseUrl === undefined ? 1 : SERVERS);
    const clients = Array.from({ length: WORKERS + READERS }, (_, index) => new FaultClient(fleet.of(index).url));
    await Promise.all(clients.map((client) => client.signIn('office')));
    const slots = await openSlots(clients[0] as FaultClient);
    const workers = clients
      .slice(0, WORKERS)
      .map((client, index) => new FaultWorker(client, { slots, random, name: `w${index}` }));
    const date = slots.any(random).start.slice(0, 10);
    return new Stage(fleet, workers, clients, `${CENTRE}/schedule?from=${date}&to=${date}`);
  }

  /** Lets the fault happen under load, waits until all servers are ready by themselves, and compares. */
  async suffer(fault: () => Promise<unknown>, when: string): Promise<void> {
    let isOver = false;
    const load = [
      ...this.workers.map((worker) => worker.work(() => isOver)),
      ...this.clients.slice(WORKERS).map(async (client) => {
        this.reads += await readOn(client, { path: this.page, isOver: () => isOver });
      }),
    ];
    const working = Promise.all(load);
    working.catch(() => undefined);
    try {
      await wait(CALM_MS);
      await fault();
      await Promise.all(this.fleet.servers.map(readyAgain));
      await wait(CALM_MS);
    } finally {
      isOver = true;
      await working;
    }
    await compare(this.workers, when);
    await this.expectNothingMore(when);
    await expectSound(this.fleet, when);
  }

  /** While the database is away every server comes to say so, and when to ask again. */
  async expectNotReady(): Promise<void> {
    for (const server of this.fleet.servers) {
      let answer = await ask(server);
      for (const until = performance.now() + READY_WITHIN_MS; answer.status === 200 && performance.now() < until;) {
        await wait(ASK_EVERY_MS);
        answer = await ask(server);
      }
      expect({ status: answer.status, unclear: unclear(answer) }).toEqual({ status: 503, unclear: null });
    }
  }

  /** Everything ever answered, one by one, at the very end. */
  async expectAllThere(): Promise<Tally> {
    await expectAllThere(this.clients[0] as FaultClient, this.workers);
    return { ...NOTHING, requests: sum(this.workers) + this.turnedAway + this.reads };
  }

  get turnedAway(): number {
    return this.workers.reduce((total, worker) => total + worker.turnedAway, 0);
  }

  async close(): Promise<void> {
    for (const client of this.clients) client.close();
    await this.fleet.close();
  }

  /** In the database there are the bookings that were answered, each once, and no other. */
  private async expectNothingMore(when: string): Promise<void> {
    const probe = await openProbe(this.fleet.options);
    try {
      const rows = await probe.queries.all<{ id: string; title: string }>('SELECT id, title FROM bookings');
      const known = this.workers.flatMap((worker) => worker.known().map(({ id }) => id));
      expect({ when, ids: rows.map(({ id }) => id).sort() }).toEqual({ when, ids: known.sort() });
      const wishes = new Set(rows.map(({ title }) => title.split(' ')[0]));
      expect({ when, wishes: wishes.size }).toEqual({ when, wishes: rows.length });
    } finally {
      await probe.close();
    }
  }
}

const ask = async (server: Server): ReturnType<Client['get']> => {
  const client = new Client(server.url);
  try {
    return await client.get('/health/ready');
  } finally {
    client.close();
  }
};

/** Waits until the server says that it can serve; it is the same process as before. */
async function readyAgain(server: Server): Promise<void> {
  const until = performance.now() + READY_WITHIN_MS;
  for (;;) {
    if (!server.isRunning()) throw new Error('a server did not survive its database');
    const answer = await ask(server);
    if (answer.status === 200) return;
    const fault = unclear(answer);
    if (fault) throw new Error(`/health/ready: ${fault}`);
    if (performance.now() > until) throw new Error(`not ready within ${READY_WITHIN_MS / 1000} s`);
    await wait(ASK_EVERY_MS);
  }
}
