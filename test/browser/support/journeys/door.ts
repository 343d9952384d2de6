import type { Page } from 'playwright-core';
import { NOW } from '../server.js';
import type { Journey } from './journey.js';

/** More than half a minute: the time between two readings. */
const NEXT_READING_MS = 31_000;

/** The server is a day on when it comes back: nothing can be written before that on the same stage any more. */
export const door: Journey = {
  name: 'the door display goes on without a server, says how old it is, passes midnight, and recovers',
  play: async ({ say, like, either, snap, stage, look }) => {
    const page: Page = await stage.open('about:blank', look);
    await page.clock.install({ time: new Date(NOW) });
    await page.goto(`${stage.server.url}/door/F1-WELL-2`);
    const state = page.locator('.state');
    await state.getByText(say('state.free'), { exact: true }).waitFor();
    await snap(page, 'door');
    await stage.server.kill();
    await page.clock.runFor(NEXT_READING_MS);
    await page.getByText(say('common.offlineSince', { at: '10:00' })).waitFor();
    await snap(page, 'door-lost');
    // The night passes; on Wednesday at 9:30 the haircuts are on, known since yesterday.
    await page.clock.fastForward('23:30:00');
    await state.getByText(say('state.busy'), { exact: true }).waitFor();
    await page.locator('.on').getByText(either('便民理发', 'Free haircuts')).waitFor();
    await page.getByText(either('9月2日星期三', 'Wednesday 2 September')).waitFor();
    const yesterday = new RegExp(`${either('9/1', '1 Sep')}.* 10:00`);
    await page.getByText(like('common.offlineSince')).filter({ hasText: yesterday }).waitFor();
    await snap(page, 'door-next-day');
    await stage.server.revive('2026-09-02T12:00:00+08:00');
    await page.clock.runFor(NEXT_READING_MS);
    await page.getByText(like('common.offlineSince')).waitFor({ state: 'detached' });
    await state.getByText(say('state.free'), { exact: true }).waitFor();
    await page.context().close();
  },
};
