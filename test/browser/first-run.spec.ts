import { SMALL } from '../centres/small-centre.js';
import { violationsOn } from './support/axe.js';
import { picture } from './support/browser.js';
import { firstBooking, firstCentre, FIRST_OWNER } from './support/journeys/first-run.js';
import { playerOn } from './support/journeys/journey.js';
import { setStage, signInAs, type Stage } from './support/stage.js';

const { login: OWNER, password: PASSWORD } = FIRST_OWNER;
const BROKEN = SMALL.replace('seats: 8', 'seats: many').replace('mode: shared', 'mode: open');

describe('the first run in production', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage({ settings: { NODE_ENV: 'production', LOG_LEVEL: 'info' } });
  });
  afterAll(() => stage.close());

  // Begun on a phone, gone on with at a desk.
  it(firstCentre.name, () => firstCentre.play(playerOn(stage, { size: 'phone', language: 'zh-CN' })));
  it(firstBooking.name, () => firstBooking.play(playerOn(stage, { size: 'desktop', language: 'zh-CN' })));

  it('tells every fault of a file with its line, writes nothing, and takes the mended file', async () => {
    await stage.visit('/', { language: 'en' }, async (page) => {
      await signInAs(page, OWNER, PASSWORD);
      await page.goto('/setup');
      await page.getByLabel('Import a file').check();
      const file = { name: 'small.yaml', mimeType: 'text/yaml', buffer: Buffer.from(BROKEN) };
      await page.locator('input[type="file"]').setInputFiles(file);
      await page.getByRole('button', { name: 'Check the file' }).click();
      await page.getByText('Faults in the file: 2').first().waitFor();
      await page.getByText('"many" is not possible: write a whole number from 1 to 100000.').waitFor();
      await page.getByText('"open" is not possible: write one of exclusive, shared, none.').waitFor();
      await picture(page, 'first-run-faults');
      expect(await violationsOn(page)).toEqual([]);
      await page.getByRole('button', { name: 'Line 15' }).click();
      const marked = 'getSelection().toString()';
      expect(await page.evaluate(marked)).toContain('seats: many');
      await page.getByLabel('Content of the file').fill(SMALL);
      await page.getByRole('button', { name: 'Check the file' }).click();
      await page.getByText('The file is right').waitFor();
      await picture(page, 'first-run-preview');
      await page.getByRole('button', { name: 'Make the centre' }).click();
      await page.getByRole('heading', { name: 'Who runs it' }).waitFor();
      await page.getByRole('button', { name: 'I run it myself for now' }).waitFor();
    });
  });

  it('lets one choose between the centres there are now', async () => {
    await stage.visit('/?centre=small', {}, async (page) => {
      await page.getByRole('link', { name: '小中心' }).first().waitFor();
      await page.getByRole('link', { name: '换一个中心' }).click();
      await page.getByText('现在看的就是它').waitFor();
      await picture(page, 'centres');
      await page.getByRole('link', { name: '港湾社区中心' }).click();
      await page.waitForURL((url) => url.search === '?centre=harbour');
      await page.getByRole('banner').getByRole('link', { name: '港湾社区中心' }).waitFor();
    });
  });

  it('changes the settings of a centre, and says why an area is not taken', async () => {
    await stage.visit('/?centre=harbour', {}, async (page) => {
      await signInAs(page, OWNER, PASSWORD);
      await page.goto('/admin/settings');
      await page.getByText('SQLite（内置）').waitFor();
      await page.getByLabel('总面积').fill('130');
      await page.getByRole('button', { name: '保存', exact: true }).click();
      await page.getByText('总面积要等于各层之和 120 平方米').waitFor();
      await page.getByRole('button', { name: '放弃修改' }).click();
      await page.getByLabel('名称', { exact: true }).fill('港湾党群服务中心');
      await page.getByLabel('时区').selectOption('Asia/Urumqi');
      await page.getByRole('button', { name: '保存', exact: true }).click();
      await page.getByText('已有预约、停用或协议，时区不能再改。').waitFor();
      await page.getByLabel('时区').selectOption('Asia/Shanghai');
      await page.getByRole('button', { name: '保存', exact: true }).click();
      await page.getByText('设置已保存').first().waitFor();
      await page.getByRole('banner').getByRole('link', { name: '港湾党群服务中心' }).waitFor();
      await picture(page, 'admin-settings');
    });
  });
});
