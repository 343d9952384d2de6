import { signedIn } from '../person.js';
import { bookButton, OFFICE, ROOM, titleField, untilBooked, type Journey } from './journey.js';

export const term: Journey = {
  name: 'one books a term with the refused date taken at an alternative',
  play: async (player) => {
    const { say, like, either, snap } = player;
    const meeting = either('面谈', 'Interviews');
    const office = await signedIn(player.stage.server.url, OFFICE);
    await office.post('bookings', {
      ...{ zone: ROOM, title: meeting },
      ...{ start: '2026-09-10T10:00', end: '2026-09-10T11:00' },
    });
    await player.as(OFFICE, `/book?zone=${ROOM}&start=2026-09-03T10:00&end=2026-09-03T11:00`, async (page) => {
      await titleField(page).fill(either('合唱分部', 'Choir by voices'));
      await page.getByRole('button', { name: say('book.repeat.weekly'), exact: true }).click();
      await page.getByRole('button', { name: either('2026年12月31日', '31 December 2026') }).click();
      const refused = page.locator('.date.refused');
      await refused.getByText(say('refusal.occupied.taken', { met: `10:00–11:00 ${meeting}` })).waitFor();
      await snap(page, 'term-refused');
      const place = refused.getByRole('button').first();
      const label = await place.innerText();
      await place.click();
      await page.getByText(like('book.verdict.allFree')).first().waitFor();
      await bookButton(page).click();
      await untilBooked(page, player);
      const moved = page.locator('li.date').filter({ hasText: either('9/10', '10 Sep') });
      expect(await moved.innerText()).toContain(label);
      await snap(page, 'term-booked');
    });
  },
};
