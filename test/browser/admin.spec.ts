import { picture } from './support/browser.js';
import { setStage, signInAs, type Stage } from './support/stage.js';

const ADMIN = 'admin@dukou.example';

describe('what an admin looks after', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage.close());

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
      await page.getByRole('button', { name: '关闭', exact: true }).click();
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
