import { picture } from './support/browser.js';
import { setStage, signInAs, type Stage } from './support/stage.js';

const DESK = 'desk@dukou.example';

describe('signing in and out', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage.close());

  it('leads back to where one wanted to go', async () => {
    await stage.visit('/me', {}, async (page) => {
      await page.getByRole('heading', { name: '登录' }).waitFor();
      expect(new URL(page.url()).search).toBe('?next=/me');
      await page.getByLabel('登录名').fill('Desk@Dukou.example');
      await page.getByLabel('密码', { exact: true }).fill('dukou-demo');
      await page.getByRole('button', { name: '登录' }).click();
      await page.getByRole('heading', { name: '我的账号' }).waitFor();
      await page.getByText(DESK).waitFor();
      await picture(page, 'me');
    });
  });

  it.each([
    [DESK, ['今日', '看板', '预约', '受理', '预约单']],
    ['office@dukou.example', ['今日', '看板', '预约', '受理', '申请']],
    ['manager@chunni.example', ['今日', '看板', '预约', '申请', '运营']],
  ])('puts below the screen of a phone what the work of %s is about', async (login, tabs) => {
    await stage.visit('/', { size: 'phone' }, async (page) => {
      await signInAs(page, login);
      const shown = page.getByRole('navigation').getByRole('link');
      await shown.filter({ hasText: tabs.at(-1) }).waitFor();
      expect(await shown.allInnerTexts()).toEqual(tabs);
      await picture(page, `phone-tabs-${login.split('@')[0]}`);
    });
  });

  it('never leads to another site', async () => {
    await stage.visit('/sign-in?next=//evil.example/', {}, async (page) => {
      await page.getByLabel('登录名').fill(DESK);
      await page.getByLabel('密码', { exact: true }).fill('dukou-demo');
      await page.getByRole('button', { name: '登录' }).click();
      await page.waitForURL(`${stage.server.url}/`);
    });
  });

  it('says what is wrong with a wrong password, and keeps the login', async () => {
    await stage.visit('/sign-in', { language: 'en' }, async (page) => {
      await page.getByLabel('Login').fill(DESK);
      await page.getByLabel('Password', { exact: true }).fill('wrong');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('alert').getByText('The login or the password is wrong.').waitFor();
      expect(await page.getByRole('textbox', { name: 'Login' }).inputValue()).toBe(DESK);
    });
  });

  it('forgets the person when they sign out', async () => {
    await stage.visit('/', {}, async (page) => {
      await signInAs(page, DESK);
      await page.getByRole('button', { name: /演示前台/ }).click();
      await page.getByRole('button', { name: '退出登录' }).click();
      await page.getByText('已退出登录').first().waitFor();
      await page.goto('/me');
      await page.getByRole('heading', { name: '登录' }).waitFor();
    });
  });

  it('asks again in a dialog when the session has ended, keeps what was typed, and goes on by itself', async () => {
    await stage.visit('/me', {}, async (page) => {
      await signInAs(page, DESK);
      await page.goto('/me');
      await page.getByLabel('现在的密码').fill('dukou-demo');
      await page.getByLabel('新密码').fill('a new long sentence');
      await page.context().clearCookies({ name: 'dukou_session' });
      await page.getByRole('button', { name: '保存' }).click();
      const dialog = page.getByRole('dialog', { name: '登录已过期' });
      await dialog.waitFor();
      await picture(page, 'session-ended');
      expect(await page.getByLabel('新密码').inputValue()).toBe('a new long sentence');
      await dialog.getByLabel('密码', { exact: true }).fill('dukou-demo');
      await dialog.getByRole('button', { name: '登录', exact: true }).click();
      await page
        .getByText(/密码已修改/)
        .first()
        .waitFor();
    });
  });

  it('lets a one-time link set a password, once', async () => {
    const page = await stage.open('/');
    await signInAs(page, 'admin@dukou.example');
    const api = page.context().request;
    const people = (await (await api.get('/api/v1/centres/dukou/people')).json()) as {
      items: { id: string; login: string }[];
    };
    const office = people.items.find(({ login }) => login === 'office@dukou.example');
    const link = await api.post(`/api/v1/centres/dukou/people/${office?.id}/link`, { data: {} });
    expect(link.status()).toBeLessThan(300);
    const { url } = (await link.json()) as { url: string };
    await page.goto(url);
    await page.getByText(/请为自己设一个密码/).waitFor();
    await page.getByLabel('新密码').fill('short');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('密码要有 10 到 200 个字符。').waitFor();
    await page.getByLabel('新密码').fill('ten characters and more');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('密码已设好').first().waitFor();
    await page.goto(url);
    await page.getByText('这个链接已不能使用').waitFor();
    await page.context().close();
  });
});
