import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CommandFault, runCommand, type Say } from './operations/command.js';
import { copyAll } from './operations/copy.js';
import { withSnapshot } from './operations/snapshot.js';
import { settingsFromEnvironment } from './platform/config/environment.js';
import type { Settings } from './platform/config/settings.js';
import { openDatabase } from './platform/database/database.js';
import { DATABASE_FILE } from './platform/database/sqlite.sources.js';

const USAGE = 'Usage: npm run copy -- --from sqlite --to postgres (or the other way round)';

/** The servers of both have to be stopped: what is written during the copy would be missing in it. */
async function copy({ from, to }: { from: Settings; to: Settings }, say: Say): Promise<number> {
  if (from.databaseUrl === null && !existsSync(join(from.dataDir, DATABASE_FILE))) {
    throw new CommandFault(`There is no database at ${join(from.dataDir, DATABASE_FILE)}.`);
  }
  const source = await openDatabase(from);
  try {
    const target = await openDatabase(to);
    try {
      return await withSnapshot(from, (snapshot) => copyAll(snapshot, target, say));
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

await runCommand(async (args, say) => {
  const { values } = parseArgs({ args: [...args], options: { from: { type: 'string' }, to: { type: 'string' } } });
  const settings = settingsFromEnvironment();
  const embedded = { ...settings, databaseUrl: null };
  const way = `${values.from} ${values.to}`;
  if (way !== 'sqlite postgres' && way !== 'postgres sqlite') {
    say(USAGE);
    return 1;
  }
  if (settings.databaseUrl === null) throw new CommandFault('DATABASE_URL has to name the PostgreSQL database.');
  const rows = await copy(
    way === 'sqlite postgres' ? { from: embedded, to: settings } : { from: settings, to: embedded },
    say,
  );
  say(`${rows} rows are in both databases, equal in every value.`);
  return 0;
});
