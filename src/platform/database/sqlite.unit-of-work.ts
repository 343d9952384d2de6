import type BetterSqlite3 from 'better-sqlite3';
import { Problem } from '../problems/problem.js';
import { SqliteSql } from './sqlite.sql.js';
import type { Tx } from './sql.js';
import { LedgerRefusal, UnitOfWork } from './unit-of-work.js';

interface Waiting {
  readonly work: (tx: Tx) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** How many waiting writes may share one commit. */
const GROUP = 64;

/**
 * One writer: units of work run one at a time on the writer connection, from a bounded queue. Those that wait share
 * one durable commit, each in a savepoint of its own. Nobody is answered before the commit stands; when SQLite itself
 * ends the transaction (a full disk), every member of the group fails.
 */
export class SqliteUnitOfWork extends UnitOfWork {
  private readonly waiting: Waiting[] = [];
  private pumping = false;
  private readonly sql: SqliteSql;

  constructor(
    private readonly db: BetterSqlite3.Database,
    private readonly queueLimit: number,
  ) {
    super();
    this.sql = new SqliteSql(db);
  }

  override run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.waiting.length >= this.queueLimit) {
      return Promise.reject(new Problem('busy', 'Too many writes are waiting.', { retryAfterSeconds: 1 }));
    }
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
      if (!this.pumping) {
        this.pumping = true;
        setImmediate(() => void this.pump());
      }
    });
  }

  private async pump(): Promise<void> {
    while (this.waiting.length > 0) await this.commitGroup();
    this.pumping = false;
  }

  private async commitGroup(): Promise<void> {
    const answers: (() => void)[] = [];
    const members: Waiting[] = [];
    try {
      this.db.exec('BEGIN IMMEDIATE');
      for (
        let member = this.waiting.shift();
        member;
        member = members.length < GROUP ? this.waiting.shift() : undefined
      ) {
        members.push(member);
        answers.push(await this.runMember(member));
      }
      this.db.exec('COMMIT');
    } catch (error) {
      if (this.db.inTransaction) this.db.exec('ROLLBACK');
      const failure = asProblem(error);
      if (members.length === 0) members.push(...this.waiting.splice(0));
      for (const member of members) member.reject(failure);
      return;
    }
    for (const answer of answers) answer();
  }

  /** Runs one member; gives how to answer it once the commit stands. Throws only when the whole group is lost. */
  private async runMember(member: Waiting): Promise<() => void> {
    this.db.exec('SAVEPOINT member');
    try {
      const value = await member.work(this.sql);
      this.db.exec('RELEASE member');
      return () => member.resolve(value);
    } catch (error) {
      if (!this.db.inTransaction) throw error;
      this.db.exec('ROLLBACK TO member');
      this.db.exec('RELEASE member');
      const failure = asLedgerRefusal(error) ?? error;
      return () => member.reject(failure);
    }
  }
}

function asLedgerRefusal(error: unknown): LedgerRefusal | null {
  const message = textOf(error, 'message');
  if (message.startsWith('ledger: over-capacity')) return new LedgerRefusal('over-capacity');
  return message.startsWith('ledger: occupied') ? new LedgerRefusal('occupied') : null;
}

const STORAGE_CODES = /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|CORRUPT|BUSY|LOCKED)/;

/** A full disk or a read-only file is told as such; anything else stays what it is. */
function asProblem(error: unknown): unknown {
  const code = textOf(error, 'code');
  return STORAGE_CODES.test(code)
    ? new Problem('storage-unavailable', `The database cannot be written (${code}).`, { retryAfterSeconds: 5 })
    : error;
}

/** By shape, not by class: the native addon may throw an `Error` of another realm. */
function textOf(error: unknown, member: 'message' | 'code'): string {
  const value =
    typeof error === 'object' && error !== null ? (error as Partial<Record<string, unknown>>)[member] : undefined;
  return typeof value === 'string' ? value : '';
}
