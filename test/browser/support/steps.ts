import { appendFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';

/** What people do most, with the steps that the best of MRBS and LibreBooking takes, counted in their screens. */
const TASKS = {
  find: { task: 'see what is free for 30 people 14:00–16:00 today', peers: 9, most: 3 },
  book: { task: 'book one of them', peers: 5, most: 4 },
  series: { task: 'weekly series to 30 June, its one clash at an alternative', peers: 24, most: 10 },
  move: { task: 'move one date of it', peers: 7, most: 3 },
  decide: { task: 'decide ten requests, two with a reason', peers: 28, most: 14 },
  desk: { task: 'book for an elder at the desk, with a printed slip', peers: 9, most: 6 },
  hours: { task: 'a room closes at 17:00 on Fridays, its bookings dealt with', peers: 'impossible', most: 10 },
} as const;

/** A person's way through the screens: each click, key, field typed or chosen, drag and page load is one step. */
export interface Steps {
  click(target: Locator): Promise<void>;
  press(key: string): Promise<void>;
  fill(target: Locator, text: string): Promise<void>;
  /** Types into a field that offers what fits, and takes the first of it. */
  pick(target: Locator, text: string): Promise<void>;
  choose(target: Locator, value: string): Promise<void>;
  drag(from: Point, to: Point): Promise<void>;
  /** Fails when there were more than may be, and hands the count in for the table at the end of the run. */
  done(): void;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export function countSteps(page: Page, name: keyof typeof TASKS): Steps {
  const { task, peers, most } = TASKS[name];
  let ours = 0;
  const step = async (act: () => Promise<unknown>): Promise<void> => {
    ours++;
    await act();
  };
  // A page that is loaded anew counts, whatever made it load.
  page.on('domcontentloaded', () => ours++);
  return {
    click: (target) => step(() => target.click()),
    press: (key) => step(() => page.keyboard.press(key)),
    fill: (target, text) => step(() => target.fill(text)),
    choose: (target, value) => step(() => target.selectOption(value)),
    pick: (target, text) =>
      step(async () => {
        await target.fill(text);
        await target.press('Enter');
      }),
    drag: (from, to) =>
      step(async () => {
        await page.mouse.move(from.x, from.y);
        await page.mouse.down();
        await page.mouse.move(to.x, to.y, { steps: 8 });
        await page.locator('.ghost:not(.no)').waitFor();
        await page.mouse.up();
      }),
    done: () => {
      appendFileSync(process.env['STEPS_FILE'] ?? '/dev/null', `${JSON.stringify({ task, ours, most, peers })}\n`);
      expect(ours).toBeLessThanOrEqual(most);
      expect(ours).toBeGreaterThan(0);
    },
  };
}
