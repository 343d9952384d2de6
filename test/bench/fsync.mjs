import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';

const BLOCK = Buffer.alloc(4096, 1);

/** How often per second this disk makes a 4 KiB append durable: no single durable commit is faster. */
export function appendsPerSecond(file, seconds) {
  const handle = openSync(file, 'w');
  const since = performance.now();
  let count = 0;
  for (; performance.now() - since < seconds * 1000; count++) {
    writeSync(handle, BLOCK);
    fdatasyncSync(handle);
  }
  closeSync(handle);
  return count / ((performance.now() - since) / 1000);
}
