import type { Page } from 'playwright-core';
import { violationsOn } from '../axe.js';
import type { Journey } from './journey.js';

export const FIRST_OWNER = { login: 'owner@harbour.example', password: 'a long sentence for the owner' } as const;

/** What the API says of a booking of the new centre, asked by whoever is signed in on the page. */
async function statusOfBooking(page: Page): Promise<number> {
  const booking = { zone: 'F1-1', start: '2026-09-02T10:00', end: '2026-09-02T11:00', title: '第一次活动' };
  return page.evaluate(async (body) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch('/api/v1/centres/harbour/bookings', { method: 'POST', headers, body });
    return answer.status;
  }, JSON.stringify(booking));
}

/** On a server in production that nobody has used yet. */
export const firstCentre: Journey = {
  name: 'the printed link leads to an empty centre with rooms, left before its hours',
  play: async ({ say, either, snap, visit, stage }) => {
    const path = /\/welcome\/[\w-]{43}/.exec(stage.server.printed())?.[0] ?? '';
    await visit(path, async (page) => {
      await page.getByLabel(say('session.login')).fill(FIRST_OWNER.login);
      await page.getByLabel(say('session.name'), { exact: true }).fill(either('系统所有者', 'Owner of all'));
      await page.getByLabel(say('session.newPassword')).fill(FIRST_OWNER.password);
      await snap(page, 'first-run-owner');
      expect(await violationsOn(page)).toEqual([]);
      await page.getByRole('button', { name: say('session.save'), exact: true }).click();
      await page.getByRole('heading', { name: say('setup.title.centre') }).waitFor();
      await snap(page, 'first-run-ways');
      await page.getByLabel(say('setup.wayTo.facts.title')).check();
      await page.getByLabel(say('setup.field.name'), { exact: true }).fill('港湾社区中心');
      await page.getByLabel(say('setup.field.nameEn')).fill('Harbour');
      expect(await page.getByLabel(say('setup.field.slug')).inputValue()).toBe('harbour');
      await page.getByLabel(say('setup.field.area')).fill('120');
      await snap(page, 'first-run-centre');
      await page.getByRole('button', { name: say('setup.makeCentre') }).click();
      await page.getByRole('heading', { name: say('setup.title.zones') }).waitFor();
      const room = say('setup.rooms.room', { number: 1 });
      await page.getByLabel(room, { exact: true }).fill(either('活动室', 'Activity room'));
      await page.getByLabel(say('setup.sums.area'), { exact: true }).fill('80');
      await page.getByLabel(say('setup.sums.seats'), { exact: true }).fill('40');
      await page.getByText(say('setup.rooms.left', { area: 40 })).waitFor();
      await page.getByRole('button', { name: say('setup.rooms.addRest') }).click();
      await snap(page, 'first-run-rooms');
      expect(await violationsOn(page)).toEqual([]);
      await page.getByRole('button', { name: say('setup.rooms.save') }).click();
      await page.getByText(say('setup.sums.right')).waitFor();
      await snap(page, 'first-run-zones');
      expect(await statusOfBooking(page)).toBe(409);
    });
  },
};

/** After the one before it, on the same server. */
export const firstBooking: Journey = {
  name: 'the first run goes on where it was left, until a booking is possible',
  play: async ({ say, either, snap, as }) => {
    const { login, password } = FIRST_OWNER;
    const name = either('港湾社区中心', 'Harbour');
    const goOn = async (page: Page): Promise<void> => {
      await page.getByRole('link', { name: say('setup.goOn', { name }) }).click();
      await page.getByRole('heading', { name: say('setup.title.hours') }).waitFor();
      await page.getByRole('button', { name: say('setup.hours.week.evenings') }).click();
      await snap(page, 'first-run-hours');
      await page.getByRole('button', { name: say('setup.hours.save') }).click();
      await page.getByRole('heading', { name: say('setup.title.admin') }).waitFor();
      await page.getByLabel(say('session.name'), { exact: true }).fill(either('站长', 'Head of the house'));
      await page.getByLabel(say('session.login')).fill('admin@harbour.example');
      await page.getByRole('button', { name: say('admin-people.addNow') }).click();
      const link = page.getByRole('textbox', { name: say('admin-people.link') });
      expect(await link.inputValue()).toMatch(/\/welcome\/[\w-]{43}$/);
      await snap(page, 'first-run-link');
      await page
        .getByRole('dialog')
        .getByRole('button', { name: say('admin-people.handed') })
        .click();
      await page.getByRole('button', { name: say('setup.admin.newLink') }).waitFor();
      await snap(page, 'first-run-admin');
      await page.getByRole('button', { name: say('setup.next'), exact: true }).click();
      await page.getByRole('heading', { name: say('setup.title.operator') }).waitFor();
      await snap(page, 'first-run-operator');
      await page.getByRole('button', { name: say('setup.operator.later') }).click();
      await page.getByText(say('setup.done.ready')).first().waitFor();
      await snap(page, 'first-run-done');
      expect(await statusOfBooking(page)).toBe(201);
      await page.getByRole('link', { name: say('setup.then.book.title') }).click();
      await page.waitForURL((url) => url.pathname === '/book');
    };
    await as(login, '/setup', goOn, password);
  },
};
