import type { Page } from 'playwright-core';
import { picture, type Size } from './support/browser.js';
import { signedIn } from './support/person.js';
import { setStage, signInAs, type Stage } from './support/stage.js';

const OFFICE = 'office@dukou.example';
const DESK = 'desk@dukou.example';
const MEMBER = 'member@sunshine.example';
const ADMIN = 'admin@dukou.example';

const ROOM = 'F3-MEET-2';
const SIZES: readonly Size[] = ['desktop', 'phone'];

describe.each(SIZES)('on a %s', (size) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage.close());

  const title = (page: Page) => page.locator('[data-field="title"]');
  const send = (page: Page) => page.locator('[data-action="book"]');
  const snap = (page: Page, name: string): Promise<void> => picture(page, `${name}-${size}`);
  const as = (login: string, path: string, act: (page: Page) => Promise<void>): Promise<void> =>
    stage.visit('/', { size }, async (page) => {
      await signInAs(page, login);
      await page.goto(path);
      await act(page);
    });

  it('one books once, from what is free, and finds it among the bookings', async () => {
    await as(OFFICE, '/', async (page) => {
      await page.getByLabel('人数').fill('30');
      await page.getByLabel('从').selectOption('14:00');
      await page.locator('.hit').first().getByRole('link', { name: '预约', exact: true }).click();
      await title(page).fill('读书会');
      await page.getByText('可以预约').first().waitFor();
      await snap(page, 'journey-book-form');
      await send(page).click();
      await page.getByRole('heading', { name: '预约成功' }).waitFor();
      await page.locator('li.date').getByText('14:00–16:00').waitFor();
      await snap(page, 'journey-booked');
      await page.goto('/bookings');
      await page.getByRole('link', { name: /读书会.*14:00–16:00/s }).waitFor();
    });
  });

  it('one books a term with the refused date taken at an alternative', async () => {
    const other = await signedIn(stage.server.url, OFFICE);
    await other.post('bookings', {
      ...{ zone: ROOM, title: '面谈' },
      ...{ start: '2026-09-10T10:00', end: '2026-09-10T11:00' },
    });
    await as(OFFICE, `/book?zone=${ROOM}&start=2026-09-03T10:00&end=2026-09-03T11:00`, async (page) => {
      await title(page).fill('合唱分部');
      await page.getByRole('button', { name: '每周' }).click();
      await page.getByRole('button', { name: '2026年12月31日' }).click();
      const refused = page.locator('.date.refused');
      await refused.getByText(/已被占用：10:00–11:00 面谈/).waitFor();
      await snap(page, 'journey-term-refused');
      const place = refused.getByRole('button').first();
      const label = await place.innerText();
      await place.click();
      await page
        .getByText(/\d+ 个日期都可以/)
        .first()
        .waitFor();
      await send(page).click();
      await page.getByRole('heading', { name: '预约成功' }).waitFor();
      expect(await page.locator('li.date').filter({ hasText: '9/10' }).innerText()).toContain(label);
      await snap(page, 'journey-term-booked');
    });
  });

  it('the slower of two clerks is told why, and loses nothing of what they typed', async () => {
    const place = `/book?zone=${ROOM}&start=2026-09-08T09:00&end=2026-09-08T10:00`;
    const clerks = [
      { page: await stage.open('/', { size }), login: OFFICE, name: '甲的会' },
      { page: await stage.open('/', { size }), login: DESK, name: '乙的会' },
    ];
    for (const { page, login, name } of clerks) {
      await signInAs(page, login);
      await page.goto(place);
      await title(page).fill(name);
      await page.getByText('可以预约').first().waitFor();
    }
    await Promise.all(clerks.map(({ page }) => send(page).click()));
    const hasWon = async ({ page }: { page: Page }): Promise<boolean> => {
      const success = page.getByRole('heading', { name: '预约成功' });
      await success.or(page.locator('.banner')).first().waitFor();
      return success.isVisible();
    };
    const won = await Promise.all(clerks.map(hasWon));
    expect(won.toSorted()).toEqual([false, true]);
    const loser = clerks[won[0] ? 1 : 0];
    if (!loser) throw new Error('two clerks');
    await loser.page
      .getByText(/已被占用：09:00–10:00/)
      .first()
      .waitFor();
    expect(await title(loser.page).inputValue()).toBe(loser.name);
    await snap(loser.page, 'journey-race-lost');
    await Promise.all(clerks.map(({ page }) => page.context().close()));
  });

  it('a request is taken in at the desk, answered with another time by the office, and taken by the asker', async () => {
    let address = '';
    await as(MEMBER, `/book?zone=F1-HALL-A&start=2026-09-21T09:00&end=2026-09-21T10:30&heads=30`, async (page) => {
      await title(page).fill('社区朗诵会');
      await send(page).click();
      await page.getByRole('heading', { name: '申请已提交' }).waitFor();
      await page.getByRole('link', { name: '查看预约单' }).click();
      await page.getByRole('heading', { name: '社区朗诵会' }).waitFor();
      address = new URL(page.url()).pathname;
      await snap(page, 'journey-asked');
    });
    await as(DESK, '/desk', async (page) => {
      await page.getByRole('button', { name: '受理 社区朗诵会' }).click();
      await page.getByText('已受理“社区朗诵会”').first().waitFor();
      await snap(page, 'journey-accepted');
    });
    await as(OFFICE, `/requests?request=${address.split('/').at(-1)}`, async (page) => {
      await page.locator('.detail').getByRole('heading', { name: '社区朗诵会' }).waitFor();
      await page.getByRole('button', { name: /提议改到别处/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('从').selectOption('13:00');
      await dialog.getByLabel('理由（申请人会看到）').fill('上午要开居民大会');
      await snap(page, 'journey-countering');
      await dialog.getByRole('button', { name: '提议', exact: true }).click();
      await page.getByText('已为“社区朗诵会”提议改到别处').first().waitFor();
      await page
        .getByText(/09:00–10:30 社区大客厅 东厅 → .*13:00–14:30/)
        .first()
        .waitFor();
    });
    await as(MEMBER, address, async (page) => {
      await page.getByText('对方提议改到别处').waitFor();
      await page
        .getByText(/上午要开居民大会/)
        .first()
        .waitFor();
      await snap(page, 'journey-proposal');
      await page.getByRole('button', { name: '接受', exact: true }).click();
      await page.getByText('已接受，日期已确认').first().waitFor();
      await page.locator('li.date').filter({ hasText: '13:00–14:30' }).getByText('已预约').waitFor();
      await snap(page, 'journey-taken');
    });
  });

  it('what was typed stays through another language, a reload and the end of the session, until one signs out', async () => {
    await as(DESK, `/book?zone=${ROOM}&start=2026-09-04T09:00&end=2026-09-04T10:00`, async (page) => {
      await title(page).fill('Story hour');
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByRole('heading', { name: 'Book a zone' }).waitFor();
      expect(await title(page).inputValue()).toBe('Story hour');
      await page.reload();
      await page.getByText('It is free').first().waitFor();
      expect(await page.getByLabel('From').inputValue()).toBe('09:00');

      await page.context().clearCookies({ name: 'dukou_session' });
      await send(page).click();
      const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
      await dialog.waitFor();
      expect(await title(page).inputValue()).toBe('Story hour');
      await snap(page, 'journey-session-ended');
      await dialog.getByLabel('Password', { exact: true }).fill('dukou-demo');
      await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.getByRole('heading', { name: 'Booked' }).waitFor();

      await page.goto(`/book?zone=${ROOM}&start=2026-09-04T11:00&end=2026-09-04T12:00`);
      await title(page).fill('A private matter');
      await page.getByRole('button', { name: /Demo front desk/ }).click();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByText('You are signed out').first().waitFor();
      await signInAs(page, OFFICE);
      await page.goto('/book');
      await page.getByRole('heading', { name: 'Book a zone' }).waitFor();
      expect(await title(page).inputValue()).toBe('');
    });
  });

  it('hours change with a choice for each booking that they leave outside, and the outcome date by date', async () => {
    await as(ADMIN, `/admin/hours/F2-KIDS-4`, async (page) => {
      await page.getByLabel('星期五 第1段 结束').selectOption('17:00');
      await page.getByRole('button', { name: '查看影响并保存' }).click();
      await page.getByRole('heading', { name: /有 \d+ 场预约受影响/ }).waitFor();
      await snap(page, 'journey-hours-impact');
      await page.getByRole('group', { name: '全部：' }).getByRole('button', { name: '照旧保留' }).click();
      await page.locator('ul.dates li').first().getByRole('button', { name: '取消', exact: true }).click();
      await page.getByLabel('取消的原因').fill('周五提早关门');
      await page.getByRole('button', { name: '确定并保存' }).click();
      await page
        .getByText(/场预约已按您的选择处理/)
        .first()
        .waitFor();
      await page
        .getByText(/：已取消/)
        .first()
        .waitFor();
      await page
        .getByText(/：照旧保留/)
        .first()
        .waitFor();
      await snap(page, 'journey-hours-saved');
    });
  });

  it('an agreement ends early, and another operator takes its bookings over', async () => {
    const manager = await signedIn(stage.server.url, 'manager@chunni.example');
    await manager.post('bookings', {
      ...{ zone: 'F2-KIDS-1', operator: 'chunni', title: '亲子共读', heads: 8 },
      ...{ start: '2026-09-05T10:00', end: '2026-09-05T11:00' },
    });
    await as(ADMIN, '/admin/operators', async (page) => {
      await page.getByRole('link', { name: '春泥公益协会' }).click();
      await page.getByRole('button', { name: /运营 儿童/ }).click();
      await page.getByRole('button', { name: '提前结束' }).click();
      await page.getByLabel(/^原因/).fill('合同提前终止');
      await page.getByRole('button', { name: '查看影响' }).click();
      await page.getByRole('heading', { name: /项预约失去协议/ }).waitFor();
      await page.getByLabel('全部：').selectOption('hand-over:sunshine');
      await snap(page, 'journey-agreement-impact');
      await page.getByRole('button', { name: '确定结束协议' }).click();
      await page
        .getByText(/协议已提前结束/)
        .first()
        .waitFor();
      await page
        .getByRole('region', { name: '消息' })
        .getByText(/亲子共读.*转给 阳光志愿者协会/)
        .waitFor();
      await page.getByRole('button', { name: '确定结束协议' }).waitFor({ state: 'detached' });
      await snap(page, 'journey-agreement-ended');
    });
  });
});
