import { ADMIN, type Journey } from './journey.js';

export const hours: Journey = {
  name: 'hours change with a choice for each booking that they leave outside, and the outcome date by date',
  play: async ({ say, like, either, snap, as }) => {
    await as(ADMIN, '/admin/hours/F2-KIDS-4', async (page) => {
      const friday = { day: say('admin-hours.weekday.5'), number: 1 };
      await page.getByLabel(say('admin-hours.toOf', friday)).selectOption('17:00');
      await snap(page, 'hours');
      await page.getByRole('button', { name: say('admin-hours.check') }).click();
      await page.getByRole('heading', { name: like('impact.title') }).waitFor();
      await snap(page, 'hours-impact');
      const all = page.getByRole('group', { name: say('impact.all') });
      await all.getByRole('button', { name: say('impact.keep') }).click();
      const first = page.locator('ul.dates li').first();
      await first.getByRole('button', { name: say('impact.cancel'), exact: true }).click();
      await page.getByLabel(say('impact.reason')).fill(either('周五提早关门', 'It closes early on Fridays'));
      await snap(page, 'hours-decided');
      await page.getByRole('button', { name: say('impact.save') }).click();
      await page.getByText(like('admin-hours.savedWith')).first().waitFor();
      for (const outcome of ['cancel', 'keep'] as const)
        await page
          .getByText(like(`impact.done.${outcome}`))
          .first()
          .waitFor();
      await snap(page, 'hours-saved');
    });
  },
};
