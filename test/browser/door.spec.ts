import type { Page } from 'playwright-core';
import { picture } from './support/browser.js';
import { door } from './support/journeys/door.js';
import { playerOn } from './support/journeys/journey.js';
import { NOW } from './support/server.js';
import { setStage, signInAs, type Stage } from './support/stage.js';

describe('the door display', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage.close());
  beforeEach(() => stage.server.setNow(NOW));

  /** The page's own clock is in our hands: half a minute is the time between two readings. */
  const openDoor = async (path: string): Promise<Page> => {
    const page = await stage.open('about:blank', { size: 'tablet' });
    await page.clock.install({ time: new Date('2026-09-01T10:00:00+08:00') });
    await page.goto(stage.server.url + path);
    await page.locator('.state').waitFor();
    return page;
  };
  /** Until the worker has kept the page's files and has taken the page over. */
  const untilKept = (page: Page): Promise<void> =>
    page.evaluate(`navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller ? undefined
      : new Promise((go) => navigator.serviceWorker.addEventListener('controllerchange', () => go(), { once: true })))`);
  const state = (page: Page) => page.locator('.state').innerText();

  // The only one that writes comes first: the server writes nothing by a clock that goes back.
  it('shows only what is public, whoever has signed in on the tablet', async () => {
    const page = await stage.open('/', { size: 'tablet' });
    await signInAs(page, 'office@dukou.example');
    await stage.server.setNow('2026-09-02T14:30:00+08:00');
    await page.goto(`${stage.server.url}/door/F3-PERS-1`);
    await page.locator('.on').getByText('已预约').waitFor();
    expect(await page.locator('.on').innerText()).not.toMatch(/心灵彩虹/);
    await page.context().close();
  });

  it('shows what is on, and becomes free by itself when it ends', async () => {
    const page = await openDoor('/door/F1-WELL-1');
    expect(await state(page)).toBe('使用中');
    await page
      .locator('.on')
      .getByText(/健康义诊/)
      .waitFor();
    // Clean-up is 15 minutes: it is free again at 11:45.
    await stage.server.setNow('2026-09-01T11:46:00+08:00');
    // A display that is told of changes reads by itself every five minutes, and sets its clock by the answer.
    await page.clock.runFor(301_000);
    await page.locator('.state').getByText('空闲').waitFor();
    await page.context().close();
  });

  it(door.name, () => door.play(playerOn(stage, { size: 'tablet', language: 'en' })));

  it('stands when it is started anew without a server, says how old it is, and is fresh again by itself', async () => {
    const page = await openDoor('/door/F1-WELL-1');
    await untilKept(page);
    await page.close();
    await stage.server.kill();
    const anew = await page.context().newPage();
    await anew.clock.install({ time: new Date('2026-09-01T11:20:00+08:00') });
    await anew.goto(`${stage.server.url}/door/F1-WELL-1`);
    await anew.getByRole('heading', { level: 1, name: '义诊室' }).waitFor();
    await anew
      .locator('.on')
      .getByText(/健康义诊/)
      .waitFor();
    await anew.getByText('连接中断，以下是 10:00 的情况').waitFor();
    await anew.reload();
    await anew.getByText('连接中断，以下是 10:00 的情况').waitFor();
    await picture(anew, 'door-started-without-server');
    await stage.server.revive('2026-09-01T11:46:00+08:00');
    await anew.clock.runFor(31_000);
    await anew.getByText(/连接中断/).waitFor({ state: 'detached' });
    await anew.locator('.state').getByText('空闲').waitFor();
    await anew.context().close();
  });

  it('keeps the page and its own files, and nothing that the API has answered', async () => {
    const page = await openDoor('/door/F1-WELL-1');
    await untilKept(page);
    const kept = await page.evaluate<string[]>(`(async () => {
      const names = await caches.keys();
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return requests.flat().map(({ url }) => new URL(url).pathname);
    })()`);
    expect(kept.length).toBeGreaterThan(10);
    expect(kept.filter((path) => !/^\/(?:door\/|icon\.svg|assets\/[\w.-]+)$/.test(path))).toEqual([]);
    // Elsewhere there is no worker: the page of the week comes from the server.
    await page.goto(`${stage.server.url}/zones/F1-WELL-1`);
    await page.locator('.day').first().waitFor();
    expect(await page.evaluate('navigator.serviceWorker.controller')).toBeNull();
    await page.context().close();
  });

  it('passes the night on its own: the next day is there in the morning', async () => {
    const page = await openDoor('/door/F1-WELL-2');
    await page.getByText('9月1日星期二').waitFor();
    await stage.server.setNow('2026-09-02T09:30:00+08:00');
    await page.clock.fastForward('23:30:00');
    await page.getByText('9月2日星期三').waitFor();
    await page
      .locator('.on')
      .getByText(/便民理发/)
      .waitFor();
    await page.getByText(/连接中断/).waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('has a sheet for tomorrow to print', async () => {
    await stage.visit('/door/F1-WELL-2/sheet', { language: 'en' }, async (page) => {
      await page.getByText(/Wednesday,? 2 September 2026/).waitFor();
      await page.getByRole('row', { name: /09:00–11:30 .*Free haircuts/ }).waitFor();
    });
  });
});
