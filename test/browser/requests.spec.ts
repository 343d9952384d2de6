import type { Page } from 'playwright-core';
import { picture } from './support/browser.js';
import { setStage, signInAs, type Stage } from './support/stage.js';

const BOOKINGS = '/api/v1/centres/dukou/bookings';

describe('requests', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage({ demo: 'plan' });
  });
  afterAll(() => stage.close());

  /** The member asks for the hall, which the back office decides on; gives the page and the ids. */
  async function ask(count: number, day = 10): Promise<{ member: Page; ids: string[] }> {
    const member = await stage.open('/');
    await signInAs(member, 'member@sunshine.example');
    const ids: string[] = [];
    for (let at = 0; at < count; at++) {
      const date = `2026-09-${day + at}`;
      const data = {
        zone: 'F1-HALL-A',
        start: `${date}T09:00`,
        end: `${date}T10:30`,
        title: `申请${at + 1}`,
        heads: 30,
      };
      const made = await member.request.post(BOOKINGS, { data });
      const { id, status } = (await made.json()) as { id: string; status: string };
      expect(status).toBe('pending');
      ids.push(id);
    }
    return { member, ids };
  }

  it('are decided ten at a time by keys, two with a reason, in at most 14 steps', async () => {
    const { member, ids } = await ask(10);
    await stage.visit('/', {}, async (page) => {
      await signInAs(page, 'office@dukou.example');
      let steps = 0;
      const step = async (act: Promise<unknown>): Promise<void> => {
        steps++;
        await act;
      };
      await step(page.getByRole('link', { name: '申请' }).first().click());
      for (let declined = 0; declined < 2; declined++) {
        await page.locator('[data-current="true"]').waitFor();
        await step(page.keyboard.press('d'));
        await step(page.locator('#decline-reason').fill('需要布置会场'));
        await step(page.keyboard.press('Enter'));
        await page
          .getByText(`未批准“申请${declined + 1}”`)
          .first()
          .waitFor();
      }
      await picture(page, 'requests');
      await step(page.keyboard.press('Shift+X'));
      await step(page.keyboard.press('a'));
      await step(page.getByRole('dialog').getByRole('button', { name: '批准' }).click());
      await page.getByText('没有待审批的申请').waitFor();
      console.log(`ten requests: ${steps} steps`);
      expect(steps).toBeLessThanOrEqual(14);
    });
    const statuses = await Promise.all(
      ids.map(
        async (id) => ((await (await member.request.get(`${BOOKINGS}/${id}`)).json()) as { status: string }).status,
      ),
    );
    expect(statuses).toEqual(['declined', 'declined', ...Array<string>(8).fill('confirmed')]);
    await member.context().close();
  });

  it('are answered with another place, which the asker takes', async () => {
    const { member, ids } = await ask(1, 21);
    await stage.visit('/', {}, async (page) => {
      await signInAs(page, 'office@dukou.example');
      await page.goto('/requests');
      await page.locator('[data-current="true"]').waitFor();
      await page.getByRole('button', { name: /提议改到别处/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('从').selectOption('13:00');
      await dialog.getByLabel('理由（申请人会看到）').fill('上午要开居民大会');
      await picture(page, 'counter-proposal');
      await dialog.getByRole('button', { name: '提议', exact: true }).click();
      await page.getByText('已为“申请1”提议改到别处').first().waitFor();
    });
    await member.goto(`/bookings/${ids[0]}`);
    await member.getByText('对方提议改到别处').waitFor();
    await member
      .getByText(/上午要开居民大会/)
      .first()
      .waitFor();
    await picture(member, 'proposal');
    await member.getByRole('button', { name: '接受', exact: true }).click();
    await member.getByText('已接受，日期已确认').first().waitFor();
    await member.locator('li.date').filter({ hasText: '13:00–14:30' }).getByText('已预约').waitFor();
    await member.context().close();
  });
});
