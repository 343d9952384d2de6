import type { Page } from 'playwright-core';
import { picture } from './support/browser.js';
import { setStage, signInAs, type Stage } from './support/stage.js';

const ADMIN = 'admin@dukou.example';
/** From the signed-in start page; a click, and a field typed or chosen, is one step each. */
const MOST_STEPS = 10;

/** A booking in an operator's name, as the desk makes one. */
async function book(page: Page, booking: { zone: string; title: string; operator: string }): Promise<void> {
  const body = { ...booking, start: '2026-09-05T10:00', end: '2026-09-05T11:00' };
  const status = await page.evaluate(async (text) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch('/api/v1/centres/dukou/bookings', { method: 'POST', headers, body: text });
    return answer.status;
  }, JSON.stringify(body));
  expect(status).toBe(201);
}

describe('what an admin looks after', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage.close());

  it('closes a room at 17:00 on Fridays, with its bookings moved or cancelled, in few steps', async () => {
    await stage.visit('/', {}, async (page) => {
      await signInAs(page, ADMIN);
      let steps = 0;
      const step = async (act: Promise<unknown>): Promise<void> => {
        steps += 1;
        await act;
      };
      await step(page.getByRole('navigation').getByRole('link', { name: '管理' }).first().click());
      await step(page.getByRole('link', { name: '开放时间' }).click());
      await step(page.getByLabel('看谁的开放时间').selectOption('F2-KIDS-4'));
      await page.getByText('现在跟随').waitFor();
      await step(page.getByLabel('星期五 第1段 结束').selectOption('17:00'));
      await picture(page, 'admin-hours-change');
      await step(page.getByRole('button', { name: '查看影响并保存' }).click());
      await page.getByRole('heading', { name: /有 \d+ 场预约受影响/ }).waitFor();
      await picture(page, 'admin-hours-impact');
      await step(page.getByRole('button', { name: '取消', exact: true }).first().click());
      await step(page.getByRole('button', { name: '各自改到首选方案' }).click());
      const reason = page.getByLabel('取消的原因');
      if (await reason.isVisible()) await step(reason.fill('周五提早关门'));
      await step(page.getByRole('button', { name: '确定并保存' }).click());
      await page
        .getByText(/场预约已按您的选择处理/)
        .first()
        .waitFor();
      expect(await page.getByLabel('星期五 第1段 结束').inputValue()).toBe('17:00');
      console.log(`a room closes at 17:00 on Fridays: ${steps} steps of at most ${MOST_STEPS}`);
      expect(steps).toBeLessThanOrEqual(MOST_STEPS);
    });
  });

  it('ends an agreement early and hands its bookings over to another operator', async () => {
    await stage.visit('/', {}, async (page) => {
      await signInAs(page, ADMIN);
      await book(page, { zone: 'F2-KIDS-1', title: '亲子共读', operator: 'chunni' });
      await page.goto('/admin/operators');
      await page.getByRole('link', { name: '春泥公益协会' }).click();
      await page.getByRole('button', { name: /运营 儿童/ }).click();
      await page.getByRole('button', { name: '提前结束' }).click();
      await page.getByLabel(/^原因/).fill('合同提前终止');
      await page.getByRole('button', { name: '查看影响' }).click();
      await page.getByRole('heading', { name: /项预约失去协议/ }).waitFor();
      await picture(page, 'admin-agreement-impact');
      await page.getByLabel('全部：').selectOption('hand-over:');
      await page.getByRole('button', { name: '确定结束协议' }).click();
      await page
        .getByText(/协议已提前结束/)
        .first()
        .waitFor();
      await picture(page, 'admin-agreement-ended');
    });
  });

  it('closes a zone with a choice for each booking inside, and ends the closure again', async () => {
    await stage.visit('/', { size: 'phone' }, async (page) => {
      await signInAs(page, ADMIN);
      await page.goto('/admin/closures');
      await page.getByRole('button', { name: '安排停用' }).click();
      await page.getByLabel('空间').selectOption('F2-ELDER-1');
      await page.getByLabel('原因').fill('地板打蜡');
      await picture(page, 'admin-closure-form');
      await page.getByRole('button', { name: '查看影响并保存' }).click();
      await page.getByRole('heading', { name: /有 \d+ 场预约受影响/ }).waitFor();
      await page.getByRole('group', { name: '全部：' }).getByRole('button', { name: '照旧保留' }).click();
      await page.getByRole('button', { name: '确定并保存' }).click();
      await page
        .getByText(/已安排停用：地板打蜡/)
        .first()
        .waitFor();
      await page.getByRole('button', { name: '结束停用：地板打蜡' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '结束停用' }).click();
      await page.getByText('已结束停用：地板打蜡').first().waitFor();
      await page.getByRole('heading', { name: '地板打蜡' }).waitFor({ state: 'detached' });
    });
  });

  it('adds a person and shows the one-time link once', async () => {
    await stage.visit('/', { language: 'en' }, async (page) => {
      await signInAs(page, ADMIN);
      await page.goto('/admin/people');
      await page.getByRole('button', { name: 'New person' }).click();
      await page.getByLabel('Name').fill('Reading room desk');
      await page.getByLabel('Login').fill('reading@dukou.example');
      await page.getByLabel('Role', { exact: true }).last().selectOption('desk');
      await page.getByRole('button', { name: 'Add, and make a link' }).click();
      const link = page.getByRole('dialog').getByLabel('One-time link');
      expect(await link.inputValue()).toMatch(/\/welcome\/[\w-]{43}$/);
      await picture(page, 'admin-people-link');
      await page.getByRole('button', { name: 'It is handed over' }).click();
      await page.getByLabel('Role of Reading room desk').selectOption('office');
      await page.getByText('Reading room desk is now: Back office').first().waitFor();
      await page.goto('/admin/audit');
      await page.getByLabel('Person', { exact: true }).selectOption({ label: 'Reading room desk' });
      await page.getByText('Person added').first().waitFor();
    });
  });

  it('loads a year of statutory days, with the lines that cannot be read named', async () => {
    await stage.visit('/', {}, async (page) => {
      await signInAs(page, ADMIN);
      await page.goto('/admin/calendar/2027');
      await page.getByText('这一年还没有安排').waitFor();
      await page.getByRole('button', { name: '录入全年安排' }).click();
      await page.getByLabel('来源').fill('测试用的安排');
      await page.getByLabel('特别日期').fill('2027-01-01 - 元旦 | New Year\n2028-01-01 - 元旦\n2027-01-02 + =4 元旦');
      await page.getByText('这些行看不懂，或日期重复、不在这一年：2').waitFor();
      await page.getByLabel('特别日期').fill('2027-01-01 - 元旦 | New Year\n2027-01-02 + =4 元旦');
      await picture(page, 'admin-calendar-form');
      await page.getByRole('button', { name: '查看影响并保存' }).click();
      const saved = page.getByText(/2027 年安排已保存/).first();
      const keepAll = page.getByRole('group', { name: '全部：' }).getByRole('button', { name: '照旧保留' });
      await saved.or(keepAll).waitFor();
      if (await keepAll.isVisible()) {
        await keepAll.click();
        await page.getByRole('button', { name: '确定并保存' }).click();
      }
      await saved.waitFor();
      await page.getByText('元旦 · 放假').waitFor();
    });
  });
});
