import type { Page } from 'playwright-core';
import { picture } from './support/browser.js';
import { setStage, type Stage } from './support/stage.js';

describe('the door display', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await setStage();
  });
  afterEach(() => stage.close());

  /** The page's own clock is in our hands: half a minute is the time between two readings. */
  const openDoor = async (path: string): Promise<Page> => {
    const page = await stage.open('about:blank', { size: 'tablet' });
    await page.clock.install({ time: new Date('2026-09-01T10:00:00+08:00') });
    await page.goto(stage.server.url + path);
    await page.locator('.state').waitFor();
    return page;
  };
  const state = (page: Page) => page.locator('.state').innerText();

  it('shows what is on, and becomes free by itself when it ends', async () => {
    const page = await openDoor('/door/F1-WELL-1');
    expect(await state(page)).toBe('使用中');
    await page
      .locator('.on')
      .getByText(/健康义诊/)
      .waitFor();
    // Clean-up is 15 minutes: it is free again at 11:45.
    await stage.server.setNow('2026-09-01T11:46:00+08:00');
    await page.clock.runFor(31_000);
    await page.locator('.state').getByText('空闲').waitFor();
    await page.context().close();
  });

  it('goes on without a server, says how old it is, passes midnight, and recovers', async () => {
    const page = await openDoor('/door/F1-WELL-2');
    expect(await state(page)).toBe('空闲');
    await stage.server.kill();
    await page.clock.runFor(31_000);
    await page.getByText('连接中断，以下是 10:00 的情况').waitFor();
    await picture(page, 'door-lost');
    // The night passes; on Wednesday at 9:30 the haircuts are on, known since yesterday.
    await page.clock.fastForward('23:30:00');
    await page.locator('.state').getByText('使用中').waitFor();
    await page
      .locator('.on')
      .getByText(/便民理发/)
      .waitFor();
    await page.getByText('9月2日星期三').waitFor();
    await page.getByText(/连接中断，以下是 9\/1.* 10:00 的情况/).waitFor();
    await stage.server.revive('2026-09-02T12:00:00+08:00');
    await page.clock.runFor(31_000);
    await page.getByText(/连接中断/).waitFor({ state: 'detached' });
    await page.locator('.state').getByText('空闲').waitFor();
    await page.context().close();
  });

  it('has a sheet for tomorrow to print', async () => {
    await stage.visit('/door/F1-WELL-2/sheet', { language: 'en' }, async (page) => {
      await page.getByText(/Wednesday,? 2 September 2026/).waitFor();
      await page.getByRole('row', { name: /09:00–11:30 .*Free haircuts/ }).waitFor();
    });
  });
});
