import type { Locator, Page } from 'playwright-core';
import { picture } from './support/browser.js';
import { setStage, signInAs, type Stage } from './support/stage.js';

const ADMIN = 'admin@dukou.example';

/** What the server says of three hours in meeting room 1. */
async function refusalsOfThreeHours(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const answer = await fetch('/api/v1/centres/dukou/bookings/check', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ zone: 'F3-MEET-2', title: '三小时', heads: 5 },
        ...{ start: '2026-09-17T13:00', end: '2026-09-17T16:00' },
      }),
    });
    const { occurrences } = (await answer.json()) as { occurrences: { refusals: { code: string }[] }[] };
    return occurrences.flatMap(({ refusals }) => refusals.map(({ code }) => code));
  });
}

const leftOf = async (thing: Locator): Promise<number> => Math.round((await thing.boundingBox())?.x ?? Number.NaN);

/** Shrinks a zone by keys and drags it to where it ended before; gives how far its left edge has come. */
async function place(page: Page, code: string): Promise<void> {
  const item = page.locator(`[data-zone="${code}"]`);
  await item.focus();
  for (let press = 0; press < 6; press++) await page.keyboard.press('Shift+ArrowLeft');
  const [canvas, before] = [await page.locator('.canvas').boundingBox(), await item.boundingBox()];
  if (!canvas || !before) throw new Error(`${code} is not drawn`);
  const [x, y] = [before.x + before.width / 2, before.y + before.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + canvas.width * 0.03, y, { steps: 3 });
  await page.mouse.move(x + canvas.width * 0.055, y, { steps: 3 });
  await page.mouse.up();
}

