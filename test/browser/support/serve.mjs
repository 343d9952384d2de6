/**
 * The built server in a process of its own, with a clock that the test sets (`process.send({ now })`): started with
 * `TEST_NOW`, answers `{ url }` when it listens. All else is as in `dist/main.js`.
 */
import { createApp } from '../../../dist/app.js';
import { readSettings } from '../../../dist/platform/config/settings.js';

let at = Date.parse(process.env.TEST_NOW ?? '');
const clock = { now: () => at };

process.on('message', ({ now }) => {
  at = Date.parse(now);
  process.send({ now });
});
process.on('disconnect', () => process.exit(0));

const settings = readSettings(process.env);
const app = await createApp({ settings, clock });
await app.listen(settings.port, settings.host);
process.send({ url: await app.getUrl() });
