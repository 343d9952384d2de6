import type { Page } from 'playwright-core';
import { picture } from './support/browser.js';
import { playerOn } from './support/journeys/journey.js';
import { largeType } from './support/journeys/large-type.js';
import { setStage, type Stage } from './support/stage.js';

describe('without signing in', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage.close());

  const row = (page: Page, name: string) =>
    page.locator('.zone-row').filter({ has: page.getByText(name, { exact: true }) });

  it('one sees what is on now and next, and when the centre is open', async () => {
    await stage.visit('/', {}, async (page) => {
      await row(page, '义诊室').getByText('使用中').waitFor();
      await row(page, '义诊室')
        .getByText(/09:00–11:30 健康义诊/)
        .waitFor();
      await row(page, '幸福工坊')
        .getByText(/接着.*14:00–16:30/)
        .waitFor();
      await page.getByText('今天 08:30–20:30').waitFor();
      await page.getByText('工作日').waitFor();
    });
  });

  it('one sees why the others are not free', async () => {
    await stage.visit('/?heads=30&start=14:00&end=16:00', { language: 'en' }, async (page) => {
      await page.getByText(/others are not possible/).click();
      const others = page.locator('.others');
      await others.getByText('only 20 seats').first().waitFor();
      const workshop = others.locator('li').filter({ hasText: 'Handicraft workshop' });
      expect(await workshop.innerText()).toMatch(/taken/);
      expect(await others.locator('li').filter({ hasText: 'Nursery room' }).innerText()).toMatch(
        /outside opening hours/,
      );
    });
  });

  it('one filters by whom it is for, and the address keeps it', async () => {
    await stage.visit('/', {}, async (page) => {
      await row(page, '义诊室').waitFor();
      await page.getByRole('button', { name: '老人' }).click();
      await row(page, '义诊室').waitFor({ state: 'detached' });
      await row(page, '活动厅').waitFor();
      expect(new URL(page.url()).search).toBe('?for=old');
      await page.reload();
      await row(page, '活动厅').waitFor();
      expect(await row(page, '义诊室').count()).toBe(0);
    });
  });

  it('a zone has its week, from Monday on, and one goes on to the next', async () => {
    await stage.visit('/zones/F1-WELL-1', {}, async (page) => {
      const days = page.locator('.day');
      await days.first().waitFor();
      expect(await days.locator('h2').first().innerText()).toBe('8/31周一');
      expect(await days.filter({ hasText: '健康义诊' }).locator('h2').allInnerTexts()).toEqual(['9/1周二', '9/4周五']);
      await page.getByRole('button', { name: '下一周' }).click();
      await page.getByRole('heading', { name: '9/7周一' }).waitFor();
      await page.goBack();
      await page.getByRole('heading', { name: '8/31周一' }).waitFor();
    });
  });

  it('a holiday is told, with no hours', async () => {
    await stage.visit('/zones/F3-MEET-1?week=2026-10-01', { language: 'en' }, async (page) => {
      const day = page.locator('.day').filter({ has: page.getByRole('heading', { name: /1 Oct/ }) });
      await day.getByText('closed').waitFor();
      expect(await day.locator('.kind').innerText()).toMatch(/National/i);
    });
  });

  it('a zone is chosen by typing a part of its name, with keys alone', async () => {
    await stage.visit('/zones/F1-WELL-1', {}, async (page) => {
      const box = page.getByRole('combobox', { name: '空间' });
      await box.fill('书画');
      await box.press('Enter');
      await page.getByRole('heading', { level: 1, name: '书画阅览' }).waitFor();
      expect(new URL(page.url()).pathname).toBe('/zones/F2-ELDER-3');
    });
  });

  it('the plan shows every room with its state, and tells more of the one chosen by keys', async () => {
    await stage.visit('/plan', { size: 'phone' }, async (page) => {
      const clinic = page.getByRole('button', { name: /^义诊室 · 使用中/ });
      await clinic.waitFor();
      expect(await page.locator('.room').count()).toBe(22);
      await clinic.focus();
      await page.keyboard.press('Enter');
      const panel = page.getByRole('complementary', { name: '义诊室' });
      await panel.getByText(/09:00–11:30 健康义诊/).waitFor();
      await picture(page, 'plan-chosen-phone');
      await page.keyboard.press('Enter');
      await panel.waitFor({ state: 'detached' });
    });
  });

  it('somebody elsewhere is told that the times are those of the centre', async () => {
    await stage.visit('/', {}, async (page) => {
      expect(await page.getByText(/时间均为中心当地时间/).count()).toBe(0);
    });
    const page = await stage.open('/', { timeZone: 'Europe/Oslo' });
    await page.getByText('相差 6小时').waitFor();
    await row(page, '义诊室')
      .getByText(/09:00–11:30/)
      .waitFor();
    await page.context().close();
  });

  it('the language changes in place, and the choice stays', async () => {
    await stage.visit('/plan', {}, async (page) => {
      await page.getByRole('heading', { name: '平面图' }).waitFor();
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByRole('heading', { name: 'Floor plan' }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      await page.reload();
      await page.getByRole('heading', { name: 'Floor plan' }).waitFor();
    });
  });

  it(largeType.name, () => largeType.play(playerOn(stage, { size: 'phone', language: 'zh-CN' })));

  it('the focus follows to the page that was opened, and there is a way around the navigation', async () => {
    await stage.visit('/', {}, async (page) => {
      await row(page, '义诊室').waitFor();
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.textContent')).toBe('跳到正文');
      await page.getByRole('link', { name: '平面图' }).click();
      await page.getByRole('heading', { name: '平面图' }).waitFor();
      await page.locator('h1:focus').waitFor();
    });
  });
});
