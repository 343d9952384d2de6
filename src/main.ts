import { ShutdownSignal } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from './app.js';
import { settingsFromEnvironment } from './platform/config/environment.js';
import { SettingsError } from './platform/config/settings.js';
import { SystemClock } from './platform/clock.js';
import { DatabaseInUse } from './platform/database/sqlite.lock.js';

/** Requests under way when the server is told to stop get this long; who sends one without end does not hold it up. */
const GRACE_MILLISECONDS = 7000;

/** Migrates, loads the demo centre on a first start, and serves until it is told to stop. */
async function main(): Promise<void> {
  const settings = settingsFromEnvironment();
  const app = await createApp({ settings, clock: new SystemClock() });
  stopOnSignal(app);
  await app.listen(settings.port, settings.host);
  process.stdout.write(`Serving on ${await app.getUrl()}\n`);
}

/** Takes no more, answers what is under way, closes the database, and ends with 0. */
function stopOnSignal(app: NestFastifyApplication): void {
  const signals = [ShutdownSignal.SIGTERM, ShutdownSignal.SIGINT];
  app.enableShutdownHooks(signals, { useProcessExit: true });
  for (const signal of signals) {
    process.once(signal, () => setTimeout(() => app.getHttpServer().closeAllConnections(), GRACE_MILLISECONDS).unref());
  }
}

/** What the operator can mend is told in words; anything else with where it happened. */
function textOf(error: unknown): string {
  if (error instanceof SettingsError || error instanceof DatabaseInUse) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().catch((error: unknown) => {
  process.stderr.write(`${textOf(error)}\n`);
  process.exitCode = 1;
});
