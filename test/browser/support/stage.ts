import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openPage, watchErrors, type Look } from './browser.js';
import { startBrowserServer, type BrowserServer, type ServerOptions } from './server.js';

/** One server and one browser for a spec file; every page is closed, and what it complained of is told. */
export interface Stage {
  readonly server: BrowserServer;
  readonly browser: Browser;
  /** Opens the address in a page of its own, hands it over, and throws if it complained of anything. */
  visit(path: string, look: Look, act: (page: Page) => Promise<void>): Promise<void>;
  /** A person's page that stays open, for journeys with several people; the caller closes its context. */
  open(path: string, look?: Look): Promise<Page>;
  close(): Promise<void>;
}

export async function setStage(options: ServerOptions = {}): Promise<Stage> {
  const [server, browser]: [BrowserServer, Browser] = await Promise.all([startBrowserServer(options), launchBrowser()]);
  const open = async (path: string, look: Look = {}): Promise<Page> => {
    const page = await openPage(browser, server.url, look);
    await page.goto(path);
    return page;
  };
  return {
    server,
    browser,
    open,
    visit: async (path, look, act) => {
      const page = await openPage(browser, server.url, look);
      const errors = watchErrors(page);
      await page.goto(path);
      try {
        await act(page);
      } finally {
        await page.context().close();
      }
      if (errors.length > 0) throw new Error(`${path} complained:\n${errors.join('\n')}`);
    },
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

/** Signs a demo person in on the page it is on, as they would: by the sign-in page, coming back to where they were. */
export async function signInAs(page: Page, login: string, password = 'dukou-demo'): Promise<void> {
  const { pathname, search } = new URL(page.url());
  await page.goto(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
  await page.locator('input[autocomplete="username"]').fill(login);
  await page.locator('input[autocomplete="current-password"]').fill(password);
  await page.locator('form button.primary').click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}
