import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

/** Pictures of each step: looked at by people, compared by nobody. */
const ARTEFACTS = fileURLToPath(new URL('../artefacts/', import.meta.url));

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-zygote',
];

export const SIZES = {
  desktop: { width: 1440, height: 900 },
  tablet: { width: 768, height: 1024 },
  phone: { width: 390, height: 844 },
} as const;

export type Size = keyof typeof SIZES;

export interface Look {
  readonly size?: Size;
  readonly language?: 'zh-CN' | 'en';
  readonly theme?: 'light' | 'dark';
  readonly isLarge?: boolean;
  /** Of the device, not of the centre. */
  readonly timeZone?: string;
}

/** The browser that `browser.setup.mjs` has unpacked. */
export function launchBrowser(): Promise<Browser> {
  mkdirSync(ARTEFACTS, { recursive: true });
  const executablePath = process.env['CHROMIUM'];
  if (executablePath === undefined) throw new Error('CHROMIUM is not set: run this in the project "browser" of Jest');
  return chromium.launch({ executablePath, args: FLAGS });
}

/** With `SLOW_MS=900` each answer comes late, by a time of its own up to so many milliseconds, as in a poor net. */
const SLOW_MS = Number(process.env['SLOW_MS'] ?? 0);

async function slowDown(context: BrowserContext): Promise<void> {
  if (SLOW_MS === 0) return;
  let asked = 0;
  await context.route('**', async (route) => {
    await delay(crc32(`${route.request().url()} ${++asked}`) % SLOW_MS);
    // The page may have gone on, or been closed, meanwhile.
    await route.continue().catch(() => undefined);
  });
}

/** A page of a person of their own, as they like the screens; on a device in the centre's time zone unless told otherwise. */
export async function openPage(browser: Browser, url: string, look: Look = {}): Promise<Page> {
  const { size = 'desktop', language = 'zh-CN', theme = 'light', isLarge = false, timeZone = 'Asia/Shanghai' } = look;
  const context = await browser.newContext({
    baseURL: url,
    viewport: SIZES[size],
    hasTouch: size === 'phone',
    timezoneId: timeZone,
    locale: language,
    reducedMotion: 'reduce',
  });
  const value = [language, theme, isLarge ? 'large' : 'normal'].join('.');
  await context.addCookies([{ name: 'dukou_view', value, url }]);
  context.setDefaultTimeout(30_000);
  await slowDown(context);
  return context.newPage();
}

/** Everything a page complains of in its console or throws; a 401 or a lost connection is the browser's to log. */
export function watchErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      errors.push(message.text());
  });
  return errors;
}

/** Keeps a picture of the whole page among the artefacts. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(ARTEFACTS, `${name}.png`), fullPage: true });
}

/** The same of what is in sight, while something is held by the mouse: for the whole page the window is resized, which lets go. */
export async function pictureInSight(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(ARTEFACTS, `${name}.png`) });
}
