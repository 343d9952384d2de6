/**
 * The yardstick for creates: a Fastify route without log-in, validation or rules that writes the same rows; waiting
 * writes share a commit. Runs as a process of its own on the file BENCH_FILE with the statements in BENCH_TEMPLATE.
 */
import { readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers';
import Fastify from 'fastify';
import { durable } from './raw.mjs';
import { draftOf, insertsOf } from './template.mjs';
import { OPEN_ROOMS } from './centre.mjs';

const { rows, rooms } = JSON.parse(readFileSync(process.env.BENCH_TEMPLATE, 'utf8'));
const template = { rows, rooms: new Map(rooms) };
const db = durable(process.env.BENCH_FILE);
const inserts = insertsOf(template).map(({ text, valuesOf }) => ({ statement: db.prepare(text), valuesOf }));
const GROUP = 64;
const waiting = [];

const commitGroup = db.transaction((group) => {
  for (const { draft } of group) for (const { statement, valuesOf } of inserts) statement.run(...valuesOf(draft));
});

function pump() {
  while (waiting.length > 0) {
    const group = waiting.splice(0, GROUP);
    commitGroup.immediate(group);
    for (const { draft, resolve } of group) resolve({ id: draft.booking, occurrences: [{ id: draft.occurrence }] });
  }
}

const server = Fastify();
server.post('/bookings', (request, reply) => {
  reply.code(201);
  return new Promise((resolve) => {
    waiting.push({ draft: draftOf(request.body.n, template, OPEN_ROOMS), resolve });
    if (waiting.length === 1) setImmediate(pump);
  });
});
process.once('SIGTERM', () => void server.close().then(() => db.close()));
console.log(await server.listen({ host: '127.0.0.1', port: 0 }));
