import type { Page } from 'playwright-core';
import type { Screen } from './screens.js';

const OFFICE = 'office@dukou.example';
const ADMIN = 'admin@dukou.example';
const MEMBER = 'member@sunshine.example';

/** Takes hold of free time on the board, or taps the first free time where the board is a list. */
async function drawOnBoard(page: Page): Promise<void> {
  // Above what lies over the lower edge of a small screen.
  const row = page.locator('[data-zone="F1-HALL-A"]');
  if ((await row.count()) === 0) return page.locator('.entry button').first().click();
  const box = await row.boundingBox();
  if (!box) throw new Error('the board has no row');
  await page.mouse.move(box.x + box.width * 0.5, box.y + 14);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 14, { steps: 4 });
  await page.mouse.up();
  await page.locator('[data-field="title"]').waitFor();
}

const TIMETABLE = '**/centres/dukou/schedule**';

/** The page once more, without the timetable it needs. */
async function loseTimetable(page: Page): Promise<void> {
  await page.route(TIMETABLE, (route) => route.abort());
  await page.reload();
  await page.locator('[role="alert"]').waitFor();
}

/** The page once more, while the timetable is on its way. */
async function awaitTimetable(page: Page): Promise<void> {
  await page.route(TIMETABLE, () => undefined);
  await page.reload();
  await page.locator('.skeleton').first().waitFor();
}

/** What needs something to be there first, and states that a screen comes into: dialogs, impact lists, nothing found. */
export const STATES: readonly Screen[] = [
  {
    path: '/',
    state: 'the timetable cannot be read',
    ready: 'article',
    other: { size: 'phone', language: 'en', theme: 'dark' },
    open: loseTimetable,
  },
  {
    path: '/board',
    state: 'the timetable cannot be read',
    ready: '[data-block], .zone',
    other: { size: 'phone', language: 'en', theme: 'dark' },
    signedIn: true,
    open: loseTimetable,
  },
  {
    path: '/board',
    state: 'the timetable is on its way',
    ready: '[data-block], .zone',
    other: { size: 'phone', language: 'en', theme: 'dark' },
    signedIn: true,
    open: awaitTimetable,
  },
  { path: '/board?view=week', ready: '[data-block]', other: { size: 'tablet', theme: 'dark' }, signedIn: true },
  { path: '/board?view=month', ready: '[data-zone], .zone', other: { size: 'phone', language: 'en' }, signedIn: true },
  {
    path: '/board?date=2026-09-03',
    state: 'with the form beside',
    ready: '[data-zone], .zone',
    other: { language: 'en', theme: 'dark' },
    signedIn: true,
    login: OFFICE,
    open: drawOnBoard,
  },
  {
    path: '/requests?request=:request',
    ready: '.detail .row',
    other: { size: 'phone', language: 'en', theme: 'dark' },
    signedIn: true,
    login: OFFICE,
  },
  {
    path: '/requests?request=:request',
    state: 'declined with a reason',
    ready: '.detail .facts',
    other: { size: 'phone', language: 'en' },
    signedIn: true,
    login: OFFICE,
    open: (page) => page.keyboard.press('d').then(() => page.locator('#decline-reason').waitFor()),
  },
  {
    path: '/requests?request=:request',
    state: 'counter-proposal',
    ready: '.detail .facts',
    other: { size: 'phone', language: 'en', theme: 'dark', isLarge: true },
    signedIn: true,
    login: OFFICE,
    open: (page) => page.keyboard.press('c').then(() => page.getByRole('dialog').waitFor()),
  },
  {
    path: '/bookings/:series',
    ready: '.facts',
    other: { size: 'phone', language: 'en', theme: 'dark' },
    signedIn: true,
    login: OFFICE,
  },
  {
    path: '/bookings/:series',
    state: 'edit one date, with the difference',
    ready: '.facts',
    other: { size: 'phone', language: 'en', theme: 'dark', isLarge: true },
    signedIn: true,
    login: OFFICE,
    open: async (page) => {
      await page.locator('li.date button').first().click();
      await page.getByRole('dialog').locator('select').first().selectOption('16:00');
      await page.locator('.difference').waitFor();
    },
  },
  {
    path: '/bookings/:series',
    state: 'another rule, with every date',
    ready: '.facts',
    other: { size: 'phone', language: 'en', theme: 'dark' },
    signedIn: true,
    login: OFFICE,
    open: async (page) => {
      await page.locator('.head .button').first().click();
      await page.getByRole('dialog').locator('.now .button').click();
      await page.getByRole('dialog').locator('.day[aria-pressed="false"]').first().click();
      await page.locator('.difference .fate').first().waitFor();
    },
  },
  {
    path: '/bookings/:series',
    state: 'edit all',
    ready: '.facts',
    other: { size: 'tablet', language: 'en', theme: 'dark' },
    signedIn: true,
    login: OFFICE,
    open: (page) => page.locator('.head .button').first().click(),
  },
  {
    path: '/bookings/:series',
    state: 'cancel',
    ready: '.facts',
    other: { size: 'phone', language: 'en', theme: 'dark' },
    signedIn: true,
    login: OFFICE,
    open: (page) => page.locator('.head .danger').click(),
  },
  {
    path: '/bookings/:countered',
    state: 'with a counter-proposal',
    ready: '.proposal',
    other: { size: 'phone', language: 'en', theme: 'dark' },
    signedIn: true,
    login: MEMBER,
  },
  {
    path: '/bookings?status=expired',
    state: 'empty',
    ready: '.empty',
    other: { size: 'phone', language: 'en', theme: 'dark' },
    signedIn: true,
  },
  {
    path: '/bookings/00000000-0000-7000-8000-000000000000',
    state: 'not found',
    ready: '[role="alert"]',
    other: { size: 'phone', language: 'en', theme: 'dark' },
    signedIn: true,
  },
  { path: '/slip/:slip', ready: '.card', other: { size: 'phone', language: 'en', theme: 'dark', isLarge: true } },
  { path: '/welcome/:welcome', ready: 'form', other: { size: 'phone', language: 'en', theme: 'dark' } },
  { path: '/invitation/:invitation', ready: 'form', other: { size: 'phone', language: 'en', isLarge: true } },
  {
    path: '/admin/hours/F2-KIDS-4',
    state: 'impact list',
    ready: '.days',
    other: { size: 'phone', language: 'en', theme: 'dark' },
    signedIn: true,
    login: ADMIN,
    open: async (page) => {
      // A beginning and an end for each day: Friday's end.
      await page.locator('.days select').nth(9).selectOption('17:00');
      await page.locator('.foot .primary').click();
      await page.locator('ul.dates .chip').first().waitFor();
    },
  },
  {
    path: '/admin/closures',
    state: 'new closure',
    ready: '.closure',
    other: { size: 'phone', language: 'en', theme: 'dark' },
    signedIn: true,
    login: ADMIN,
    open: (page) => page.locator('main .button.primary').first().click(),
  },
  {
    path: '/admin/people',
    state: 'new person',
    ready: '.person',
    other: { size: 'tablet', language: 'en', theme: 'dark' },
    signedIn: true,
    login: ADMIN,
    open: (page) => page.locator('main .button.primary').first().click(),
  },
  {
    path: '/admin/operators/chunni',
    state: 'end of an agreement',
    ready: '.track',
    other: { size: 'phone', language: 'en', theme: 'dark' },
    signedIn: true,
    login: ADMIN,
    open: async (page) => {
      await page.locator('.card .danger').last().click();
      await page.locator('#end-reason').fill('合同提前终止');
      await page.locator('form .button').first().click();
      await page.locator('#all-bookings').waitFor();
    },
  },
];
