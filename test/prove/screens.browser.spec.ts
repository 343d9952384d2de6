import { violationsOn } from '../browser/support/axe.js';
import { openPage, picture, SIZES, watchErrors, type Look, type Size } from '../browser/support/browser.js';
import { lendSession, signedIn, type Person } from '../browser/support/person.js';
import { STATES } from '../browser/support/screen-states.js';
import { SCREENS, type Screen } from '../browser/support/screens.js';
import { setStage, type Stage } from '../browser/support/stage.js';
import { makeWorld, type World } from '../browser/support/world.js';
import { isLong, progress } from './tally.js';

const ALL = [...SCREENS, ...STATES];
const DESK = 'desk@dukou.example';
const SIZE_NAMES = Object.keys(SIZES) as Size[];
const FOUR_MINUTES = 240_000;

/** Chinese and light, and one mode besides; in the long form every language, theme, type and size. */
const modesOf = ({ other }: Screen): readonly Look[] => {
  if (!isLong) return [{}, other];
  return (['zh-CN', 'en'] as const).flatMap((language) =>
    (['light', 'dark'] as const).flatMap((theme) =>
      [false, true].flatMap((isLarge) => SIZE_NAMES.map((size) => ({ size, language, theme, isLarge }))),
    ),
  );
};

/** The long form comes to every width by its modes; the short one draws the first of them at each. */
const widthsIn = ({ size = 'desktop', language }: Look): readonly Size[] =>
  isLong || language !== undefined ? [size] : SIZE_NAMES;

const nameOf = ({ path, state }: Screen): string => (state === undefined ? path : `${path}, ${state}`);

describe('every screen keeps WCAG 2.2 AA, and never scrolls sideways', () => {
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
      `axe: ${counts.screens} screens and states in ${counts.modes} modes, ${counts.violations} violations; ` +
        `${counts.widths} widths without sideways scrolling`,
    );
    await stage.close();
  });

  function personOf(login: string): Promise<Person> {
    const person = people.get(login) ?? signedIn(stage.server.url, login);
    people.set(login, person);
    return person;
  }

  async function look(screen: Screen, mode: Look): Promise<void> {
    const page = await openPage(stage.browser, stage.server.url, mode);
    const errors = watchErrors(page);
    try {
      if (screen.signedIn) await lendSession(page, await personOf(screen.login ?? DESK));
      await page.goto(screen.path.replace(/:([a-z]+)/, (_, name: keyof World) => world[name]));
      await page.locator(screen.ready).first().waitFor();
      await screen.open?.(page);
      const of = [
        nameOf(screen).replace(/[^\w-]+/g, '-'),
        ...Object.entries(mode).map(([key, value]) => `${key}-${value}`),
      ];
      await picture(page, `look${of.join('-')}`);
      const violations = await violationsOn(page);
      counts.violations += violations.length;
      expect({ mode, violations }).toEqual({ mode, violations: [] });
      for (const size of widthsIn(mode)) {
        await page.setViewportSize(SIZES[size]);
        const overhang = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
        expect({ mode, size, overhang: await page.evaluate(overhang) }).toEqual({ mode, size, overhang: 0 });
        counts.widths++;
      }
      expect({ mode, errors }).toEqual({ mode, errors: [] });
      counts.modes++;
    } finally {
      await page.context().close();
    }
  }

  it.each(ALL.map((screen) => [nameOf(screen), screen] as const))(
    '%s',
    async (name, screen) => {
      for (const mode of modesOf(screen)) await look(screen, mode);
      counts.screens++;
      progress(`${counts.screens} of ${ALL.length}: ${name}`);
    },
    FOUR_MINUTES,
  );
});
