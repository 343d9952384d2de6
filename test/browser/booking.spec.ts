import type { Page } from 'playwright-core';
import { picture } from './support/browser.js';
import { setStage, signInAs, type Stage } from './support/stage.js';

const OFFICE = 'office@dukou.example';
const DESK = 'desk@dukou.example';

describe('booking', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage.close());

  const title = (page: Page) => page.locator('[data-field="title"]');
  const send = (page: Page) => page.locator('[data-action="book"]');

  it('takes a free room for 30 from the start page in at most 3 and 4 steps', async () => {
    await stage.visit('/', {}, async (page) => {
      await signInAs(page, OFFICE);
      await page.getByLabel('人数').fill('30');
      await page.getByLabel('从').selectOption('14:00');
      await page.locator('.hit').first().getByRole('link', { name: '预约', exact: true }).click();
      await title(page).fill('读书会');
      await send(page).click();
      await page.getByRole('heading', { name: '预约成功' }).waitFor();
      await page.getByText('14:00–16:00').first().waitFor();
      await picture(page, 'booked');
    });
  });

  it('books a term, says why a date is refused, and takes it at an alternative', async () => {
    await stage.visit('/', {}, async (page) => {
      await signInAs(page, OFFICE);
      await page.goto('/book?zone=F3-MEET-2&start=2026-09-03T14:00&end=2026-09-03T15:00');
      const clash = { zone: 'F3-MEET-2', start: '2026-09-10T14:00', end: '2026-09-10T15:00', title: '面谈' };
      expect((await page.request.post('/api/v1/centres/dukou/bookings', { data: clash })).status()).toBe(201);
      await title(page).fill('合唱分部');
      await page.getByRole('button', { name: '每周' }).click();
      await page.getByRole('button', { name: '2027年6月30日' }).click();
      const refused = page.locator('.date.refused');
      await refused.getByText(/已被占用：14:00–15:00 面谈/).waitFor();
      await picture(page, 'series-refused');
      const place = refused.getByRole('button').first();
      const label = await place.innerText();
      await place.click();
      await page
        .getByText(/\d+ 个日期都可以/)
        .first()
        .waitFor();
      await send(page).click();
      await page.getByRole('heading', { name: '预约成功' }).waitFor();
      const moved = page.locator('li.date').filter({ hasText: '9/10' });
      expect(await moved.innerText()).toContain(label);
      await picture(page, 'series-booked');
    });
  });

  it('keeps what was typed through a change of language and a reload', async () => {
    await stage.visit('/', {}, async (page) => {
      await signInAs(page, DESK);
      await page.goto('/book?zone=F3-MEET-3&start=2026-09-04T09:00&end=2026-09-04T10:00');
      await title(page).fill('Story hour');
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByRole('heading', { name: 'Book a zone' }).waitFor();
      expect(await title(page).inputValue()).toBe('Story hour');
      await page.reload();
      await page.getByText('It is free').first().waitFor();
      expect(await title(page).inputValue()).toBe('Story hour');
      expect(await page.getByLabel('From').inputValue()).toBe('09:00');
    });
  });

  it('tells the slower of two clerks why, and loses nothing of what they typed', async () => {
    const place = '/book?zone=F3-MEET-3&start=2026-09-08T09:00&end=2026-09-08T10:00';
    const pages = await Promise.all([stage.open('/'), stage.open('/')]);
    const [one, other] = pages;
    if (!one || !other) throw new Error('two pages');
    await signInAs(one, OFFICE);
    await signInAs(other, DESK);
    for (const [page, name] of [
      [one, '甲的会'],
      [other, '乙的会'],
    ] as const) {
      await page.goto(place);
      await title(page).fill(name);
      await page.getByText('可以预约').first().waitFor();
    }
    await Promise.all([send(one).click(), send(other).click()]);
    const won = async (page: Page): Promise<boolean> => {
      const success = page.getByRole('heading', { name: '预约成功' });
      await success.or(page.locator('.banner')).first().waitFor();
      return success.isVisible();
    };
    const outcomes = [await won(one), await won(other)];
    expect([...outcomes].sort()).toEqual([false, true]);
    const loser = outcomes[0] ? other : one;
    await loser
      .getByText(/已被占用：09:00–10:00/)
      .first()
      .waitFor();
    expect(await title(loser).inputValue()).toBe(outcomes[0] ? '乙的会' : '甲的会');
    await picture(loser, 'race-lost');
    await Promise.all(pages.map((page) => page.context().close()));
  });

  it('moves one date of a series, cancels it, and takes that back', async () => {
    await stage.visit('/', {}, async (page) => {
      await signInAs(page, OFFICE);
      const series = {
        zone: 'F3-MEET-3',
        start: '2026-09-07T14:00',
        end: '2026-09-07T15:00',
        title: '英语角',
        recurrence: { rrule: 'FREQ=WEEKLY;COUNT=3' },
      };
      const made = await page.request.post('/api/v1/centres/dukou/bookings', { data: series });
      const { id } = (await made.json()) as { id: string };
      await page.goto(`/bookings/${id}`);
      await page.getByRole('button', { name: /改期/ }).nth(1).click();
      await page.getByLabel('从').selectOption('16:00');
      await page.getByText('1 个日期会变化').waitFor();
      await picture(page, 'edit-difference');
      await page.getByRole('button', { name: '保存' }).click();
      await page.locator('li.date').filter({ hasText: '16:00–17:00' }).getByText('单独改过').waitFor();
      await page.getByRole('button', { name: '取消预约' }).click();
      await page.getByRole('button', { name: '取消 3 个日期' }).click();
      await page.getByRole('button', { name: '撤销' }).click();
      await page.getByText('已撤销，预约恢复').first().waitFor();
      await page.locator('li.date').filter({ hasText: '16:00–17:00' }).waitFor();
      await picture(page, 'booking-page');
    });
  });
});
