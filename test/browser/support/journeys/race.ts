import type { Page } from 'playwright-core';
import { signInAs } from '../stage.js';
import { bookButton, DESK, OFFICE, ROOM, titleField, untilFree, type Journey } from './journey.js';

export const race: Journey = {
  name: 'the slower of two clerks is told why, and loses nothing of what they typed',
  play: async (player) => {
    const { say, like, either, stage, look } = player;
    const place = `/book?zone=${ROOM}&start=2026-09-08T09:00&end=2026-09-08T10:00`;
    const clerks = [
      { page: await stage.open('/', look), login: OFFICE, title: either('甲的会', 'Meeting of one') },
      { page: await stage.open('/', look), login: DESK, title: either('乙的会', 'Meeting of the other') },
    ];
    for (const { page, login, title } of clerks) {
      await signInAs(page, login);
      await page.goto(place);
      await titleField(page).fill(title);
      await untilFree(page, player);
    }
    await Promise.all(clerks.map(({ page }) => bookButton(page).click()));
    const hasWon = async ({ page }: { page: Page }): Promise<boolean> => {
      const success = page.getByRole('heading', { name: say('book.done.title.confirmed'), exact: true });
      await success.or(page.locator('.banner')).first().waitFor();
      return success.isVisible();
    };
    const won = await Promise.all(clerks.map(hasWon));
    expect(won.toSorted()).toEqual([false, true]);
    const loser = clerks[won[0] ? 1 : 0];
    if (!loser) throw new Error('two clerks');
    await loser.page
      .getByText(like('refusal.occupied.taken', { met: '09:00–10:00' }))
      .first()
      .waitFor();
    expect(await titleField(loser.page).inputValue()).toBe(loser.title);
    await player.snap(loser.page, 'race-lost');
    await Promise.all(clerks.map(({ page }) => page.context().close()));
  },
};
