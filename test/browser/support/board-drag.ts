import type { Page } from 'playwright-core';
import type { Point } from './steps.js';

/** A point of a zone's row on the board: the hour of the day it stands for, from 8 to 21. */
export async function pointAt(page: Page, zone: string, hour: number): Promise<Point> {
  const box = await page.locator(`[data-zone="${zone}"]`).boundingBox();
  if (!box) throw new Error(`${zone} is not in sight`);
  return { x: box.x + (box.width * (hour - 8)) / 13, y: box.y + 14 };
}

/** Takes hold there and draws on, without letting go. */
export async function dragTo(page: Page, from: Point, to: Point): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 6 });
}
