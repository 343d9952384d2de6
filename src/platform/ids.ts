import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';
import type { Instant } from '../scheduling/time.types.js';

/** Randomness is fetched for many ids at once: asking for a few bytes costs as much as asking for thousands. */
const pool = Buffer.alloc(16 * 512);
let used = pool.length;

function randomBytes(count: number): Buffer {
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += count;
  return pool.subarray(used - count, used);
}

/** Ids of one millisecond count upwards from a random number, so that they keep the order they were made in. */
let last = { msecs: -1, seq: 0 };

/** A time-ordered id (UUID version 7, RFC 9562): ids made later by one process sort later, and cannot be guessed. */
export function newId(at: Instant): string {
  const seq = at === last.msecs ? last.seq + 1 : randomBytes(4).readUInt32LE() >>> 1;
  last = { msecs: at, seq };
  return v7({ msecs: at, seq, random: randomBytes(16) });
}

/** The smallest id of that millisecond: ids made at or after it are not below. For bounds in queries, never as an id. */
export function firstIdAt(at: Instant): string {
  const hex = Math.floor(at).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text has the shape of one of our ids; what has not is simply not found. */
export const isId = (text: string): boolean => UUID.test(text);
