import { bookButton, OFFICE, titleField, untilBooked, untilFree, type Journey } from './journey.js';

export const bookOnce: Journey = {
  name: 'one books once, from what is free, and finds it among the bookings',
  play: async (player) => {
    const { say, either, snap } = player;
    const title = either('读书会', 'Reading circle');
    await player.as(OFFICE, '/', async (page) => {
      await page.getByLabel(say('today.find.heads')).fill('30');
      await page.getByLabel(say('today.find.start'), { exact: true }).selectOption('14:00');
      await page.locator('.hit').first().waitFor();
      await snap(page, 'free-rooms');
      await page
        .locator('.hit')
        .first()
        .getByRole('link', { name: say('today.find.book'), exact: true })
        .click();
      await page.getByRole('heading', { name: say('book.heading') }).waitFor();
      await titleField(page).fill(title);
      await untilFree(page, player);
      await snap(page, 'book-form');
      await bookButton(page).click();
      await untilBooked(page, player);
      await page.locator('li.date').getByText('14:00–16:00').waitFor();
      await snap(page, 'booked');
      await page.goto('/bookings');
      await page.getByRole('heading', { name: say('booking.list.title') }).waitFor();
      await page.getByRole('link', { name: new RegExp(`${title}.*14:00–16:00`, 's') }).waitFor();
      await snap(page, 'booked-list');
    });
  },
};
