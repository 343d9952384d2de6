import { signInAs } from '../stage.js';
import { wordsOf } from '../words.js';
import { bookButton, DESK, OFFICE, ROOM, titleField, untilBooked, untilFree, type Journey } from './journey.js';

const PASSWORD = 'dukou-demo';

/** Begun in one language and gone on with in the other. */
export const language: Journey = {
  name: 'what was typed stays through another language, a reload and the end of the session, until one signs out',
  play: async ({ look, snap, ...player }) => {
    const other = wordsOf(look.language === 'en' ? 'zh-CN' : 'en');
    const { say } = other;
    const title = player.either('故事时间', 'Story hour');
    await player.as(DESK, `/book?zone=${ROOM}&start=2026-09-04T09:00&end=2026-09-04T10:00`, async (page) => {
      await titleField(page).fill(title);
      await page.getByRole('button', { name: player.say('common.otherLanguage'), exact: true }).click();
      await page.getByRole('heading', { name: say('book.heading') }).waitFor();
      expect(await titleField(page).inputValue()).toBe(title);
      await page.reload();
      await untilFree(page, other);
      expect(await page.getByLabel(say('book.start'), { exact: true }).inputValue()).toBe('09:00');
      await snap(page, 'other-language');

      await page.context().clearCookies({ name: 'dukou_session' });
      await bookButton(page).click();
      const dialog = page.getByRole('dialog', { name: say('session.endedTitle') });
      await dialog.waitFor();
      expect(await titleField(page).inputValue()).toBe(title);
      await snap(page, 'session-ended');
      await dialog.getByLabel(say('session.password'), { exact: true }).fill(PASSWORD);
      await dialog.getByRole('button', { name: say('session.signIn'), exact: true }).click();
      await untilBooked(page, other);

      await page.goto(`/book?zone=${ROOM}&start=2026-09-04T11:00&end=2026-09-04T12:00`);
      await titleField(page).fill(player.either('自己的事', 'A private matter'));
      await page.getByRole('button', { name: /Demo front desk/ }).click();
      await snap(page, 'menu');
      await page.getByRole('button', { name: say('common.signOut') }).click();
      await page.getByText(say('common.signedOut')).first().waitFor();
      await signInAs(page, OFFICE);
      await page.goto('/book');
      await page.getByRole('heading', { name: say('book.heading') }).waitFor();
      expect(await titleField(page).inputValue()).toBe('');
    });
  },
};
