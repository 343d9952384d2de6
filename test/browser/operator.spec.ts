import type { Page } from 'playwright-core';
import { picture } from './support/browser.js';
import { signedIn } from './support/person.js';
import { setStage, signInAs, type Stage } from './support/stage.js';

const MANAGER = 'manager@chunni.example';

describe('the screens of an operator', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage.close());

  /** What somebody else does meanwhile, by the API. */
  async function bookAs(login: string, booking: object): Promise<string> {
    const person = await signedIn(stage.server.url, login);
    return (await person.post<{ id: string }>('bookings', booking)).id;
  }

  const request = (title: string, start: string, end: string) =>
    bookAs('member@sunshine.example', { zone: 'F2-KIDS-1', start, end, title, heads: 8, operator: 'sunshine' });

  const asManager = async (path: string, act: (page: Page) => Promise<void>): Promise<void> => {
    await stage.visit(path, {}, async (page) => {
      await signInAs(page, MANAGER);
      await act(page);
    });
  };

  it('say what is next, what waits to be decided, and how far the agreements are used', async () => {
    const id = await request('亲子阅读', '2026-09-06T13:00', '2026-09-06T14:00');
    await bookAs(MANAGER, {
      zone: 'F3-MEET-2',
      start: '2026-09-01T17:00',
      end: '2026-09-01T18:30',
      title: '理事会',
      operator: 'chunni',
    });
    await asManager('/', async (page) => {
      await page.getByRole('link', { name: '运营', exact: true }).first().click();
      await page.getByRole('heading', { name: '运营概览' }).waitFor();
      await page.getByRole('link', { name: '理事会' }).waitFor();
      await page.getByText('已用 1小时30分钟', { exact: false }).waitFor();
      await page.getByText('审批这里的预约申请').waitFor();
      await page.getByText(/每月应有 8小时/).waitFor();
      await picture(page, 'operator-overview');
      await page.getByRole('link', { name: '亲子阅读' }).click();
      await page.waitForURL(`**/bookings/${id}`);
      await page.getByRole('heading', { name: '亲子阅读' }).waitFor();
    });
  });

  it('list the bookings of the operator, with the filters in the address', async () => {
    await bookAs(MANAGER, {
      zone: 'F3-MEET-2',
      start: '2026-09-09T10:00',
      end: '2026-09-09T11:00',
      title: '例会',
      operator: 'chunni',
    });
    await asManager('/operator/bookings?zone=F3-MEET-2&from=2026-09-09&to=2026-09-09', async (page) => {
      await page.getByText('例会').waitFor();
      expect(await page.getByText('理事会').count()).toBe(0);
      await page.getByLabel('状态').selectOption('cancelled');
      await page.getByText('没有符合的预约').waitFor();
      expect(new URL(page.url()).searchParams.get('status')).toBe('cancelled');
      await page.getByRole('button', { name: '清除筛选' }).click();
      await page.getByText('例会').waitFor();
    });
  });

  it('invite somebody by a link shown once, who joins with a new account and can be removed', async () => {
    let link = '';
    await asManager('/operator/members', async (page) => {
      await page.getByLabel('邀请谁').fill('新来的志愿者');
      await page.getByRole('button', { name: '生成邀请链接' }).click();
      link = await page.getByLabel('邀请链接', { exact: true }).inputValue();
      expect(link).toMatch(new RegExp(`^${stage.server.url}/invitation/[\\w-]{43}$`));
      await page.getByText('链接只在这里显示一次', { exact: false }).waitFor();
      await picture(page, 'operator-invited');
      await page.reload();
      await page.getByRole('button', { name: '收回给“新来的志愿者”的邀请' }).waitFor();
      expect(await page.getByLabel('邀请链接', { exact: true }).count()).toBe(0);
    });
    const { pathname } = new URL(link);
    await stage.visit(pathname, { size: 'phone', language: 'en' }, async (page) => {
      await page.getByText('Chunni Public Welfare Association invites you', { exact: false }).waitFor();
      await picture(page, 'invitation');
      await page.getByLabel('Login').fill('volunteer@chunni.example');
      await page.getByLabel('Name', { exact: true }).fill('演示志愿者');
      await page.getByLabel('New password').fill('a long enough sentence');
      await page.getByRole('button', { name: 'Make an account and join' }).click();
      await page.getByRole('heading', { name: "Operator's overview" }).waitFor();
      expect(await page.getByRole('link', { name: 'Members' }).count()).toBe(0);
    });
    await stage.visit(pathname, {}, async (page) => {
      await page.getByText('这个邀请已不能使用').waitFor();
    });
    await asManager('/operator/members', async (page) => {
      await page.getByLabel('演示志愿者的身份').selectOption('manager');
      await page.getByText('演示志愿者现在是负责人').first().waitFor();
      await page.getByRole('button', { name: '移除演示志愿者' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '移除' }).click();
      await page.getByText('演示志愿者已移除').first().waitFor();
      await page.getByRole('button', { name: '移除演示志愿者' }).waitFor({ state: 'detached' });
    });
  });

  it('keep the last manager, and say why', async () => {
    await asManager('/operator/members', async (page) => {
      await page.getByLabel(/演示负责人.*的身份/).selectOption('member');
      await page.getByRole('button', { name: '改为成员' }).click();
      await page.getByText('这是最后一位负责人', { exact: false }).first().waitFor();
      expect(await page.getByLabel(/演示负责人.*的身份/).inputValue()).toBe('manager');
    });
  });

  it('take an invitation back', async () => {
    await asManager('/operator/members', async (page) => {
      await page.getByLabel('邀请谁').fill('写错的人');
      await page.getByLabel('身份', { exact: true }).selectOption('manager');
      await page.getByRole('button', { name: '生成邀请链接' }).click();
      const link = await page.getByLabel('邀请链接', { exact: true }).inputValue();
      await page.getByRole('button', { name: '收回给“写错的人”的邀请' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '收回' }).click();
      await page.getByText('给“写错的人”的邀请已收回').first().waitFor();
      await page.goto(link);
      await page.getByText('这个邀请已不能使用').waitFor();
    });
  });

  it('let who has an account join with it', async () => {
    await asManager('/operator/members', async (page) => {
      await page.getByLabel('邀请谁').fill('阳光的同事');
      await page.getByRole('button', { name: '生成邀请链接' }).click();
      const link = await page.getByLabel('邀请链接', { exact: true }).inputValue();
      await stage.visit(new URL(link).pathname, {}, async (theirs) => {
        await theirs.getByRole('link', { name: '登录后加入' }).waitFor();
        await signInAs(theirs, 'member@sunshine.example');
        await theirs.getByRole('button', { name: '加入' }).click();
        await theirs.getByRole('heading', { name: '运营概览' }).waitFor();
        await theirs.getByRole('group', { name: '代表哪个单位' }).waitFor();
        expect(new URL(theirs.url()).search).toBe('?as=chunni');
        await picture(theirs, 'operator-two');
      });
    });
  });

  it('set the hours of an own zone, with a choice for each booking that they leave outside', async () => {
    await asManager('/operator/hours?zone=F2-KIDS-1', async (page) => {
      await page.getByRole('button', { name: '自己的时间' }).click();
      await page.getByLabel('周二 第1段 结束').selectOption('18:00');
      await page.getByRole('button', { name: '保存', exact: true }).click();
      await page.getByRole('heading', { name: /\d+ 个预约日期受影响/ }).waitFor();
      const save = page.getByRole('button', { name: '按此保存' });
      expect(await save.isDisabled()).toBe(true);
      await page.getByRole('button', { name: '全部保留' }).click();
      await page.getByLabel(/Nursery class 9\/1周二 15:30 怎么办/).selectOption('cancel');
      expect(await save.isDisabled()).toBe(true);
      await page.getByLabel('取消的原因', { exact: false }).first().fill('老师培训');
      expect(await page.getByLabel(/取消 .* 9\/1周二 15:30 的原因/).inputValue()).toBe('老师培训');
      await picture(page, 'operator-hours-impact');
      await save.click();
      await page.getByText('开放时间已保存').first().waitFor();
      await page.getByRole('row', { name: '9/1周二 15:30–18:00' }).waitFor();
    });
  });

  it('ask the centre for hours beyond its own, see that it waits, and can take it back', async () => {
    await asManager('/operator/hours?zone=F2-KIDS-2', async (page) => {
      await page.getByLabel('申请某一天超出中心开放时间').check();
      const date = page.getByRole('combobox', { name: '日期' });
      await date.fill('2026年9月12日');
      await date.press('Enter');
      await page.getByLabel('关门', { exact: true }).fill('22:00');
      await page.getByLabel('原因（大家会看到）').fill('亲子观星夜');
      await page.getByRole('button', { name: '保存', exact: true }).click();
      await page.getByText('已向中心申请', { exact: false }).first().waitFor();
      await page.getByText('等中心答复', { exact: true }).waitFor();
      await page.getByText('9/12周六 09:00–22:00').waitFor();
      await picture(page, 'operator-hours-asked');
      await page.getByRole('button', { name: '收回申请' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '收回申请' }).click();
      await page.getByText('已收回', { exact: true }).waitFor();
    });
  });

  it('tell by a bell what has come, and are quiet when it is read', async () => {
    await request('绘本故事', '2026-09-13T13:00', '2026-09-13T14:00');
    await request('手工课', '2026-09-13T15:00', '2026-09-13T16:00');
    await asManager('/', async (page) => {
      const unread = await page.getByRole('link', { name: /通知，\d+ 条未读/ }).getAttribute('aria-label');
      const count = Number(/\d+/.exec(unread ?? '')?.[0]);
      expect(count).toBeGreaterThanOrEqual(2);
      await page.getByRole('link', { name: /^通知/ }).click();
      await page.getByText(/有申请等您审批：暖“新”托班 9\/13周日 15:00/).waitFor();
      await picture(page, 'notices');
      await page.getByRole('button', { name: /标为已读：.*15:00/ }).click();
      await page.getByRole('link', { name: `通知，${count - 1} 条未读` }).waitFor();
      await page.getByRole('button', { name: '全部标为已读' }).click();
      await page.getByRole('link', { name: '通知，没有未读' }).waitFor();
      await page.getByRole('button', { name: '未读', exact: true }).click();
      await page.getByText('没有未读的通知').waitFor();
      await page.getByRole('button', { name: '全部', exact: true }).click();
      await page.getByText(/有申请等您审批：.*15:00/).click();
      await page.getByRole('heading', { name: '手工课' }).waitFor();
    });
  });
});
