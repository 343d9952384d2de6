import type { Page } from 'playwright-core';
import { bookButton, DESK, MEMBER, OFFICE, titleField, type Journey, type Player } from './journey.js';

export const counterProposal: Journey = {
  name: 'a request is taken in at the desk, answered with another time by the office, and taken by the asker',
  play: async (player) => {
    const title = player.either('社区朗诵会', 'Recital of the quarter');
    const address = await ask(player, title);
    await player.as(DESK, '/desk', (page) => takeIn(page, player, title));
    await player.as(OFFICE, `/requests?request=${address.split('/').at(-1)}`, (page) => answer(page, player, title));
    await player.as(MEMBER, address, (page) => accept(page, player));
  },
};

const reasonFor = ({ either }: Player): string => either('上午要开居民大会', 'The residents meet that morning');

/** The address of the request. */
async function ask({ say, snap, ...player }: Player, title: string): Promise<string> {
  let address = '';
  await player.as(MEMBER, '/book?zone=F1-HALL-A&start=2026-09-21T09:00&end=2026-09-21T10:30&heads=30', async (page) => {
    await titleField(page).fill(title);
    await bookButton(page).click();
    await page.getByRole('heading', { name: say('book.done.title.pending') }).waitFor();
    await page.getByRole('link', { name: say('book.done.open') }).click();
    await page.getByRole('heading', { name: title }).waitFor();
    address = new URL(page.url()).pathname;
    await snap(page, 'asked');
  });
  return address;
}

async function takeIn(page: Page, { say, snap }: Player, title: string): Promise<void> {
  await page.getByRole('heading', { name: say('desk.requests') }).waitFor();
  await page.getByRole('button', { name: `${say('desk.accept')} ${title}` }).click();
  await page.getByText(say('desk.accepted', { title })).first().waitFor();
  await snap(page, 'accepted');
}

async function answer(page: Page, player: Player, title: string): Promise<void> {
  const { say, either, snap } = player;
  await page.locator('.detail').getByRole('heading', { name: title }).waitFor();
  await snap(page, 'request');
  await page.getByRole('button', { name: say('requests.counter') }).click();
  const dialog = page.getByRole('dialog', { name: say('requests.counterTitle', { title }) });
  await dialog.getByLabel(say('book.start'), { exact: true }).selectOption('13:00');
  await dialog.getByLabel(say('requests.reason')).fill(reasonFor(player));
  await snap(page, 'countering');
  await dialog.getByRole('button', { name: say('requests.propose'), exact: true }).click();
  await page.getByText(say('requests.countered', { title })).first().waitFor();
  const hall = either('社区大客厅 东厅', 'Hall East');
  await page
    .getByText(new RegExp(`09:00–10:30 ${hall} → .*13:00–14:30`))
    .first()
    .waitFor();
  await snap(page, 'countered');
}

async function accept(page: Page, player: Player): Promise<void> {
  const { say, snap } = player;
  await page.getByRole('heading', { name: say('booking.proposal.title') }).waitFor();
  await page.getByText(reasonFor(player)).first().waitFor();
  await snap(page, 'proposal');
  await page.getByRole('button', { name: say('booking.proposal.take'), exact: true }).click();
  await page.getByText(say('booking.proposal.taken')).first().waitFor();
  const date = page.locator('li.date').filter({ hasText: '13:00–14:30' });
  await date.getByText(say('booking.status.confirmed'), { exact: true }).waitFor();
  await snap(page, 'taken');
}
