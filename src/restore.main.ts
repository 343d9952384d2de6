import { runCommand } from './operations/command.js';
import { restore } from './operations/restore.js';
import { SystemClock } from './platform/clock.js';
import { settingsFromEnvironment } from './platform/config/environment.js';

/** `npm run restore -- FILE`. Findings of the audit are told; what the backup holds is in place all the same. */
await runCommand(async (args, say) => {
  const [file] = args;
  if (file === undefined || args.length > 1) {
    say('Usage: npm run restore -- FILE');
    return 1;
  }
  const findings = await restore(settingsFromEnvironment(), { file, now: new SystemClock().now(), progress: say });
  for (const { invariant, centre, subject, detail } of findings) say(`${invariant} ${centre} ${subject}: ${detail}`);
  say(`${file}: restored. The audit of the ledger has ${findings.length} findings.`);
  return 0;
});
