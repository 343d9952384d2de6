import type { Page } from 'playwright-core';
import { pictureInSight } from '../browser.js';
import { dragTo, pointAt } from '../board-drag.js';
import { bookButton, nameOfLook, OFFICE, titleField, untilFree, type Journey, type Player } from './journey.js';

const ZONE = 'F1-WELL-2';

/** By drags where there is a board; a phone has the same day as a list, with the same actions. */
export const board: Journey = {
  name: 'one books on the board and moves it there, with the verdict before it is moved',
  play: async (player) => {
    const title = player.either('理发加场', 'Haircuts once more');
    const act = player.look.size === 'phone' ? byList : byDrags;
    await player.as(OFFICE, '/board', (page) => act(page, player, title));
  },
};

async function byDrags(page: Page, player: Player, title: string): Promise<void> {
  const { say } = player;
  const snap = (name: string): Promise<void> => pictureInSight(page, `journey-${name}-${nameOfLook(player.look)}`);
  const possible = page.locator('.ghost:not(.no) .bubble').getByText(say('board.verdict.ok'));
  await page.locator(`[data-zone="${ZONE}"]`).waitFor();
  await dragTo(page, await pointAt(page, ZONE, 14.05), await pointAt(page, ZONE, 14.9));
  await possible.waitFor();
  await snap('board-drawn');
  await page.mouse.up();
  await titleField(page).fill(title);
  await snap('board-form');
  await bookButton(page).click();
  await page.getByRole('button', { name: `${title}, 14:00–15:00` }).waitFor();
  await snap('board-booked');

  await dragTo(page, await pointAt(page, ZONE, 14.3), await pointAt(page, 'F1-WELL-1', 11.1));
  await page.locator('.ghost.no .bubble').getByText(say('board.verdict.taken')).waitFor();
  await snap('board-refused');
  const free = await pointAt(page, ZONE, 16.3);
  await page.mouse.move(free.x, free.y, { steps: 6 });
  await possible.waitFor();
  await page.mouse.up();
  await page.getByText(say('board.move.done', { title })).first().waitFor();
  await page.getByRole('button', { name: `${title}, 16:00–17:00` }).waitFor();
  await snap('board-moved');
}

async function byList(page: Page, player: Player, title: string): Promise<void> {
  const { say, snap } = player;
  await page.goto(`/board?date=2026-09-02&zone=${ZONE}`);
  await page
    .getByRole('button', { name: say('board.bookFree') })
    .last()
    .click();
  await page.getByLabel(say('book.start'), { exact: true }).selectOption('14:00');
  await page.getByLabel(say('book.end'), { exact: true }).selectOption('15:00');
  await titleField(page).fill(title);
  await untilFree(page, player);
  await snap(page, 'board-form');
  await bookButton(page).click();
  await page.getByRole('heading', { name: say('book.done.title.confirmed'), exact: true }).waitFor();
  await page.goto(`/board?date=2026-09-02&zone=${ZONE}`);
  await page.getByRole('button', { name: title }).waitFor();
  await snap(page, 'board-booked');
  await page.getByRole('button', { name: title }).click();
  await page.getByRole('button', { name: say('booking.move') }).click();
  const dialog = page.getByRole('dialog', { name: say('booking.edit.title', { title }) });
  await dialog.getByLabel(say('book.start'), { exact: true }).selectOption('16:00');
  await dialog
    .getByText(say('booking.edit.moved', { count: 1 }))
    .first()
    .waitFor();
  await snap(page, 'board-moving');
  await dialog.getByRole('button', { name: say('booking.edit.save') }).click();
  await page.locator('li.date').getByText('16:00–17:00').waitFor();
  await snap(page, 'board-moved');
}
