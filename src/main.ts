import { createApp } from './app.js';
import { settingsFromEnvironment } from './platform/config/environment.js';
import { SettingsError } from './platform/config/settings.js';
import { SystemClock } from './platform/clock.js';

/** Migrates, loads the demo centre on a first start, and serves until it is told to stop. */
async function main(): Promise<void> {
  const settings = settingsFromEnvironment();
  const app = await createApp({ settings, clock: new SystemClock() });
  await app.listen(settings.port, settings.host);
  process.stdout.write(`Serving on ${await app.getUrl()}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof SettingsError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 1;
});
