import { signedIn } from '../person.js';
import { ADMIN, MANAGER, type Journey } from './journey.js';

export const agreement: Journey = {
  name: 'an agreement ends early, and another operator takes its bookings over',
  play: async ({ say, like, either, snap, as, stage }) => {
    const title = either('亲子共读', 'Parents read along');
    const manager = await signedIn(stage.server.url, MANAGER);
    await manager.post('bookings', {
      ...{ zone: 'F2-KIDS-1', operator: 'chunni', title, heads: 8 },
      ...{ start: '2026-09-05T10:00', end: '2026-09-05T11:00' },
    });
    const operate = `${say('admin-operators.of.operate')} ${either('儿童', 'Children')}`;
    const handedOver = say('admin-operators.to', { name: either('阳光志愿者协会', 'Sunshine Volunteers') });
    await as(ADMIN, '/admin/operators', async (page) => {
      await page.getByRole('link', { name: either('春泥公益协会', 'Chunni Public Welfare Association') }).click();
      await page.getByRole('button', { name: operate }).click();
      await snap(page, 'agreement');
      await page.getByRole('button', { name: say('admin-operators.end') }).click();
      await page.getByLabel(say('admin-operators.endReason')).fill(either('合同提前终止', 'The contract ends early'));
      await page.getByRole('button', { name: say('admin-operators.endCheck') }).click();
      await page.getByRole('heading', { name: like('admin-operators.affected') }).waitFor();
      await page.getByLabel(say('admin-operators.all')).selectOption('hand-over:sunshine');
      await snap(page, 'agreement-impact');
      const end = page.getByRole('button', { name: say('admin-operators.endNow') });
      await end.click();
      await page.getByText(like('admin-operators.ended')).first().waitFor();
      const messages = page.getByRole('region', { name: say('common.messages') });
      await messages.getByText(new RegExp(`${title}.*${handedOver}`)).waitFor();
      await end.waitFor({ state: 'detached' });
      await snap(page, 'agreement-ended');
    });
  },
};
