import type { Page, Request, Route } from 'playwright-core';
import { setStage, signInAs, type Stage } from './support/stage.js';

const ADMIN = 'admin@dukou.example';
/** More than a screen asks for at once. */
const MANY = 20;
const CENTRE = '**/api/v1/centres/dukou';

interface Held {
  /** Until it has been asked for. */
  readonly asked: Promise<Request>;
  /** Lets the answer come, and waits until the page has it. */
  release(): Promise<void>;
}

/** Holds back the answer to the next request to the address, or to so many. */
async function holdNext(page: Page, address: string, times = 1): Promise<Held> {
  let letGo = (): void => undefined;
  const may = new Promise<void>((resolve) => (letGo = resolve));
  let tell: (request: Request) => void = () => undefined;
  const asked = new Promise<Request>((resolve) => (tell = resolve));
  const hold = async (route: Route): Promise<void> => {
    tell(route.request());
    await may;
    await route.continue();
  };
  await page.route(address, hold, { times });
  return {
    asked,
    release: async () => {
      letGo();
      const answer = await (await asked).response();
      await answer?.finished();
      // What the page does with the answer is done before it draws again.
      await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
    },
  };
}

describe('an answer that comes late', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage.close());

  const as = async (login: string, path: string, act: (page: Page) => Promise<void>): Promise<void> => {
    await stage.visit('/', {}, async (page) => {
      await signInAs(page, login);
      await page.goto(path);
      await act(page);
    });
  };

  it('is dropped when another zone was chosen meanwhile, and what was changed for that one stays', async () => {
    await as(ADMIN, '/admin/audit', async (page) => {
      const ofCentre = await holdNext(page, `${CENTRE}/hours`);
      await page.goto('/admin/hours');
      await ofCentre.asked;
      await page.getByLabel('看谁的开放时间').selectOption('F2-KIDS-4');
      await page.getByText('现在跟随').waitFor();
      const end = page.getByLabel('星期五 第1段 结束');
      await end.selectOption('17:00');
      await ofCentre.release();
      expect(await end.inputValue()).toBe('17:00');
      expect(await page.getByRole('button', { name: '查看影响并保存' }).isEnabled()).toBe(true);
    });
  });

  it('is dropped when another year was turned to', async () => {
    await as(ADMIN, '/admin/audit', async (page) => {
      const ofThisYear = await holdNext(page, `${CENTRE}/calendar/2026`);
      await page.goto('/admin/calendar/2026');
      await ofThisYear.asked;
      await page.getByRole('link', { name: '下一年' }).click();
      await page.getByRole('heading', { name: /2027/ }).waitFor();
      const shown = page.locator('main');
      await shown.locator('.button.primary').waitFor();
      const before = await shown.innerText();
      await ofThisYear.release();
      expect(await shown.innerText()).toBe(before);
    });
  });

  it('does not overwrite settings that were typed while it was on its way', async () => {
    await as(ADMIN, '/admin/settings', async (page) => {
      const note = page.getByLabel('说明（大家都看得到）');
      const before = await note.inputValue();
      await note.fill('第一稿');
      const anew = await holdNext(page, CENTRE);
      await page.getByRole('button', { name: '放弃修改' }).click();
      await anew.asked;
      expect(await note.inputValue()).toBe(before);
      await note.fill('第二稿');
      await anew.release();
      await page.getByRole('button', { name: '保存', exact: true }).click();
      await page.getByText('设置已保存').first().waitFor();
      expect(await note.inputValue()).toBe('第二稿');
    });
  });

  it('does not undo what was taken back while a saved rule was read anew', async () => {
    await as(ADMIN, '/admin/zones/F3-MEET-1', async (page) => {
      const rule = page.locator('[data-rule="longestMinutes"]');
      const save = page.getByRole('button', { name: '保存规则' });
      await rule.getByRole('button', { name: '单独设定：最长时长' }).click();
      await rule.getByRole('spinbutton').fill('120');
      const anew = await holdNext(page, `${CENTRE}/zones`, MANY);
      const written = page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok());
      await save.click();
      await written;
      await anew.asked;
      await rule.getByRole('button', { name: '改回沿用：最长时长' }).click();
      await anew.release();
      await page.getByText('规则已保存').first().waitFor();
      await save.click();
      await page.locator('section', { has: rule }).getByText('没有改动').waitFor();
      await rule.getByText('沿用：全中心').waitFor();
      const zone = await page.request.get('/api/v1/centres/dukou/zones/F3-MEET-1');
      expect(((await zone.json()) as { policy: object }).policy).not.toHaveProperty('longestMinutes');
    });
  });

  it('does not overwrite a week that an operator is typing, which goes only when told to', async () => {
    await as('manager@chunni.example', '/operator/hours?zone=F2-KIDS-3', async (page) => {
      await page.getByRole('button', { name: '自己的时间' }).click();
      const end = page.getByLabel('周二 第1段 结束');
      const before = await end.inputValue();
      const anew = await holdNext(page, `${CENTRE}/zones/F2-KIDS-3/hours?*`);
      await page.evaluate('window.dispatchEvent(new Event("online"))');
      await anew.asked;
      await end.selectOption('17:30');
      await anew.release();
      await page.getByRole('link', { name: '成员' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
      expect(await end.inputValue()).toBe('17:30');
      await page.getByRole('button', { name: '放弃修改' }).click();
      await page.getByRole('button', { name: '自己的时间', pressed: false }).click();
      expect(await end.inputValue()).toBe(before);
    });
  });
});
