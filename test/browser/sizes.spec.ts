import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setStage, type Stage } from './support/stage.js';

const DIST = fileURLToPath(new URL('../../dist/web', import.meta.url));
const KILOBYTE = 1000;

/** Compressed script that the first load of *Today* may cost; one rarely looks at the others first. */
const MOST_FIRST_LOAD = 150 * KILOBYTE;

interface Chunk {
  readonly file: string;
  readonly isDynamicEntry?: boolean;
  readonly imports?: readonly string[];
}

const gzipBytes = (file: string): number => {
  const path = join(DIST, file);
  return statSync(existsSync(`${path}.gz`) ? `${path}.gz` : path).size;
};

describe('the size of the web app', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage.close());

  const manifest = JSON.parse(readFileSync(join(DIST, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;

  it('loads Today with at most 150 kB of compressed script', async () => {
    await stage.visit('/', {}, async (page) => {
      await page.locator('article').first().waitFor();
      const urls = await page.evaluate<string[]>(
        `performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('.js'))`,
      );
      const bytes = [...new Set(urls)].reduce((sum, url) => sum + gzipBytes(new URL(url).pathname), 0);
      console.log(`Today: ${(bytes / KILOBYTE).toFixed(1)} kB of compressed script in ${urls.length} files`);
      expect(urls.length).toBeGreaterThan(3);
      expect(bytes).toBeLessThanOrEqual(MOST_FIRST_LOAD);
    });
  });

  it('makes each screen a chunk of its own', () => {
    const screens = Object.entries(manifest).filter(([source]) => source.endsWith('Page.vue'));
    const lines = screens.map(([source, { file }]) => `${source}: ${(gzipBytes(file) / KILOBYTE).toFixed(1)} kB`);
    console.log(lines.join('\n'));
    expect(screens.length).toBeGreaterThanOrEqual(9);
    expect(screens.filter(([, { isDynamicEntry }]) => !isDynamicEntry).map(([source]) => source)).toEqual([]);
  });

  it('keeps the rules of recurrence out of every screen that no form of a series is on', () => {
    const everything = (source: string, seen = new Set<string>()): Set<string> => {
      if (!seen.has(source)) for (const one of manifest[source]?.imports ?? []) everything(one, seen.add(source));
      return seen.add(source);
    };
    const publicScreens = Object.keys(manifest).filter((source) =>
      /^(?:today|zone|plan|door)\/\w+Page\.vue$/.test(source),
    );
    expect(publicScreens.length).toBeGreaterThanOrEqual(5);
    for (const screen of publicScreens) {
      const text = [...everything(screen)]
        .map((one) => readFileSync(join(DIST, manifest[one]?.file ?? ''), 'utf8'))
        .join();
      expect([screen, /BYSETPOS/.test(text)]).toEqual([screen, false]);
    }
  });
});
