import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings, type Settings } from '../../src/platform/config/settings.js';
import type { Instant } from '../../src/scheduling/time.types.js';

/** Monday 23 November 2026, 09:40:17 in UTC. */
export const NOW = Date.parse('2026-11-23T09:40:17Z') as Instant;

const made: string[] = [];

/** An empty folder; `removeFolders` deletes all of them. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dukou-operations-'));
  made.push(folder);
  return folder;
}

export function removeFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Settings of an embedded database in this folder. */
export const settingsAt = (dataDir: string): Settings => readSettings({ NODE_ENV: 'test', DATA_DIR: dataDir });

/** What a command says, line by line. */
export function listen(): { lines: string[]; progress: (line: string) => void } {
  const lines: string[] = [];
  return { lines, progress: (line) => lines.push(line) };
}
