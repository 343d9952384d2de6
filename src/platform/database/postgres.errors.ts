import { badInput, Problem } from '../problems/problem.js';
import { LedgerRefusal } from './unit-of-work.js';

/** What a failure of PostgreSQL means for whoever asked. */
export type Failure = 'ledger' | 'again' | 'lost' | 'silent' | 'unknown' | 'busy' | 'storage' | 'text' | 'other';

/** The connection is of no use any more. */
export const GONE: ReadonlySet<Failure> = new Set(['lost', 'silent']);

/** The connection broke while the commit was under way: nobody knows whether it stands (SQLSTATE 08007). */
export class CommitUnknown extends Error {
  readonly code = '08007';
}

/**
 * By SQLSTATE, else by the code of the operating system. A connection that can only read (25006) leads to a server that
 * has become a standby: as good as lost.
 */
const MEANINGS: readonly (readonly [RegExp, Failure])[] = [
  [/^(40001|40P01)$/, 'again'],
  [/^08007$/, 'unknown'],
  [
    /^(57P0.|08...|25006|E(CONNRESET|CONNREFUSED|CONNABORTED|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND)|EAI_AGAIN)$/,
    'lost',
  ],
  [/^(53300|55P03|57014)$/, 'busy'],
  [/^(53...|58...|XX00[12])$/, 'storage'],
  [/^(22021|22P05)$/, 'text'],
];

/** The driver gives no code for what happens to the connection itself. */
const LOST = /^(Connection terminated|Client (was closed|has encountered)|The server closed)/i;
/** It was waited for as long as it may take: trying again at once would only make who asked wait longer. */
const SILENT = /^(Query read timeout|Connection terminated due to connection timeout|timeout expired)/;
const WAITED = /^timeout exceeded when trying to connect/;

export function failureOf(error: unknown): Failure {
  const { code, message } = textsOf(error);
  if (code === '23P01' || message.startsWith('ledger: over-capacity')) return 'ledger';
  const known = MEANINGS.find(([pattern]) => pattern.test(code))?.[1];
  if (known) return known;
  if (WAITED.test(message)) return 'busy';
  if (SILENT.test(message)) return 'silent';
  return LOST.test(message) ? 'lost' : 'other';
}

/** Code of a failure of the database or its connection, for those who run it. */
export const codeOf = (error: unknown): string => textsOf(error).code || 'unreachable';

/** The same failure as the rest of the application knows it; anything unknown stays what it is. */
export function translated(error: unknown): unknown {
  const failure = failureOf(error);
  switch (failure) {
    case 'ledger':
      return new LedgerRefusal(
        textsOf(error).message.startsWith('ledger: over-capacity') ? 'over-capacity' : 'occupied',
      );
    case 'again':
    case 'busy':
      return new Problem('busy', 'The database has too much to do just now.', { retryAfterSeconds: 1 });
    case 'lost':
      return new Problem('storage-unavailable', 'The database cannot be reached.', { retryAfterSeconds: 2 });
    case 'silent':
      return new Problem('storage-unavailable', 'The database does not answer.', { retryAfterSeconds: 5 });
    case 'unknown':
      return new Problem(
        'storage-unavailable',
        'The database was lost while this was being written. Look whether it is there, or repeat it with the same Idempotency-Key.',
        { retryAfterSeconds: 2 },
      );
    case 'storage':
      return new Problem('storage-unavailable', `The database cannot be written (${textsOf(error).code}).`, {
        retryAfterSeconds: 5,
      });
    case 'text':
      return badInput([{ pointer: '', detail: 'Text may not hold the character U+0000.' }]);
    case 'other':
      return error;
  }
}

/** By shape, not by class: the driver's errors may be of another realm. */
function textsOf(error: unknown): { code: string; message: string } {
  if (typeof error !== 'object' || error === null) return { code: '', message: '' };
  const { code, message } = error as { code?: unknown; message?: unknown };
  return { code: typeof code === 'string' ? code : '', message: typeof message === 'string' ? message : '' };
}
