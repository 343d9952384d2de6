/**
 * A process to be killed: it writes pairs of rows for ever, many at a time, and prints the number of each pair once it
 * was answered as written. `node test/support/writer.mjs DATA_DIR FIRST`; needs `npm run build`.
 */
import { readSettings } from '../../dist/platform/config/settings.js';
import { openDatabase } from '../../dist/platform/database/database.js';

const AT_ONCE = 16;
const [dataDir, first] = process.argv.slice(2);
const { unitOfWork } = await openDatabase(readSettings({ NODE_ENV: 'test', DATA_DIR: dataDir }));

let next = Number(first);
const insert = 'INSERT INTO outbox (centre_id, at, kind, subject_id, payload) VALUES (1, 0, ?, ?, ?)';

async function writeForEver() {
  for (;;) {
    const pair = String(next++);
    await unitOfWork.run(async (tx) => {
      await tx.run(insert, ['one', pair, 'x'.repeat(500)]);
      await tx.run(insert, ['other', pair, 'x'.repeat(500)]);
    });
    process.stdout.write(`${pair}\n`);
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, writeForEver));
