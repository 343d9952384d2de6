import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PARTIAL } from './backup.js';

/** First part of the names of backups that were made by themselves; nothing else is ever deleted. */
export const SCHEDULED = 'scheduled';

const NAME = new RegExp(`^${SCHEDULED}-\\d{8}T\\d{6}Z\\.(db|jsonl\\.gz)$`);
const CUT_OFF = new RegExp(`^${SCHEDULED}-\\d{8}T\\d{6}Z\\.(db|jsonl\\.gz)\\${PARTIAL}(-journal|-wal|-shm)?$`);

/** Of any that is finished, also one made by hand, with when it was taken. */
const TAKEN = /-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.(?:db|jsonl\.gz)$/;

/** When the newest backup in the folder was taken, as `2026-09-01T19:00:00Z`; null when there is none. */
export function newestBackup(folder: string): string | null {
  const taken = namesIn(folder, TAKEN).map((name) => {
    const [, year, month, day, hour, minute, second] = TAKEN.exec(name) ?? [];
    return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  });
  return taken.sort().at(-1) ?? null;
}

/** Deletes all but the newest `keep` scheduled backups and gives their names, oldest first. */
export function forgetOldBackups(folder: string, keep: number): string[] {
  const made = namesIn(folder, NAME).sort();
  const old = made.slice(0, Math.max(0, made.length - keep));
  for (const name of old) rmSync(join(folder, name));
  return old;
}

/** Deletes what scheduled backups left that were cut off. Only one runs at a time, so none of it is in use. */
export function forgetCutOffBackups(folder: string): void {
  for (const name of namesIn(folder, CUT_OFF)) rmSync(join(folder, name), { force: true });
}

const namesIn = (folder: string, pattern: RegExp): string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => pattern.test(name)) : [];
