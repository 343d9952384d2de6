import { picture } from './support/browser.js';
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
});
