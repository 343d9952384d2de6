/**
 * Makes the pictures of the README anew, from the built server with the demo centre on a morning of term:
 *
 *     npm run build && node test/browser/pictures.mjs
 *
 * A machine without a CJK font shows boxes for the Chinese texts (Debian: `apt-get install fonts-noto-cjk`).
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import unpackBrowser from './support/browser.setup.mjs';

const NOW = '2026-10-14T10:20:00+08:00';
const TO = fileURLToPath(new URL('../../data/pictures/', import.meta.url));
const DESK = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 780 };

const PICTURES = [
  { name: 'today', path: '/', size: DESK },
  { name: 'board', path: '/board', size: DESK, login: 'office@dukou.example', rollBy: 390 },
  { name: 'requests', path: '/requests', size: DESK, login: 'office@dukou.example' },
  { name: 'plan', path: '/plan', size: DESK, language: 'en' },
  {
    name: 'book',
    path: `/book?zone=F3-MEET-2&start=2026-10-21T14:00&end=2026-10-21T16:00`,
    size: DESK,
    login: 'office@dukou.example',
  },
  { name: 'phone', path: '/', size: PHONE },
];

async function serve() {
  const dataDir = mkdtempSync(join(tmpdir(), 'dukou-pictures-'));
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: 'test',
    DATA_DIR: dataDir,
    DEMO: 'full',
    LOG_LEVEL: 'error',
    EVENT_STREAMS: '0',
  };
  const server = fork(fileURLToPath(new URL('./support/serve.mjs', import.meta.url)), {
    env: { ...env, HOST: '127.0.0.1', PORT: '0', TEST_NOW: NOW },
  });
  const [{ url }] = await once(server, 'message');
  return { url, stop: () => (server.kill(), rmSync(dataDir, { recursive: true, force: true })) };
}

async function signIn(page, login) {
  await page.goto('/sign-in');
  await page.locator('input[autocomplete=username]').fill(login);
  await page.locator('input[type=password]').fill('dukou-demo');
  await page.locator('input[type=password]').press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

mkdirSync(TO, { recursive: true });
await unpackBrowser();
const server = await serve();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-zygote'],
});
for (const { name, path, size, login, rollBy, language = 'zh-CN' } of PICTURES) {
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: size,
    locale: language,
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  await context.addCookies([{ name: 'dukou_view', value: `${language}.light.normal`, url: server.url }]);
  const page = await context.newPage();
  if (login) await signIn(page, login);
  await page.goto(path);
  await page.waitForLoadState('networkidle');
  if (rollBy) await page.evaluate(`document.querySelector('.board').scrollTo(0, ${rollBy})`);
  await page.screenshot({ path: join(TO, `${name}.png`) });
  await context.close();
  console.log(`${name}.png`);
}
await browser.close();
server.stop();
