import { picture } from './support/browser.js';
import { setStage, signInAs, type Stage } from './support/stage.js';

describe('the front desk', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage.close());

  it('books for an elder with a printed slip, finds the booking again; the slip shows and cancels it', async () => {
    let code = '';
    await stage.visit('/', {}, async (page) => {
      await signInAs(page, 'desk@dukou.example');
      await page.evaluate('window.print = () => { document.body.dataset.printed = "yes"; }');
      await page.getByRole('link', { name: '受理' }).first().click();
      await page.getByRole('combobox', { name: '空间' }).fill('会议室一');
      await page.keyboard.press('Enter');
      await page.locator('.slot').nth(2).click();
      await page.getByLabel('姓名', { exact: true }).fill('王奶奶');
      await page.getByLabel('电话').fill('0570-5550123');
      await page.locator('[data-action="desk-book"]').click();
      await page.locator('.slip').waitFor();
      await page.locator('body[data-printed]').waitFor();
      code = (await page.locator('.slip .code').innerText()).replaceAll(' ', '');
      await picture(page, 'slip-printed');
      await page.getByRole('button', { name: '下一位' }).click();
      await page.getByLabel('姓名、手机号后四位或凭条编号').fill('0123');
      await page.getByRole('button', { name: '查找' }).click();
      await page.getByRole('link', { name: '王奶奶' }).waitFor();
      expect(page.url()).not.toContain('0123');
    });
    await stage.visit(`/slip/${code}`, { size: 'phone' }, async (page) => {
      await page.getByText('会议室一').waitFor();
      expect(await page.locator('main').innerText()).not.toContain('王奶奶');
      await page.getByText('来不了，要取消').click();
      await page.getByLabel('您手机号的后四位').fill('9999');
      await page.getByRole('button', { name: '取消预约' }).click();
      await page.getByText('与登记的手机号后四位不符。').waitFor();
      await page.getByLabel('您手机号的后四位').fill('0123');
      await page.getByRole('button', { name: '取消预约' }).click();
      await page.getByText('已取消，谢谢您告诉我们。').waitFor();
      await picture(page, 'slip-cancelled');
    });
  });
});
