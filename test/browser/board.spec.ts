import type { Page } from 'playwright-core';
import { picture } from './support/browser.js';
import { board } from './support/journeys/board.js';
import { playerOn } from './support/journeys/journey.js';
import { setStage, signInAs, type Stage } from './support/stage.js';

const MOST_NODES = 1500;
const nodes = (page: Page): Promise<number> => page.evaluate<number>(`document.querySelectorAll('*').length`);

describe('the board', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage.close());

  it(board.name, () => board.play(playerOn(stage, { size: 'desktop', language: 'zh-CN' })));

  it('is worked by keys alone', async () => {
    await stage.visit('/', {}, async (page) => {
      await signInAs(page, 'office@dukou.example');
      await page.goto('/board?date=2026-09-03');
      const grid = page.getByRole('group', { name: '所有空间的时间表' });
      await grid.focus();
      // From the first floor down to the clinic room, from 8:00 on to 14:00.
      for (let row = 0; row < 10; row++) await page.keyboard.press('ArrowDown');
      for (let far = 0; far < 3; far++) await page.keyboard.press('Shift+ArrowRight');
      await page.keyboard.press('Enter');
      await page.locator('[data-field="title"]').fill('键盘预约');
      await page.getByText('可以预约').first().waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: /键盘预约, 14:00–15:00, 义诊室/ }).waitFor();
      await grid.focus();
      await page.keyboard.press('m');
      await page.locator('.ghost').waitFor();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('+');
      await page.locator('.ghost:not(.no) .bubble').getByText('14:30–16:00').waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: /键盘预约, 14:30–16:00/ }).waitFor();
    });
  });

  describe('filtered', () => {
    /** The rows that are drawn; filtered there are few enough to be drawn all at once. */
    const rows = async (page: Page): Promise<string[]> =>
      (
        await page.evaluate<string[]>(`[...document.querySelectorAll('[data-zone]')].map((row) => row.dataset.zone)`)
      ).sort();
    const FILTERS = [
      ['座位', '100', 'seats=100', ['F1', 'F1-HALL', 'F1-HALL-AB', 'F1-HALL-BC', 'F2', 'F2-ELDER', 'F2-KIDS']],
      ['设备', 'screen', 'equipment=screen', ['F3', 'F3-MEET', 'F3-MEET-2', 'F3-MEET-3', 'F3-PERS', 'F3-PERS-3']],
      ['运营单位', 'chunni', 'operator=chunni', ['F2', 'F2-KIDS', 'F2-KIDS-1', 'F2-KIDS-2', 'F2-KIDS-3', 'F2-KIDS-4']],
    ] as const;

    it('shows the zones with the seats, the equipment or the operator asked for, by an address that can be kept', async () => {
      await stage.visit('/', {}, async (page) => {
        await signInAs(page, 'office@dukou.example');
        for (const [label, value, address, zones] of FILTERS) {
          await page.goto('/board?date=2026-09-03');
          await page.locator('[data-zone="F1"]').waitFor();
          await page.getByLabel(label, { exact: true }).selectOption(value);
          await page.waitForURL(`**/board?date=2026-09-03&${address}`);
          for (const zone of zones) await page.locator(`[data-zone="${zone}"]`).waitFor();
          expect(await rows(page)).toEqual(zones);
          await page.reload();
          for (const zone of zones) await page.locator(`[data-zone="${zone}"]`).waitFor();
          expect(await rows(page)).toEqual(zones);
          expect(await page.getByLabel(label, { exact: true }).inputValue()).toBe(value);
        }
      });
    });

    it('shows what is free from one time to another, also after a reload and beside another filter', async () => {
      await stage.visit('/', {}, async (page) => {
        await signInAs(page, 'office@dukou.example');
        const taken = { zone: 'F3-MEET-2', start: '2026-09-04T14:00', end: '2026-09-04T15:00', title: '占用会议室' };
        expect((await page.request.post('/api/v1/centres/dukou/bookings', { data: taken })).status()).toBe(201);
        await page.goto('/board?date=2026-09-04&equipment=screen');
        await page.locator('[data-zone="F3-MEET-2"]').waitFor();
        await page.getByLabel('空闲从').selectOption('14:00');
        await page.getByLabel('空闲到').selectOption('16:00');
        const free = ['F3', 'F3-MEET', 'F3-MEET-3', 'F3-PERS', 'F3-PERS-3'];
        await page.locator('[data-zone="F3-MEET-2"]').waitFor({ state: 'detached' });
        expect(await rows(page)).toEqual(free);
        await page.reload();
        await page.locator('[data-zone="F3-MEET-3"]').waitFor();
        expect(await rows(page)).toEqual(free);
        expect(new URL(page.url()).searchParams.toString()).toBe(
          'date=2026-09-04&equipment=screen&start=14:00&end=16:00'.replaceAll(':', '%3A'),
        );
        await page.getByLabel('空闲从').selectOption('15:00');
        await page.locator('[data-zone="F3-MEET-2"]').waitFor();
      });
    });

    it('is an operator its own board first: the zones it runs and those it has booked, and all when it asks', async () => {
      await stage.visit('/', {}, async (page) => {
        await signInAs(page, 'manager@chunni.example');
        const own = {
          zone: 'F3-MEET-3',
          start: '2026-09-08T10:00',
          end: '2026-09-08T11:00',
          title: '家长会',
          operator: 'chunni',
        };
        expect((await page.request.post('/api/v1/centres/dukou/bookings', { data: own })).status()).toBe(201);
        await page.goto('/board?date=2026-09-08');
        const zones = [
          'F2',
          'F2-KIDS',
          'F2-KIDS-1',
          'F2-KIDS-2',
          'F2-KIDS-3',
          'F2-KIDS-4',
          'F3',
          'F3-MEET',
          'F3-MEET-3',
        ];
        for (const zone of zones) await page.locator(`[data-zone="${zone}"]`).waitFor();
        expect(await rows(page)).toEqual(zones);
        await page.getByRole('button', { name: /家长会, 10:00–11:00/ }).waitFor();
        await picture(page, 'board-own');
        await page.getByLabel('运营单位', { exact: true }).selectOption('');
        await page.waitForURL('**/board?date=2026-09-08&operator=all');
        await page.locator('[data-zone="F1-CHESS"]').waitFor();
        await page.reload();
        await page.locator('[data-zone="F1-CHESS"]').waitFor();
      });
    });
  });

  it('keeps few nodes with 200 zones and 5,000 bookings in a week, however it is scrolled', async () => {
    await stage.visit('/', {}, async (page) => {
      await signInAs(page, 'office@dukou.example');
      const [sample] = ((await (await page.request.get('/api/v1/centres/dukou/zones')).json()) as { items: object[] })
        .items;
      const zones = Array.from({ length: 200 }, (_, at) => ({
        ...sample,
        ...{
          code: `Z${at}`,
          name: `空间${at}`,
          nameEn: `Zone ${at}`,
          parent: null,
          kind: 'node',
          mode: 'exclusive',
          seats: 20,
        },
      }));
      const day = (at: number): string => `2026-09-0${1 + (at % 5)}`;
      const scheduled = zones.map((zone) => ({
        ...zone,
        open: [1, 2, 3, 4, 5].map((date) => ({
          start: `2026-09-0${date}T08:00:00+08:00`,
          end: `2026-09-0${date}T21:00:00+08:00`,
        })),
        closures: [],
        occurrences: Array.from({ length: 25 }, (_, at) => {
          const hour = String(8 + 2 * Math.floor(at / 5)).padStart(2, '0');
          const times = { start: `${day(at)}T${hour}:00:00+08:00`, end: `${day(at)}T${hour}:45:00+08:00` };
          const id = `${zone.code}-${at}`;
          return {
            ...times,
            zone: zone.code,
            status: 'confirmed',
            id,
            booking: id,
            title: '预约',
            setupMinutes: 0,
            cleanupMinutes: 0,
          };
        }),
      }));
      await page.route('**/centres/dukou/zones', (route) => route.fulfill({ json: { items: zones } }));
      await page.route('**/centres/dukou/schedule**', (route) => {
        const span = {
          start: '2026-08-31T00:00:00+08:00',
          end: '2026-09-07T00:00:00+08:00',
          timeZone: 'Asia/Shanghai',
        };
        return route.fulfill({ json: { ...span, zones: scheduled } });
      });
      const since = performance.now();
      await page.goto('/board?view=week');
      await page.locator('[data-block]').first().waitFor();
      const opened = performance.now() - since;
      const seen = [await nodes(page)];
      for (const part of [0.3, 0.6, 1]) {
        await page.evaluate(
          `{ const box = document.querySelector('.board'); box.scrollTo(0, box.scrollHeight * ${part}); }`,
        );
        await page.locator(`[data-zone="Z${Math.min(199, Math.round(200 * part))}"]`).waitFor();
        seen.push(await nodes(page));
      }
      console.log(`board, 200 zones, 5,000 bookings: ${seen.join(', ')} nodes; open after ${opened.toFixed(0)} ms`);
      expect(Math.max(...seen)).toBeLessThanOrEqual(MOST_NODES);
      await picture(page, 'board-large');
    });
  });

  it('shows a phone the same day as a list, with the same actions', async () => {
    await stage.visit('/', { size: 'phone', language: 'en' }, async (page) => {
      await signInAs(page, 'desk@dukou.example');
      await page.goto('/board?date=2026-09-03&zone=F3-MEET-2');
      await page.getByRole('button', { name: 'Free: book' }).first().click();
      await page.getByText('It is free').first().waitFor();
      await picture(page, 'board-phone-book');
    });
  });
});
