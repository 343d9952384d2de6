import { DESK, type Journey, type Player } from './journey.js';

const LAST_FOUR = '0123';

export const desk: Journey = {
  name: 'the desk books for an elder with a printed slip and finds it again; the slip shows and cancels it',
  play: async (player) => {
    const elder = player.either('王奶奶', 'Granny Wang');
    const room = player.either('会议室一', 'Meeting room 1');
    const code = await bookWithSlip(player, elder, room);
    const { say, snap } = player;
    await player.visit(`/slip/${code}`, async (page) => {
      await page.getByRole('heading', { name: say('slip.title') }).waitFor();
      await page.getByText(room).waitFor();
      expect(await page.locator('main').innerText()).not.toContain(elder);
      await page.getByText(say('slip.cancel')).click();
      const cancel = page.getByRole('button', { name: say('slip.cancelAll') });
      await page.getByLabel(say('slip.last4')).fill('9999');
      await cancel.click();
      await page.getByText(say('slip.wrong')).waitFor();
      await snap(page, 'slip-wrong');
      await page.getByLabel(say('slip.last4')).fill(LAST_FOUR);
      await cancel.click();
      await page.getByText(say('slip.cancelled')).waitFor();
      await snap(page, 'slip-cancelled');
    });
  },
};

/** The code on the slip. */
async function bookWithSlip({ say, snap, as }: Player, elder: string, room: string): Promise<string> {
  let code = '';
  await as(DESK, '/desk', async (page) => {
    await page.evaluate('window.print = () => { document.body.dataset.printed = "yes"; }');
    await page.getByRole('heading', { name: say('desk.title') }).waitFor();
    await page.getByRole('combobox', { name: say('book.zone') }).fill(room);
    await page.keyboard.press('Enter');
    await page.locator('.slot').nth(2).click();
    await page.getByLabel(say('book.who.name'), { exact: true }).fill(elder);
    await page.getByLabel(say('book.who.phone'), { exact: true }).fill(`0570-555${LAST_FOUR}`);
    await snap(page, 'desk-form');
    await page.locator('[data-action="desk-book"]').click();
    await page.getByRole('heading', { name: say('desk.done.confirmed') }).waitFor();
    await page.locator('body[data-printed]').waitFor();
    code = (await page.locator('.slip .code').innerText()).replaceAll(' ', '');
    await snap(page, 'slip-printed');
    await page.getByRole('button', { name: say('desk.next') }).click();
    await page.getByLabel(say('desk.findBy')).fill(LAST_FOUR);
    await page.getByRole('button', { name: say('desk.search') }).click();
    await page.getByRole('link', { name: elder }).waitFor();
    expect(page.url()).not.toContain(LAST_FOUR);
    await snap(page, 'desk-found');
  });
  return code;
}
