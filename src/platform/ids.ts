import { v7 } from 'uuid';
import type { Instant } from '../scheduling/time.types.js';

/** A time-ordered id (UUID version 7, RFC 9562): ids made later sort later, and cannot be guessed. */
export const newId = (at: Instant): string => v7({ msecs: at });

/** The smallest id of that millisecond: ids made at or after it are not below. For bounds in queries, never as an id. */
export function firstIdAt(at: Instant): string {
  const hex = Math.floor(at).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text has the shape of one of our ids; what has not is simply not found. */
export const isId = (text: string): boolean => UUID.test(text);
