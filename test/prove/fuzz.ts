import { readDocument, routesOf, type Route } from '../api/document.js';
import { auditLedger } from '../../src/operations/ledger-audit.js';
import { Reader } from '../../src/platform/database/reader.js';
import { injected } from '../support/injected.js';
import { wildRequest, type Wild } from './fuzz.requests.js';
import { openFuzzWorld, SENDERS, type FuzzWorld } from './fuzz.world.js';
import { doubles } from './oracle.js';
import { NOTHING, randomOf, type Progress, type Tally } from './tally.js';

export interface FuzzOptions {
  readonly requests: number;
  readonly seed: number;
  readonly onProgress: Progress;
}

/** After so many writes that were right after all, the world may have drifted: sessions ended, zones gone. */
const WRITES_PER_WORLD = 25;
const PROGRESS_EVERY = 500;

interface Sent extends Wild {
  readonly sender: string;
}

/**
 * Sends wild requests to every call of the document, as everybody and as nobody. None is answered with a 5xx, each
 * refusal is a problem of the registry, and what was refused has changed nothing.
 */
export async function proveFuzz({
  requests,
  seed,
  onProgress,
}: FuzzOptions): Promise<{ tally: Tally; statuses: number[] }> {
  const random = randomOf(seed);
  const document = await readDocument();
  const routes = routesOf(document);
  let world = await openFuzzWorld();
  let digest = await world.digest();
  let writes = 0;
  const statuses = new Set<number>();
  try {
    for (let sent = 0; sent < requests; sent++) {
      const route = routes[sent % routes.length] as Route;
      const wild = wildRequest(route, { schemas: document.components.schemas, ids: world.ids, random });
      const sender = SENDERS[Math.floor(random() * SENDERS.length)] ?? 'anonymous';
      const { digest: changed, status } = await sendOne(world, { ...wild, sender }, { digest, seed });
      statuses.add(status);
      if (changed !== digest) writes++;
      digest = changed;
      if (writes >= WRITES_PER_WORLD) {
        await expectSound(world, seed);
        await world.test.close();
        world = await openFuzzWorld();
        digest = await world.digest();
        writes = 0;
      }
      if ((sent + 1) % PROGRESS_EVERY === 0) onProgress(`fuzz: ${sent + 1} of ${requests} requests`);
    }
    await expectSound(world, seed);
    return { tally: { ...NOTHING, requests }, statuses: [...statuses].sort() };
  } finally {
    await world.test.close();
  }
}

/** Gives its status, and the digest after it. */
async function sendOne(
  world: FuzzWorld,
  { sender, ...wild }: Sent,
  { digest, seed }: { digest: string; seed: number },
): Promise<{ status: number; digest: string }> {
  const before = await world.mark();
  const cookie = world.cookies[sender as keyof FuzzWorld['cookies']];
  const answer = await injected(world.test.app, {
    method: wild.method,
    url: wild.url,
    headers: { ...(cookie === undefined ? {} : { cookie }), ...wild.headers },
    ...(wild.payload === undefined ? {} : { payload: wild.payload }),
  });
  const shown = {
    seed,
    sender,
    ...wild,
    payload: String(wild.payload ?? '').slice(0, 2000),
    status: answer.statusCode,
  };
  if (answer.statusCode >= 500) throw new Error(`answered with a 5xx: ${JSON.stringify(shown)} ${answer.payload}`);
  if (answer.statusCode >= 400) expectProblem(answer.payload, shown);
  if ((await world.mark()) === before) return { status: answer.statusCode, digest };
  const after = await world.digest();
  if (answer.statusCode >= 400 && after !== digest) {
    throw new Error(`refused, and yet something changed: ${JSON.stringify(shown)} ${answer.payload.slice(0, 500)}`);
  }
  return { status: answer.statusCode, digest: after };
}

function expectProblem(payload: string, shown: object): void {
  const body = payload.startsWith('{') ? (JSON.parse(payload) as { code?: unknown; type?: unknown }) : {};
  const isProblem = typeof body.code === 'string' && body.type === `urn:dukou:problem:${body.code}`;
  if (!isProblem) throw new Error(`not a problem of the registry: ${JSON.stringify(shown)} ${payload.slice(0, 500)}`);
}

async function expectSound({ test }: FuzzWorld, seed: number): Promise<void> {
  const reader = test.app.get(Reader, { strict: false });
  const found = [...(await auditLedger(reader, { now: test.clock.now() })), ...(await doubles(reader))];
  expect({ seed, found }).toEqual({ seed, found: [] });
}
