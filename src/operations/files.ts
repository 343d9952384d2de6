import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes sure that what stands in a file (or which names stand in a folder) is on the disk. */
export function flush(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Gives a finished file its name, for good: after a power cut it is there whole or not at all. */
export function settle(from: string, to: string): void {
  flush(from);
  renameSync(from, to);
  flush(dirname(to));
}