describe('an admin who looks after zones', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage.close());

  it('changes a rule of one zone, which holds at once, and has it follow along again', async () => {
    await stage.visit('/', {}, async (page) => {
      await signInAs(page, ADMIN);
      await page.goto('/admin');
      await page.getByRole('link', { name: '空间', exact: true }).click();
      await page
        .getByRole('link', { name: /会议室一$/ })
        .first()
        .click();
      const rule = page.locator('[data-rule="longestMinutes"]');
      await rule.getByText('沿用：全中心').waitFor();
      expect(await refusalsOfThreeHours(page)).toEqual([]);
      await rule.getByRole('button', { name: '单独设定：最长时长' }).click();
      await rule.getByRole('spinbutton').fill('120');
      await picture(page, 'admin-zone-rule');
      await page.getByRole('button', { name: '保存规则' }).click();
      await page.getByText('规则已保存').first().waitFor();
      expect(await refusalsOfThreeHours(page)).toEqual(['too-long']);
      await rule.getByRole('button', { name: '改回沿用：最长时长' }).click();
      await page.getByRole('button', { name: '保存规则' }).click();
      await rule.getByText('沿用：全中心').waitFor();
      await page.locator('section', { has: rule }).getByText('没有改动').waitFor();
      expect(await refusalsOfThreeHours(page)).toEqual([]);
    });
  });

  it('names equipment in the words of the screen, which is kept as files and calls name it', async () => {
    await stage.visit('/', {}, async (page) => {
      await signInAs(page, ADMIN);
      await page.goto('/admin/zones/F1-HALL-C');
      const things = page.getByLabel('设备');
      expect(await things.inputValue()).toBe('投影, 音响');
      await things.fill('投影、舞台，白板');
      await page.getByRole('button', { name: '查看影响并保存' }).click();
      await page.getByText('社区大客厅 西厅 已保存', { exact: false }).first().waitFor();
      const { equipment } = (await (await page.request.get('/api/v1/centres/dukou/zones/F1-HALL-C')).json()) as {
        equipment: string[];
      };
      expect(equipment).toEqual(['projector', 'stage', '白板']);
    });
  });

  it('is told every booking that a change leaves no room for, and nothing is changed or lost', async () => {
    await stage.visit('/', { size: 'phone' }, async (page) => {
      await signInAs(page, ADMIN);
      await page.goto('/admin/zones/F1-WELL-3');
      const seats = page.getByLabel('座位数');
      await seats.fill('5');
      await page.getByRole('button', { name: '查看影响并保存' }).click();
      await page.getByRole('heading', { name: /改不了：有 \d+ 项放不下/ }).waitFor();
      await page.getByText('有 8 人，超过新的座位数或人数上限').first().waitFor();
      expect(await page.getByRole('link', { name: /血压/ }).count()).toBe(1);
      await picture(page, 'admin-zone-misfits');
      await page.getByRole('button', { name: '返回修改' }).click();
      expect(await seats.inputValue()).toBe('5');
      await seats.fill('20');
      await page.getByRole('button', { name: '查看影响并保存' }).click();
      await page
        .getByText(/已保存，没有预约受影响/)
        .first()
        .waitFor();
    });
  });

  it('puts siblings in another order by keys, which every list follows', async () => {
    await stage.visit('/', { size: 'phone' }, async (page) => {
      await signInAs(page, ADMIN);
      await page.goto('/admin/zones');
      await page.getByRole('button', { name: '调整顺序' }).click();
      const up = page.getByRole('button', { name: '会议室二：上移' });
      await up.focus();
      await page.keyboard.press('Enter');
      await page.getByText('会议室二 现在是第 2 个，共 3 个').waitFor({ state: 'attached' });
      await page.keyboard.press('Enter');
      await page.getByText('会议室二 现在是第 1 个，共 3 个').waitFor({ state: 'attached' });
      expect(await up.isDisabled()).toBe(true);
      // At the end of the way the focus is on the button back.
      expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('会议室二：下移');
      await picture(page, 'admin-zones-order');
      await page.getByRole('button', { name: '保存顺序' }).click();
      await page.getByText('顺序已保存').first().waitFor();
      const { items } = (await (await page.request.get('/api/v1/centres/dukou/zones')).json()) as {
        items: { code: string; parent: string | null }[];
      };
      const below = (parent: string): string[] => items.filter((one) => one.parent === parent).map(({ code }) => code);
      expect(below('F3-MEET')).toEqual(['F3-MEET-3', 'F3-MEET-1', 'F3-MEET-2']);
      expect(below('F3')).toEqual(['F3-MEET', 'F3-ORG', 'F3-PERS', 'F3-CIRC']);
    });
  });

  it('places a zone by keys and by drag, which the public plan shows, and goes back to drawing by area', async () => {
    await stage.visit('/plan', {}, async (page) => {
      const room = page.getByRole('button', { name: /^社会大联动/ });
      const byArea = await leftOf(room);
      await page.goto('/admin/zones/F3/plan');
      await signInAs(page, ADMIN);
      await page.locator('[data-zone="F3-ORG"]').waitFor();
      await place(page, 'F3-ORG');
      await picture(page, 'admin-places');
      await page.getByRole('button', { name: '保存位置' }).click();
      await page
        .getByText(/位置已保存/)
        .first()
        .waitFor();
      await page.goto('/plan');
      const placed = await leftOf(room);
      expect(placed).toBeGreaterThan(byArea + 40);
      await page.goto('/admin/zones/F3/plan');
      await page.locator('[data-zone="F3-ORG"]').focus();
      await page.keyboard.press('ArrowLeft');
      await page.getByLabel('左（%）').fill('0');
      await page.getByLabel('左（%）').blur();
      await page
        .getByText(/重叠了/)
        .first()
        .waitFor();
      expect(await page.getByRole('button', { name: '保存位置' }).isDisabled()).toBe(true);
      await page.getByRole('button', { name: '恢复按面积自动画' }).click();
      await page.getByRole('button', { name: '保存位置' }).click();
      await page
        .getByText(/位置已保存/)
        .first()
        .waitFor();
      await page.goto('/plan');
      expect(await leftOf(room)).toBe(byArea);
    });
  });

  it('changes areas only when they add up, and is told by how much they do not', async () => {
    await stage.visit('/', { language: 'en' }, async (page) => {
      await signInAs(page, ADMIN);
      await page.goto('/admin/zones');
      await page.getByRole('button', { name: 'Change areas' }).click();
      await page.getByLabel("Area of Organisations' joint office").fill('250');
      await page.getByText('parts come to 810 m², 10 m² too much').waitFor();
      const save = page.getByRole('button', { name: 'Save areas' });
      expect(await save.isDisabled()).toBe(true);
      await picture(page, 'admin-zone-areas');
      await page.locator('.zone', { hasText: 'F3-CIRC' }).getByRole('spinbutton').fill('150');
      await page.getByText('All areas add up.').waitFor();
      await save.click();
      await page.getByText('The areas are saved').first().waitFor();
    });
  });

  it('adds a zone with area of its neighbour, joins two rooms, divides one, and removes what nobody used', async () => {
    await stage.visit('/', {}, async (page) => {
      await signInAs(page, ADMIN);
      await page.goto('/admin/zones/F3-MEET');
      await page.getByRole('button', { name: '新增合并空间' }).click();
      const form = page.locator('form', { has: page.getByRole('heading', { name: '新增合并空间' }) });
      await form.getByLabel('名称', { exact: true }).fill('会议室一二');
      await form.getByLabel('代码').fill('F3-MEET-23');
      await form.getByLabel('座位数').fill('40');
      await form.getByRole('checkbox', { name: /会议室一/ }).check();
      await form.getByRole('button', { name: '查看影响并新增' }).click();
      await form.getByText('合并空间：至少选两处').waitFor();
      await form.getByRole('checkbox', { name: /会议室二/ }).check();
      await picture(page, 'admin-zone-combination');
      await form.getByRole('button', { name: '查看影响并新增' }).click();
      await page.getByRole('link', { name: '会议室一二' }).click();
      await page.getByRole('button', { name: '删除空间' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '删除空间' }).click();
      await page.getByText('已删除：会议室一二').first().waitFor();

      await page.getByRole('button', { name: '新增空间' }).click();
      await page.getByLabel('名称', { exact: true }).fill('储物间');
      await page.getByLabel('代码').fill('F2-STORE');
      await page.getByLabel('位于').selectOption('F2');
      await page.getByLabel('面积（平方米）').fill('20');
      await page.getByLabel('座位数').fill('10');
      await page.getByText('比 900 平方米多出 20 平方米').waitFor();
      await picture(page, 'admin-zone-add');
      await page.getByRole('button', { name: '查看影响并新增' }).click();
      await page.getByRole('heading', { level: 1, name: '储物间' }).waitFor();
      await page.getByRole('button', { name: '分成几间' }).click();
      await page.getByText('各间合计 20 平方米，整间 20 平方米。').waitFor();
      await page.getByRole('button', { name: '查看影响并分开' }).click();
      await page.getByRole('link', { name: '储物间 2' }).waitFor();
    });
  });
});
