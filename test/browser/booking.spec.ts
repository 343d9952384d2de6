import { picture, pictureInSight } from './support/browser.js';
import { setStage, signInAs, type Stage } from './support/stage.js';

const OFFICE = 'office@dukou.example';

describe('booking', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage.close());

  it('moves one date of a series, cancels it, takes that back, and copies it to another term', async () => {
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
      await page.getByRole('button', { name: '复制到下一期' }).click();
      await page.getByRole('heading', { name: '预约空间' }).waitFor();
      expect(await page.locator('[data-field="title"]').inputValue()).toBe('英语角');
      expect(await page.getByRole('button', { name: '每周' }).getAttribute('aria-pressed')).toBe('true');
      await page.getByText(/每星期一，到\d{4}年/).waitFor();
      await picture(page, 'booking-copied');
    });
  });

  it('changes how often a series comes from one date on, seen date by date before it is saved', async () => {
    await stage.visit('/', {}, async (page) => {
      await signInAs(page, OFFICE);
      const send = async (data: object): Promise<string> => {
        const made = await page.request.post('/api/v1/centres/dukou/bookings', { data });
        return ((await made.json()) as { id: string }).id;
      };
      const times = { zone: 'F3-MEET-3', start: '2026-09-08T18:00', end: '2026-09-08T19:00' };
      const id = await send({ ...times, title: '书法班', recurrence: { rrule: 'FREQ=WEEKLY;UNTIL=20260922' } });
      await send({ ...times, start: '2026-09-17T18:00', end: '2026-09-17T19:00', title: '党员学习' });
      await page.goto(`/bookings/${id}`);
      await page.getByRole('button', { name: /改期/ }).nth(1).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('每星期二，到2026年9月22日').waitFor();
      await dialog.getByRole('button', { name: '更改规律' }).click();
      expect(await dialog.getByRole('button', { name: '仅这一天' }).count()).toBe(0);
      expect(await dialog.getByRole('button', { name: '从这天起' }).getAttribute('aria-pressed')).toBe('true');
      await dialog.getByRole('button', { name: '周四' }).click();
      await dialog.getByRole('button', { name: '周二' }).click();
      await dialog.getByText('每星期四，到2026年9月22日').waitFor();
      await dialog.getByText('取消 2 个，不行 1 个').waitFor();
      expect(await dialog.locator('.difference .fate').allInnerTexts()).toEqual(['取消', '新增', '取消']);
      const refused = dialog.locator('.date.refused');
      await refused.getByText(/已被占用：18:00–19:00 党员学习/).waitFor();
      await dialog.locator('.difference').scrollIntoViewIfNeeded();
      await pictureInSight(page, 'edit-rule');
      await refused.getByRole('button').first().click();
      await dialog.getByText('新增 1 个，取消 2 个').waitFor();
      // On a phone the dates lie far below: what it comes to and the way to do it stay in sight.
      const wide = page.viewportSize();
      await page.setViewportSize({ width: 390, height: 844 });
      await dialog.locator('h2').first().scrollIntoViewIfNeeded();
      const save = dialog.getByRole('button', { name: '保存' });
      const { y = 0, height = 0 } = (await save.boundingBox()) ?? {};
      expect([y > 0, y + height <= 844]).toEqual([true, true]);
      expect(await dialog.locator('.actions').innerText()).toContain('3 个日期有变化');
      await pictureInSight(page, 'edit-rule-phone');
      if (wide) await page.setViewportSize(wide);
      await save.click();
      await page
        .getByText(/^新增：9\/17周四/)
        .first()
        .waitFor();
      const dates = page.locator('section[aria-labelledby="dates-title"] li.date');
      await dates.filter({ hasText: '9/17' }).getByText('单独改过').waitFor();
      expect(await dates.filter({ hasText: '9/15' }).count()).toBe(0);
      await page.getByText('每星期四，到2026年9月22日').waitFor();
      await picture(page, 'edit-rule-saved');
    });
  });
});
