import type { Locator, Page } from 'playwright-core';
import { picture, SIZES, type Size } from '../browser.js';
import { signInAs, type Stage } from '../stage.js';
import { wordsOf, type Language, type Words } from '../words.js';

/** What somebody does from one end to the other, perhaps with others; in either language and at every size. */
export interface Journey {
  readonly name: string;
  readonly play: (player: Player) => Promise<void>;
}

/** How the screens are looked at on a journey. */
export interface JourneyLook {
  readonly size: Size;
  readonly language: Language;
}

/** Who plays: on which stage, how they look at it, and the words that they then read. */
export interface Player extends Words {
  readonly stage: Stage;
  readonly look: JourneyLook;
  /** Opens the address for somebody who is signed in. */
  readonly as: (login: string, path: string, act: (page: Page) => Promise<void>, password?: string) => Promise<void>;
  /** Opens it for anybody. */
  readonly visit: (path: string, act: (page: Page) => Promise<void>) => Promise<void>;
  /** A picture of the whole page, named after language and size. */
  readonly snap: (page: Page, name: string) => Promise<void>;
}

export const OFFICE = 'office@dukou.example';
export const DESK = 'desk@dukou.example';
export const ADMIN = 'admin@dukou.example';
export const MEMBER = 'member@sunshine.example';
export const MANAGER = 'manager@chunni.example';
export const ROOM = 'F3-MEET-2';

/** Chinese at a desk, English on a phone: what `npm test` plays. */
export const SHORT: readonly JourneyLook[] = [
  { size: 'desktop', language: 'zh-CN' },
  { size: 'phone', language: 'en' },
];

/** Both languages at every size. */
export const LONG: readonly JourneyLook[] = (Object.keys(SIZES) as Size[]).flatMap((size) => [
  { size, language: 'zh-CN' as const },
  { size, language: 'en' as const },
]);

export const nameOfLook = ({ size, language }: JourneyLook): string => `${size}-${language}`;

export function playerOn(stage: Stage, look: JourneyLook): Player {
  return {
    ...wordsOf(look.language),
    stage,
    look,
    as: (login, path, act, password) =>
      stage.visit('/', look, async (page) => {
        await signInAs(page, login, password);
        await page.goto(path);
        await act(page);
      }),
    visit: (path, act) => stage.visit(path, look, act),
    snap: async (page, name) => {
      // From the top, where the bar belongs.
      await page.evaluate('scrollTo(0, 0)');
      await picture(page, `journey-${name}-${nameOfLook(look)}`);
    },
  };
}

export const titleField = (page: Page): Locator => page.locator('[data-field="title"]');
export const bookButton = (page: Page): Locator => page.locator('[data-action="book"]');

/** The verdict on what is filled in: it can be booked. */
export const untilFree = (page: Page, { say }: Words): Promise<void> =>
  page.getByText(say('book.verdict.free')).first().waitFor();

export const untilBooked = (page: Page, { say }: Words): Promise<void> =>
  page.getByRole('heading', { name: say('book.done.title.confirmed'), exact: true }).waitFor();
