import type { Page } from 'playwright-core';
import { picture } from './support/browser.js';
import { setStage, signInAs, type Stage } from './support/stage.js';

const DAY = '2026-09-03';
/** Far less than the time after which a screen would look by itself. */
const SOON = { timeout: 6000 };

describe('screens that two people look at', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage.close());

  /** A clerk at a screen of their own. */
  async function clerkAt(path: string, login: string): Promise<Page> {
    const page = await stage.open('/');
    await signInAs(page, login);
    await page.goto(path);
    return page;
  }

  async function book(page: Page, title: string, at: { start: string; end: string }): Promise<void> {
    const body = { zone: 'F1-WELL-2', title, heads: 6, ...at };
    const answer = await page.request.post('/api/v1/centres/dukou/bookings', { data: body });
    if (answer.status() !== 201) throw new Error(await answer.text());
  }

  it('show at once what the other has booked, lose nothing that is being typed, and recover after a restart', async () => {
    const [desk, office] = await Promise.all([
      clerkAt(`/board?date=${DAY}`, 'desk@dukou.example'),
      clerkAt(`/board?date=${DAY}`, 'office@dukou.example'),
    ]);
    const here = (title: RegExp) => office.getByRole('button', { name: title });
    await office.locator('[data-zone="F1-WELL-2"]').waitFor();

    await desk.goto(`/book?zone=F1-WELL-2&start=${DAY}T09:00&end=${DAY}T10:00`);
    await desk.locator('[data-field="title"]').fill('两人同看');
    await desk.getByText('可以预约').first().waitFor();
    await desk.locator('[data-action="book"]').click();
    await here(/两人同看, 09:00–10:00/).waitFor(SOON);

    // The other one has a form open beside the board, and has begun to write.
    await office.getByRole('group', { name: '所有空间的时间表' }).focus();
    await office.keyboard.press('Enter');
    await office.locator('[data-field="title"]').fill('还没写完');
    await book(desk, '又来一个', { start: `${DAY}T11:00`, end: `${DAY}T12:00` });
    await here(/又来一个, 11:00–12:00/).waitFor(SOON);
    expect(await office.locator('[data-field="title"]').inputValue()).toBe('还没写完');
    await picture(office, 'live-board');

    await stage.server.kill();
    await stage.server.revive();
    await book(desk, '重启之后', { start: `${DAY}T13:00`, end: `${DAY}T14:00` });
    await here(/重启之后, 13:00–14:00/).waitFor({ timeout: 15_000 });
    await book(desk, '照常更新', { start: `${DAY}T15:00`, end: `${DAY}T16:00` });
    await here(/照常更新, 15:00–16:00/).waitFor(SOON);
    expect(await office.locator('[data-field="title"]').inputValue()).toBe('还没写完');
    await Promise.all([desk.context().close(), office.context().close()]);
  });

  it('fall back to looking now and then where no stream is to be had', async () => {
    await stage.visit('/', {}, async (page) => {
      await page.route('**/events', (route) =>
        route.fulfill({ status: 429, headers: { 'retry-after': '60' }, json: {} }),
      );
      await signInAs(page, 'office@dukou.example');
      await page.goto(`/board?date=${DAY}`);
      await page.locator('[data-zone="F1-WELL-2"]').waitFor();
      await book(page, '没有推送', { start: `${DAY}T17:00`, end: `${DAY}T18:00` });
      await page.getByRole('button', { name: /没有推送, 17:00–18:00/ }).waitFor({ timeout: 20_000 });
    });
  });
});
