import type { Page } from 'playwright-core';
import { violationsOn } from '../browser/support/axe.js';
import { openPage, picture, SIZES, watchErrors, type Look, type Size } from '../browser/support/browser.js';
import { lendSession, signedIn, type Person } from '../browser/support/person.js';
import type { Screen } from '../browser/support/screens.js';
import { setStage, type Stage } from '../browser/support/stage.js';
import { makeWorld, type World } from '../browser/support/world.js';
import { isLong, progress } from './tally.js';

const DESK = 'desk@dukou.example';
const SIZE_NAMES = Object.keys(SIZES) as Size[];
const FOUR_MINUTES = 240_000;

/** A page that is opened, and how it is then looked at: each turn is one size and theme. */
interface Opening {
  readonly look: Look;
  readonly turns: readonly Turn[];
}

interface Turn {
  readonly size: Size;
  readonly theme: 'light' | 'dark';
  /** Whether axe goes over it; otherwise only its width is looked at. */
  readonly isSearched: boolean;
}

/** Chinese and light, at every width, and one mode besides. */
const shortOpenings = ({ other }: Screen): readonly Opening[] => [
  { look: {}, turns: SIZE_NAMES.map((size) => ({ size, theme: 'light', isSearched: size === 'desktop' })) },
  { look: other, turns: [{ size: other.size ?? 'desktop', theme: other.theme ?? 'light', isSearched: true }] },
];

/**
 * Every language, theme, type and size. Theme and width may change on a page that stands; only a state that somebody had
 * to bring about is brought about anew for each width, as what it takes may differ.
 */
const longOpenings = (screen: Screen): readonly Opening[] => {
  const starts = screen.open === undefined ? [SIZE_NAMES] : SIZE_NAMES.map((size) => [size]);
  return (['zh-CN', 'en'] as const).flatMap((language) =>
    [false, true].flatMap((isLarge) =>
      starts.map((sizes) => ({
        look: { language, isLarge, ...(sizes.length === 1 && { size: sizes[0] }) },
        turns: sizes.flatMap((size) =>
          (['light', 'dark'] as const).map((theme) => ({ size, theme, isSearched: true })),
        ),
      })),
    ),
  );
};

const nameOf = ({ path, state }: Screen): string => (state === undefined ? path : `${path}, ${state}`);

/** Looks at each of them: no violation of WCAG 2.2 AA that axe-core finds, no sideways scrolling, nothing in the console. */
export function proveScreens(screens: readonly Screen[]): void {
  const people = new Map<string, Promise<Person>>();
  const counts = { screens: 0, modes: 0, violations: 0, widths: 0 };
  let stage: Stage;
  let world: World;
  beforeAll(async () => {
    stage = await setStage();
    world = await makeWorld(stage.server.url);
  });
  afterAll(async () => {
    console.log(
      `axe: ${counts.screens} of ${screens.length} in ${counts.modes} modes, ${counts.violations} violations; ` +
        `${counts.widths} widths without sideways scrolling`,
    );
    await stage.close();
  });

  function personOf(login: string): Promise<Person> {
    const person = people.get(login) ?? signedIn(stage.server.url, login);
    people.set(login, person);
    return person;
  }

  async function look(screen: Screen, { look, turns }: Opening): Promise<void> {
    const page = await openPage(stage.browser, stage.server.url, look);
    const errors = watchErrors(page);
    try {
      if (screen.signedIn) await lendSession(page, await personOf(screen.login ?? DESK));
      await page.goto(screen.path.replace(/:([a-z]+)/, (_, name: keyof World) => world[name]));
      await page.locator(screen.ready).first().waitFor();
      await screen.open?.(page);
      for (const turn of turns) await lookAgain(page, { name: nameOf(screen), mode: { ...look, ...turn } });
      expect({ look, errors }).toEqual({ look, errors: [] });
    } finally {
      await page.context().close();
    }
  }

  /** The page that is open, at this size and in this theme. */
  async function lookAgain(page: Page, { name, mode }: { name: string; mode: Look & Turn }): Promise<void> {
    const { isSearched, ...shown } = mode;
    await page.setViewportSize(SIZES[mode.size]);
    await page.evaluate(`document.documentElement.dataset.theme = '${mode.theme}'`);
    const overhang = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect({ mode, overhang: await page.evaluate(overhang) }).toEqual({ mode, overhang: 0 });
    counts.widths++;
    if (!isSearched) return;
    const of = [name.replace(/[^\w-]+/g, '-'), ...Object.entries(shown).map(([key, value]) => `${key}-${value}`)];
    if (isLong) await picture(page, `look${of.join('-')}`);
    const violations = await violationsOn(page);
    counts.violations += violations.length;
    expect({ mode, violations }).toEqual({ mode, violations: [] });
    counts.modes++;
  }

  it.each(screens.map((screen) => [nameOf(screen), screen] as const))(
    '%s',
    async (name, screen) => {
      for (const opening of (isLong ? longOpenings : shortOpenings)(screen)) await look(screen, opening);
      counts.screens++;
      progress(`${counts.screens} of ${screens.length}: ${name}`);
    },
    FOUR_MINUTES,
  );
}
