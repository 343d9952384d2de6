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

  it('show an admin what another has changed of zones and rules, and keep what is being written', async () => {
    const [tree, zone] = await Promise.all([
      clerkAt('/admin/zones', 'admin@dukou.example'),
      clerkAt('/admin/zones/F3-MEET-2', 'admin@dukou.example'),
    ]);
    const change = async (path: string, body: object, method: 'patch' | 'put' = 'patch'): Promise<void> => {
      const at = `/api/v1/centres/dukou/zones/F3-MEET-2`;
      const etag = (await tree.request.get(at)).headers()['etag'] ?? '';
      const answer = await tree.request[method](at + path, { data: body, headers: { 'if-match': etag } });
      if (!answer.ok()) throw new Error(await answer.text());
    };
    await tree.getByRole('link', { name: '会议室一' }).waitFor();
    const seats = zone.getByLabel('座位数');
    await seats.fill('24');
    await change('', { name: '溪畔会议室' });
    await tree.getByRole('link', { name: '溪畔会议室' }).waitFor(SOON);
    await zone.getByRole('heading', { name: '溪畔会议室', exact: true }).waitFor(SOON);
    await zone.getByText('别人刚改过这里，已更新；您还没保存的修改仍在。').waitFor();
    expect(await seats.inputValue()).toBe('24');
    expect(await zone.getByLabel('名称', { exact: true }).inputValue()).toBe('溪畔会议室');
    await picture(zone, 'live-zone');
    await zone.getByRole('button', { name: '查看影响并保存' }).click();
    await zone.getByText('溪畔会议室 已保存', { exact: false }).first().waitFor();
    await zone.getByText('别人刚改过这里', { exact: false }).waitFor({ state: 'detached' });

    // The same of rules: one is being changed here, another is set by somebody else.
    const rule = (key: string) => zone.locator(`[data-rule="${key}"]`);
    await rule('longestMinutes').getByRole('button', { name: '单独设定：最长时长' }).click();
    await rule('longestMinutes').getByRole('spinbutton').fill('120');
    await change('/policy', { shortestMinutes: 60 }, 'put');
    await rule('shortestMinutes').getByRole('spinbutton').waitFor(SOON);
    expect(await rule('longestMinutes').getByRole('spinbutton').inputValue()).toBe('120');
    await Promise.all([tree.context().close(), zone.context().close()]);
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
