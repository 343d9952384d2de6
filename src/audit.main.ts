import { confirmedFindings, MAX_FINDINGS } from './operations/ledger-audit.js';
import { SystemClock } from './platform/clock.js';
import { settingsFromEnvironment } from './platform/config/environment.js';
import { openDatabase } from './platform/database/database.js';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/**
 * Audits the database that the settings name, also while the service runs on it. Prints each finding on a line and gives
 * the exit code: 1 when there is any.
 */
async function main(): Promise<number> {
  const database = await openDatabase(settingsFromEnvironment(), { role: 'beside' });
  try {
    const findings = await confirmedFindings(database.reader, { now: new SystemClock().now() });
    for (const { invariant, centre, subject, detail } of findings) say(`${invariant} ${centre} ${subject}: ${detail}`);
    if (findings.length >= MAX_FINDINGS) say(`Only the first ${MAX_FINDINGS} findings are listed.`);
    say(findings.length === 0 ? 'Nothing was found.' : `${findings.length} findings.`);
    return findings.length === 0 ? 0 : 1;
  } finally {
    await database.close();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  },
);
