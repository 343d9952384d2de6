import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openPage, picture, watchErrors } from './support/browser.js';
import { startBrowserServer, type BrowserServer } from './support/server.js';

describe('today', () => {
  let server: BrowserServer;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startBrowserServer(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  const open = async (path: string, look = {}): Promise<{ page: Page; errors: string[] }> => {
    const page = await openPage(browser, server.url, look);
    const errors = watchErrors(page);
    await page.goto(path);
    return { page, errors };
  };

  it('shows what is on now in a zone', async () => {
    const { page, errors } = await open('/');
    const clinic = page.getByRole('listitem').filter({ hasText: '义诊室' });
    await clinic.getByText('使用中').waitFor();
    await clinic.getByText(/09:00–11:30 健康义诊/).waitFor();
    await picture(page, 'today-desktop');
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
