import { readFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { readCentreFile } from './centres/import/read-centre-file.js';
import { CentreLoader, lineOf } from './demo/centre-loader.js';
import { LOADER } from './demo/first-start.js';
import { SystemClock } from './platform/clock.js';
import { settingsFromEnvironment } from './platform/config/environment.js';
import { createLogger, NestLogger } from './platform/logging.js';
import { Problem } from './platform/problems/problem.js';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/**
 * Loads a centre's file into the database that the settings name. The whole application is built, without serving, so
 * that what is booked is moved along with its zones. Gives the exit code: 1 when there is anything wrong with the file.
 */
async function importFile(path: string): Promise<number> {
  say(`${path}: checking`);
  const read = readCentreFile(readFileSync(path, 'utf8'));
  if (!read.ok) {
    for (const { line, where, detail } of read.faults) say(`${path}:${line}: ${where}: ${detail}`);
    say(`${read.faults.length} faults. Nothing was written.`);
    return 1;
  }
  const settings = { ...settingsFromEnvironment(), demo: 'none' as const };
  const clock = new SystemClock();
  const app = await NestFactory.createApplicationContext(AppModule.with({ settings, clock }), {
    logger: new NestLogger(createLogger(settings)),
    abortOnError: false,
  });
  try {
    const result = await app.get(CentreLoader, { strict: false }).load(read.file, {
      actor: LOADER,
      extent: 'full',
      bookedAt: clock.now(),
      passwordHash: null,
      progress: say,
    });
    for (const one of result.refused) say(`not taken: ${lineOf(one)}`);
    const changes = result.zones.length + result.hours.length + result.added + (result.centre === 'unchanged' ? 0 : 1);
    say(changes === 0 ? `${result.slug}: unchanged` : `${result.slug}: done`);
    return 0;
  } finally {
    await app.close();
  }
}

async function main(): Promise<void> {
  const path = process.argv[2];
  if (path === undefined || process.argv.length > 3) {
    say('Usage: npm run import -- FILE');
    process.exitCode = 1;
    return;
  }
  try {
    process.exitCode = await importFile(path);
  } catch (error) {
    say(error instanceof Problem ? error.detail : error instanceof Error ? error.message : String(error));
    if (error instanceof Problem && Array.isArray(error.extras['affected'])) {
      for (const misfit of error.extras['affected'] as unknown[]) say(`  ${JSON.stringify(misfit)}`);
    }
    process.exitCode = 1;
  }
}

await main();
