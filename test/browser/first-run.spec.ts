import type { Page } from 'playwright-core';
import { SMALL } from '../centres/small-centre.js';
import { violationsOn } from './support/axe.js';
import { picture } from './support/browser.js';
import { setStage, signInAs, type Stage } from './support/stage.js';

const OWNER = 'owner@harbour.example';
const PASSWORD = 'a long sentence for the owner';
const BROKEN = SMALL.replace('seats: 8', 'seats: many').replace('mode: shared', 'mode: open');

/** What the API says of a booking of the centre, asked by whoever is signed in on the page. */
async function statusOfBooking(page: Page, zone: string): Promise<number> {
  const body = JSON.stringify({ zone, start: '2026-09-02T10:00', end: '2026-09-02T11:00', title: '第一次活动' });
  return page.evaluate(async (text) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch('/api/v1/centres/harbour/bookings', { method: 'POST', headers, body: text });
    return answer.status;
  }, body);
}

describe('the first run in production', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage({ settings: { NODE_ENV: 'production', LOG_LEVEL: 'info' } });
  });
  afterAll(() => stage.close());

  it('leads from the printed link to an empty centre with rooms, left before its hours', async () => {
    const path = /\/welcome\/[\w-]{43}/.exec(stage.server.printed())?.[0] ?? '';
    await stage.visit(path, { size: 'phone' }, async (page) => {
      await page.getByLabel('登录名').fill(OWNER);
      await page.getByLabel('姓名').fill('系统所有者');
      await page.getByLabel('新密码').fill(PASSWORD);
      await picture(page, 'first-run-owner');
      expect(await violationsOn(page)).toEqual([]);
      await page.getByRole('button', { name: '保存' }).click();
      await page.getByRole('heading', { name: '建立一个中心' }).waitFor();
      await picture(page, 'first-run-centre');
      await page.getByLabel('自己填写').check();
      await page.getByLabel('中心名称').fill('港湾社区中心');
      await page.getByLabel('英文名称').fill('Harbour');
      expect(await page.getByLabel('短名').inputValue()).toBe('harbour');
      await page.getByLabel('总面积').fill('120');
      await page.getByRole('button', { name: '建立中心' }).click();
      await page.getByRole('heading', { name: '中心有哪些空间' }).waitFor();
      await page.getByLabel('房间 1', { exact: true }).fill('活动室');
      await page.getByLabel('平方米').fill('80');
      await page.getByLabel('座位', { exact: true }).fill('40');
      await page.getByText('还有 40 平方米没有安排').waitFor();
      await page.getByRole('button', { name: '算作公共交通与后勤' }).click();
      await picture(page, 'first-run-rooms');
      expect(await violationsOn(page)).toEqual([]);
      await page.getByRole('button', { name: '保存空间' }).click();
      await page.getByText('相加正确').waitFor();
      await picture(page, 'first-run-zones');
      expect(await statusOfBooking(page, 'F1-1')).toBe(409);
    });
  });

  it('goes on where it was left, until a booking is possible', async () => {
    await stage.visit('/', {}, async (page) => {
      await signInAs(page, OWNER, PASSWORD);
      await page.goto('/setup');
      await page.getByRole('link', { name: '继续：港湾社区中心' }).click();
      await page.getByRole('heading', { name: '什么时候开放' }).waitFor();
      await page.getByRole('button', { name: '每天，晚上到 20:30' }).click();
      await picture(page, 'first-run-hours');
      await page.getByRole('button', { name: '保存，下一步' }).click();
      await page.getByRole('heading', { name: '谁来管理' }).waitFor();
      await page.getByLabel('姓名').fill('站长');
      await page.getByLabel('登录名').fill('admin@harbour.example');
      await page.getByRole('button', { name: '新增并生成链接' }).click();
      expect(await page.getByRole('textbox', { name: '一次性链接' }).inputValue()).toMatch(/\/welcome\/[\w-]{43}$/);
      await page.getByRole('dialog').getByRole('button').last().click();
      await page.getByRole('button', { name: '重新生成链接' }).waitFor();
      await picture(page, 'first-run-admin');
      await page.getByRole('button', { name: '下一步' }).click();
      await page.getByRole('button', { name: '没有，跳过' }).click();
      await page.getByRole('heading', { name: '现在可以预约了' }).waitFor();
      await picture(page, 'first-run-done');
      expect(await statusOfBooking(page, 'F1-1')).toBe(201);
      await page.getByRole('link', { name: '做第一个预约' }).click();
      await page.waitForURL((url) => url.pathname === '/book');
    });
  });

  it('tells every fault of a file with its line, writes nothing, and takes the mended file', async () => {
    await stage.visit('/', { language: 'en' }, async (page) => {
      await signInAs(page, OWNER, PASSWORD);
      await page.goto('/setup');
      await page.getByLabel('Import a file').check();
      const file = { name: 'small.yaml', mimeType: 'text/yaml', buffer: Buffer.from(BROKEN) };
      await page.locator('input[type="file"]').setInputFiles(file);
      await page.getByRole('button', { name: 'Check the file' }).click();
      await page.getByText('Faults in the file: 2').first().waitFor();
      await page.getByText('"many" is not possible: write a whole number from 1 to 100000.').waitFor();
      await page.getByText('"open" is not possible: write one of exclusive, shared, none.').waitFor();
      await picture(page, 'first-run-faults');
      expect(await violationsOn(page)).toEqual([]);
      await page.getByRole('button', { name: 'Line 15' }).click();
      const marked = 'getSelection().toString()';
      expect(await page.evaluate(marked)).toContain('seats: many');
      await page.getByLabel('Content of the file').fill(SMALL);
      await page.getByRole('button', { name: 'Check the file' }).click();
      await page.getByText('The file is right').waitFor();
      await picture(page, 'first-run-preview');
      await page.getByRole('button', { name: 'Make the centre' }).click();
      await page.getByRole('heading', { name: 'Who runs it' }).waitFor();
      await page.getByRole('button', { name: 'I run it myself for now' }).waitFor();
    });
  });

  it('lets one choose between the centres there are now', async () => {
    await stage.visit('/?centre=small', {}, async (page) => {
      await page.getByRole('link', { name: '小中心' }).first().waitFor();
      await page.getByRole('link', { name: '换一个中心' }).click();
      await page.getByText('现在看的就是它').waitFor();
      await picture(page, 'centres');
      await page.getByRole('link', { name: '港湾社区中心' }).click();
      await page.waitForURL((url) => url.search === '?centre=harbour');
      await page.getByRole('banner').getByRole('link', { name: '港湾社区中心' }).waitFor();
    });
  });

  it('changes the settings of a centre, and says why an area is not taken', async () => {
    await stage.visit('/?centre=harbour', {}, async (page) => {
      await signInAs(page, OWNER, PASSWORD);
      await page.goto('/admin/settings');
      await page.getByText('SQLite（内置）').waitFor();
      await page.getByLabel('总面积').fill('130');
      await page.getByRole('button', { name: '保存', exact: true }).click();
      await page.getByText('总面积要等于各层之和 120 平方米').waitFor();
      await page.getByRole('button', { name: '放弃修改' }).click();
      await page.getByLabel('名称', { exact: true }).fill('港湾党群服务中心');
      await page.getByLabel('时区').selectOption('Asia/Urumqi');
      await page.getByRole('button', { name: '保存', exact: true }).click();
      await page.getByText('已有预约、停用或协议，时区不能再改。').waitFor();
      await page.getByLabel('时区').selectOption('Asia/Shanghai');
      await page.getByRole('button', { name: '保存', exact: true }).click();
      await page.getByText('设置已保存').first().waitFor();
      await page.getByRole('banner').getByRole('link', { name: '港湾党群服务中心' }).waitFor();
      await picture(page, 'admin-settings');
    });
  });
});
