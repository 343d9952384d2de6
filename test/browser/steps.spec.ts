import type { Page } from 'playwright-core';
import { pointAt } from './support/board-drag.js';
import { picture } from './support/browser.js';
import { signedIn } from './support/person.js';
import { setStage, signInAs, type Stage } from './support/stage.js';
import { countSteps } from './support/steps.js';

const OFFICE = 'office@dukou.example';
const SERIES = '合唱分部';

/** Frames that a board may take until all of it has been drawn once. */
const MOST_TURNS = 500;

/** What people do most, from the signed-in start page, in as few steps as they may take; each ends with what was done. */
describe('in few steps', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage.close());

  const as = (login: string, act: (page: Page) => Promise<void>): Promise<void> =>
    stage.visit('/', {}, async (page) => {
      await signInAs(page, login);
      await page.getByLabel('人数').waitFor();
      await act(page);
    });
  const link = (page: Page, name: string) => page.getByRole('navigation').getByRole('link', { name }).first();

  /** Rolls the board on, and around again, until the row is drawn: it draws only those in sight. */
  async function scrollTo(page: Page, zone: string): Promise<void> {
    const row = page.locator(`[data-zone="${zone}"]`);
    const roll = `new Promise((drawn) => {
      const board = document.querySelector('.board');
      const isAtEnd = board && board.scrollTop + board.clientHeight >= board.scrollHeight - 1;
      board?.scrollTo(0, isAtEnd ? 0 : board.scrollTop + 120);
      requestAnimationFrame(() => requestAnimationFrame(drawn));
    })`;
    for (let turn = 0; turn < MOST_TURNS && (await row.count()) === 0; turn++) await page.evaluate(roll);
    await row.scrollIntoViewIfNeeded();
  }

  it('one sees what is free for 30 people from 14:00 to 16:00, and books one of them', async () => {
    await as(OFFICE, async (page) => {
      const seeing = countSteps(page, 'find');
      await seeing.fill(page.getByLabel('人数'), '30');
      await seeing.choose(page.getByLabel('从'), '14:00');
      await page.getByRole('heading', { name: /^14:00–16:00，30人：\d+ 处空闲$/ }).waitFor();
      seeing.done();
      const names = await page.locator('.hit .zone').allInnerTexts();
      expect(names).toContain('培训室');
      expect(names).toContain('棋艺空间');
      // The workshop is taken from 14:00, the nursery opens at 15:30, the meeting rooms have 20 seats.
      for (const none of ['幸福工坊', '暖“新”托班', '会议室二']) expect(names).not.toContain(none);
      await picture(page, 'find-free');
      await page.reload();
      await page.locator('.hit').first().waitFor();
      expect(await page.locator('.hit .zone').allInnerTexts()).toEqual(names);

      const booking = countSteps(page, 'book');
      await booking.click(page.locator('.hit').first().getByRole('link', { name: '预约', exact: true }));
      await booking.fill(page.locator('[data-field="title"]'), '读书会');
      await booking.click(page.locator('[data-action="book"]'));
      await page.getByRole('heading', { name: '预约成功' }).waitFor();
      booking.done();
      await page.locator('li.date').getByText('14:00–16:00').waitFor();
      await picture(page, 'booked');
    });
  });

  it('one books a term, sees why a date is refused, and takes that one at an alternative', async () => {
    const other = await signedIn(stage.server.url, OFFICE);
    const clash = { zone: 'F3-MEET-2', start: '2026-09-10T14:00', end: '2026-09-10T15:00', title: '面谈' };
    await other.post('bookings', clash);
    await as(OFFICE, async (page) => {
      const steps = countSteps(page, 'series');
      await steps.click(link(page, '预约'));
      await steps.pick(page.getByRole('combobox', { name: '空间' }), '会议室一');
      await steps.pick(page.getByRole('combobox', { name: '日期' }), '2026年9月3日');
      await steps.choose(page.getByLabel('从'), '14:00');
      await steps.fill(page.locator('[data-field="title"]'), SERIES);
      await steps.click(page.getByRole('button', { name: '每周' }));
      await steps.click(page.getByRole('button', { name: '2027年6月30日' }));
      const refused = page.locator('.date.refused');
      await refused.getByText(/已被占用：14:00–15:00 面谈/).waitFor();
      await picture(page, 'series-refused');
      const place = refused.getByRole('button').first();
      const label = await place.innerText();
      await steps.click(place);
      await page
        .getByText(/\d+ 个日期都可以/)
        .first()
        .waitFor();
      await steps.click(page.locator('[data-action="book"]'));
      await page.getByRole('heading', { name: '预约成功' }).waitFor();
      steps.done();
      expect(await page.locator('li.date').filter({ hasText: '9/10' }).innerText()).toContain(label);
      expect(await page.locator('li.date').count()).toBeGreaterThan(35);
      await picture(page, 'series-booked');
    });
  });

  it('one moves a single date of that series on the board, and may take it back', async () => {
    await as(OFFICE, async (page) => {
      const steps = countSteps(page, 'move');
      await steps.click(link(page, '看板'));
      await steps.pick(page.getByRole('combobox', { name: '日期' }), '2026年9月24日');
      // From here on nothing of the day before is drawn.
      await page.getByRole('heading', { name: '2026年9月24日' }).waitFor();
      await scrollTo(page, 'F3-MEET-2');
      await page.getByRole('button', { name: new RegExp(`${SERIES}, 14:00–16:00`) }).waitFor();
      await steps.drag(await pointAt(page, 'F3-MEET-2', 14.2), await pointAt(page, 'F3-MEET-2', 16.7));
      await page.getByText('9/24周四 14:00–16:00 会议室一 → 9/24周四 16:30–18:30 会议室一').first().waitFor();
      steps.done();
      await picture(page, 'board-moved-date');
      await page.getByRole('button', { name: '撤销' }).click();
      await page.getByRole('button', { name: new RegExp(`${SERIES}, 14:00–16:00`) }).waitFor();
    });
  });

  it('one decides ten requests by keys, two of them with a reason', async () => {
    const member = await signedIn(stage.server.url, 'member@sunshine.example');
    const office = await signedIn(stage.server.url, OFFICE);
    // Those of the demo are decided first, so that ten wait.
    const { items } = await office.get<{ items: { id: string }[] }>('bookings?status=pending&limit=100');
    // One of them has been answered with another place, which its asker takes.
    const manager = await signedIn(stage.server.url, 'manager@chunni.example');
    for (const { id } of items)
      await office.post(`bookings/${id}/approve`).catch(() => manager.post(`bookings/${id}/proposal/accept`));
    const ids: string[] = [];
    for (let at = 1; at <= 10; at++) {
      const day = `2026-10-${9 + at}`;
      const times = { zone: 'F1-HALL-A', start: `${day}T09:00`, end: `${day}T10:30` };
      const made = await member.post<{ id: string; status: string }>('bookings', {
        ...times,
        title: `申请${at}`,
        heads: 30,
      });
      expect(made.status).toBe('pending');
      ids.push(made.id);
    }
    await as(OFFICE, async (page) => {
      const steps = countSteps(page, 'decide');
      await steps.click(link(page, '申请'));
      for (let declined = 1; declined <= 2; declined++) {
        await page.locator('[data-current="true"]').getByText(`申请${declined}`).waitFor();
        await steps.press('d');
        await steps.fill(page.locator('#decline-reason'), '需要布置会场');
        await steps.press('Enter');
        await page.getByText(`未批准“申请${declined}”`).first().waitFor();
      }
      await picture(page, 'requests');
      await steps.press('Shift+X');
      await steps.press('a');
      await steps.click(page.getByRole('dialog').getByRole('button', { name: '批准' }));
      await page.getByText('没有待审批的申请').waitFor();
      await page.getByText('申请3 10/12周一 09:00–10:30 社区大客厅 东厅').first().waitFor();
      steps.done();
      await picture(page, 'requests-decided');
    });
    const statuses = await Promise.all(
      ids.map(async (id) => (await member.get<{ status: string }>(`bookings/${id}`)).status),
    );
    expect(statuses).toEqual(['declined', 'declined', ...Array<string>(8).fill('confirmed')]);
  });

  it('the desk books for an elder, and the slip is printed', async () => {
    await as('desk@dukou.example', async (page) => {
      await page.evaluate('window.print = () => { document.body.dataset.printed = "yes"; }');
      const steps = countSteps(page, 'desk');
      await steps.click(link(page, '受理'));
      await steps.pick(page.getByRole('combobox', { name: '空间' }), '会议室二');
      await steps.click(page.locator('.slot').nth(2));
      await steps.fill(page.getByLabel('姓名', { exact: true }), '王奶奶');
      await steps.fill(page.getByLabel('电话'), '0570-5550123');
      await steps.click(page.locator('[data-action="desk-book"]'));
      await page.locator('.slip').waitFor();
      await page.locator('body[data-printed]').waitFor();
      steps.done();
      await page.locator('.slip').getByText('会议室二').waitFor();
      await picture(page, 'slip-printed');
    });
  });

  it('an admin closes a room at 17:00 on Fridays, with its bookings moved or cancelled', async () => {
    await as('admin@dukou.example', async (page) => {
      const steps = countSteps(page, 'hours');
      await steps.click(link(page, '管理'));
      await steps.click(page.getByRole('link', { name: '开放时间' }));
      await steps.choose(page.getByLabel('看谁的开放时间'), 'F2-KIDS-4');
      await page.getByText('现在跟随').waitFor();
      await steps.choose(page.getByLabel('星期五 第1段 结束'), '17:00');
      await picture(page, 'admin-hours-change');
      await steps.click(page.getByRole('button', { name: '查看影响并保存' }));
      await page.getByRole('heading', { name: /有 \d+ 场预约受影响/ }).waitFor();
      await picture(page, 'admin-hours-impact');
      await steps.click(page.getByRole('button', { name: '取消', exact: true }).first());
      await steps.click(page.getByRole('button', { name: '各自改到首选方案' }));
      const reason = page.getByLabel('取消的原因');
      if (await reason.isVisible()) await steps.fill(reason, '周五提早关门');
      await steps.click(page.getByRole('button', { name: '确定并保存' }));
      await page
        .getByText(/场预约已按您的选择处理/)
        .first()
        .waitFor();
      await page
        .getByText(/：改到 |：已取消/)
        .first()
        .waitFor();
      steps.done();
      expect(await page.getByLabel('星期五 第1段 结束').inputValue()).toBe('17:00');
      await picture(page, 'admin-hours-saved');
    });
  });
});
