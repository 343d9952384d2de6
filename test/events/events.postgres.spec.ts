import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { writeOutbox } from '../../src/platform/outbox/outbox.js';
import { createTestApp, createTwin, type TestApp } from '../support/app.js';
import { listen, type Listening } from './listening.js';

const EVENTS = '/api/v1/centres/dukou/events';

let test: TestApp;
let twin: NestFastifyApplication;
let listening: Listening;
beforeAll(async () => {
  test = await createTestApp();
  twin = await createTwin(test);
  await test.app.listen(0, '127.0.0.1');
  listening = await listen(test, EVENTS, await test.as('admin'));
});
afterAll(async () => {
  listening.close();
  await twin.close();
  await test.close();
});

/** Writes a change in the other process, and commits it once `until` has come. */
async function writeThere(kind: string, until: Promise<void> = Promise.resolve()): Promise<void> {
  await twin.get(UnitOfWork, { strict: false }).run(async (tx) => {
    await writeOutbox(tx, { centreId: 1, at: test.clock.now(), kind, subjectId: 'x', payload: {} });
    await tx.all('SELECT 1');
    await until;
  });
}

describe('streams of several processes on one database', () => {
  it('tell what another process has written', async () => {
    await writeThere('centre.changed');
    expect(await listening.next()).toEqual(['rules']);
  });

  it('tell a change that is committed after later ones, once it is', async () => {
    let commit = (): void => undefined;
    const slow = writeThere('person.changed', new Promise<void>((resolve) => (commit = resolve)));
    await writeThere('centre.changed');
    expect(await listening.next()).toEqual(['rules']);
    await writeThere('centre.changed');
    expect(await listening.next()).toEqual(['rules']);
    commit();
    await slow;
    expect(await listening.next()).toEqual(['people']);
  });

  it('tell a change whose transaction had begun before anybody listened', async () => {
    listening.close();
    let commit = (): void => undefined;
    const slow = writeThere('person.changed', new Promise<void>((resolve) => (commit = resolve)));
    await writeThere('centre.changed');
    listening = await listen(test, EVENTS, await test.as('admin'));
    commit();
    await slow;
    expect(await listening.next()).toEqual(['people']);
  });

  it('go on after a change that was undone', async () => {
    const undone = writeThere('person.changed', Promise.reject(new Error('undone')));
    await expect(undone).rejects.toThrow('undone');
    await writeThere('centre.changed');
    expect(await listening.next()).toEqual(['rules']);
  });
});
