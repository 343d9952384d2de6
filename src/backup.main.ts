import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { backUp, BACKUP_FOLDER } from './operations/backup.js';
import { forgetCutOffBackups, forgetOldBackups, SCHEDULED } from './operations/backup.retention.js';
import { runCommand } from './operations/command.js';
import { SystemClock } from './platform/clock.js';
import { settingsFromEnvironment } from './platform/config/environment.js';

/**
 * `npm run backup [-- --to FILE]`. The server itself runs it with `--scheduled`, which also deletes the oldest of those
 * backups beyond BACKUP_KEEP.
 */
await runCommand(async (args, say) => {
  const { values } = parseArgs({
    args: [...args],
    options: { to: { type: 'string' }, scheduled: { type: 'boolean', default: false } },
  });
  const settings = settingsFromEnvironment();
  const folder = join(settings.dataDir, BACKUP_FOLDER);
  const now = new SystemClock().now();
  if (!values.scheduled) {
    await backUp(settings, { to: values.to, now, progress: say });
    return 0;
  }
  forgetCutOffBackups(folder);
  await backUp(settings, { prefix: SCHEDULED, now, progress: say });
  for (const name of forgetOldBackups(folder, settings.backupKeep)) say(`${name}: deleted`);
  return 0;
});
