import type { Locator, Page } from 'playwright-core';
import { violationsOn } from './support/axe.js';
import { picture } from './support/browser.js';
import { setStage, signInAs, type Stage } from './support/stage.js';

/** Meeting room 1 that afternoon is taken by the organisations' round table. */
const TAKEN = '/book?zone=F3-MEET-2&start=2026-09-15T15:00&end=2026-09-15T16:00';

describe('the help', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage.close());

  const panelOf = (page: Page): Locator => page.locator('aside.help');
  const edge = async (at: Locator): Promise<{ x: number; y: number; right: number; bottom: number }> => {
    const { x, y, width, height } = (await at.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    return { x, y, right: x + width, bottom: y + height };
  };

  it('opens beside the screen it speaks of, and is loaded only then', async () => {
    await stage.visit('/plan', {}, async (page) => {
      await page.locator('.room').first().waitFor();
      const loaded = `performance.getEntriesByType('resource').filter(({ name }) => /HelpPanel|help-(codes|running|screens)/.test(name)).length`;
      expect(await page.evaluate(loaded)).toBe(0);
      await page.keyboard.press('F1');
      const panel = panelOf(page);
      await panel.getByRole('heading', { level: 3, name: '平面图' }).waitFor();
      await page.locator('h2:focus', { hasText: '帮助' }).waitFor();
      expect(await panel.getByRole('heading', { level: 3 }).first().innerText()).toBe('平面图');
      expect(await panel.getByRole('heading', { level: 3 }).nth(1).innerText()).toBe('居民与来访者');
      expect((await edge(page.locator('main'))).right).toBeLessThanOrEqual((await edge(panel)).x);
      expect((await edge(page.locator('.room').last())).right).toBeLessThan((await edge(panel)).x);
      await picture(page, 'help-beside');
      // It stays while one goes on, and then speaks of the other screen.
      await page.getByRole('link', { name: '周表' }).first().click();
      await panel.getByRole('heading', { level: 3, name: '周表' }).waitFor();
      expect(await violationsOn(page)).toEqual([]);
    });
  });

  it('closes on Escape and by its key, and gives the focus back', async () => {
    await stage.visit('/', { language: 'en' }, async (page) => {
      await page.locator('article').first().waitFor();
      const button = page.getByRole('button', { name: 'Help' });
      await button.click();
      await page.locator('h2:focus', { hasText: 'Help' }).waitFor();
      expect(await button.getAttribute('aria-expanded')).toBe('true');
      await page.keyboard.press('Escape');
      await panelOf(page).waitFor({ state: 'detached' });
      await page.locator('[aria-keyshortcuts="F1"]:focus').waitFor();
      const heads = page.getByLabel('People').first();
      await heads.focus();
      await page.keyboard.press('F1');
      await page.locator('h2:focus').waitFor();
      await page.keyboard.press('F1');
      await panelOf(page).waitFor({ state: 'detached' });
      await page.locator('input:focus').waitFor();
    });
  });

  it('is a sheet on a phone, above which all of the screen can be reached', async () => {
    await stage.visit('/', { size: 'phone' }, async (page) => {
      await page.locator('article').first().waitFor();
      await page.getByRole('button', { name: '帮助' }).click();
      const panel = panelOf(page);
      await panel.getByRole('heading', { level: 3, name: '今日' }).waitFor();
      await picture(page, 'help-phone');
      const sheet = await edge(panel);
      expect(sheet.y).toBeGreaterThan(844 * 0.3);
      await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
      expect((await edge(page.locator('article').last())).bottom).toBeLessThanOrEqual(sheet.y);
      expect(await violationsOn(page)).toEqual([]);
    });
  });

  it('explains the reason for which a booking is refused, with who may set it aside', async () => {
    await stage.visit('/', {}, async (page) => {
      await signInAs(page, 'desk@dukou.example');
      await page.goto(TAKEN);
      await page.getByRole('link', { name: /^怎么办？已被占用/ }).click();
      const about = panelOf(page).getByRole('region', { name: '您问的这一条' });
      await about.getByRole('heading', { name: '已被占用' }).waitFor();
      await about.getByText('没有人能放行。').waitFor();
      await panelOf(page).getByRole('heading', { level: 3, name: '前台' }).waitFor();
      await picture(page, 'help-refusal');
      await panelOf(page).getByRole('link', { name: '完整帮助' }).click();
      await page.waitForURL(/\/help\?role=desk#refusal-occupied$/);
      await page.locator('#refusal-occupied:focus').waitFor();
      expect((await edge(page.locator('#refusal-occupied'))).y).toBeLessThan(900);
    });
  });

  it('explains why a screen has nothing to show, and why something was not done', async () => {
    await stage.visit('/', {}, async (page) => {
      await signInAs(page, 'desk@dukou.example');
      await page.goto('/bookings/00000000-0000-7000-8000-000000000000');
      await page
        .getByRole('alert')
        .getByRole('link', { name: /^怎么办？/ })
        .click();
      const about = panelOf(page).getByRole('region', { name: '您问的这一条' });
      await about.getByRole('heading', { name: '没有，或无权查看' }).waitFor();
      await picture(page, 'help-problem');
      await page.goto('/desk');
      await page.route('**/bookings/search', (route) => route.abort());
      await page.locator('#desk-find').fill('王奶奶');
      await page.getByRole('button', { name: '查找' }).click();
      await page
        .getByRole('alert')
        .getByRole('link', { name: /^怎么办？/ })
        .first()
        .click();
      await about.getByRole('heading', { name: '连不上服务器' }).waitFor();
    });
  });

  it('can be used beside a dialog, and leaves the dialog open when it closes', async () => {
    await stage.visit('/', {}, async (page) => {
      await signInAs(page, 'desk@dukou.example');
      await page.goto(TAKEN);
      await page.getByLabel('用途').fill('茶话会');
      await page.getByRole('button', { name: '重新填写' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      await page.keyboard.press('F1');
      await page.locator('h2:focus', { hasText: '帮助' }).waitFor();
      expect((await edge(dialog)).right).toBeLessThanOrEqual((await edge(panelOf(page))).x);
      await panelOf(page).getByText('时间太长', { exact: true }).click();
      await panelOf(page).getByText('缩短时间，或分成两次预约').waitFor();
      await page.keyboard.press('Escape');
      await panelOf(page).waitFor({ state: 'detached' });
      expect(await dialog.isVisible()).toBe(true);
    });
  });

  it('has an address for every part, that leads to it on the whole page', async () => {
    await stage.visit('/help#admin-closures', { language: 'en' }, async (page) => {
      await page.locator('#admin-closures:focus').waitFor();
      await page.getByRole('navigation', { name: 'Whose guide' }).getByText('Front desk').click();
      await page.getByRole('heading', { level: 2, name: 'Front desk' }).waitFor();
      await page
        .getByRole('navigation', { name: 'Contents' })
        .getByRole('link', { name: 'Why a booking is refused' })
        .click();
      await page.locator('#refusal:focus').waitFor();
      await page.goBack();
      await page.waitForURL(/\/help\?role=desk$/);
    });
  });
});
