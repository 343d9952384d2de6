import type { Journey } from './journey.js';

/** Whatever can be clicked or typed into and is less than 44 px high. */
const SMALL = `[...document.querySelectorAll('button, input, select, nav a')].filter((one) => one.checkVisibility())
  .map((one) => [one.textContent.trim(), one.getBoundingClientRect().height]).filter(([, height]) => height < 44)`;
const TYPE_SIZE = 'parseFloat(getComputedStyle(document.body).fontSize)';
const LARGE_PX = 20;

export const largeType: Journey = {
  name: 'large type has bigger letters and targets of 44 px, on every page from then on',
  play: async ({ say, snap, visit }) => {
    await visit('/', async (page) => {
      await page.locator('.zone-row').first().waitFor();
      await page.getByRole('button', { name: say('common.large') }).click();
      await snap(page, 'large-today');
      await page.goto('/plan');
      await page.getByRole('heading', { name: say('common.nav.plan') }).waitFor();
      await page.locator('.room').first().waitFor();
      await snap(page, 'large-plan');
      await page.goto('/zones/F1-WELL-1');
      await page.locator('.day').first().waitFor();
      await snap(page, 'large-week');
      expect(await page.evaluate<unknown[]>(SMALL)).toEqual([]);
      expect(await page.evaluate(TYPE_SIZE)).toBe(LARGE_PX);
    });
  },
};
