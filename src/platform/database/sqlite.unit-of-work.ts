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
  private readonly control: ReturnType<typeof controlStatements>;

  constructor(
    private readonly db: BetterSqlite3.Database,
    private readonly queueLimit: number,
  ) {
    super();
    this.sql = new SqliteSql(db);
    this.control = controlStatements(db);
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
    while (this.waiting.length > 0) {
      await this.gather();
      await this.commitGroup();
    }
    this.pumping = false;
  }

  /**
   * Lets requests in that have arrived meanwhile, for as long as each look at the network brings another write: the more
   * that share a commit, the less of its cost each bears. Nobody is waited for who isn't there yet.
   */
  private async gather(): Promise<void> {
    for (let known = 0; known < this.waiting.length && this.waiting.length < GROUP;) {
      known = this.waiting.length;
      await nextLookAtTheNetwork();
    }
  }

  private async commitGroup(): Promise<void> {
    const answers: (() => void)[] = [];
    const members: Waiting[] = [];
    const changesBefore = this.fault === null ? null : this.changes();
    try {
      this.control.begin.run();
      for (
        let member = this.waiting.shift();
        member;
        member = members.length < GROUP ? this.waiting.shift() : undefined
      ) {
        members.push(member);
        answers.push(await this.runMember(member));
      }
      this.control.commit.run();
      if (changesBefore !== null && this.changes() > changesBefore) this.fault = null;
    } catch (error) {
      this.rollBack();
      const failure = this.asProblem(error);
      if (members.length === 0) members.push(...this.waiting.splice(0));
      for (const member of members) member.reject(failure);
      return;
    }
    for (const answer of answers) answer();
  }

  /** Runs one member; gives how to answer it once the commit stands. Throws only when the whole group is lost. */
  private async runMember(member: Waiting): Promise<() => void> {
    this.control.savepoint.run();
    try {
      const value = await member.work(this.sql);
      this.control.release.run();
      return () => member.resolve(value);
    } catch (error) {
      if (!this.db.inTransaction) throw error;
      this.control.rollbackTo.run();
      this.control.release.run();
      const failure = asLedgerRefusal(error) ?? this.asProblem(error);
      return () => member.reject(failure);
    }
  }

  /** Rows this connection has ever changed: a transaction that only read proves nothing about the disk. */
  private changes(): number {
    return this.db.prepare('SELECT total_changes()').pluck().get() as number;
  }

  /** A transaction that SQLite has not ended itself; if this fails too, the next BEGIN tells the next group. */
  private rollBack(): void {
    try {
      if (this.db.inTransaction) this.db.exec('ROLLBACK');
    } catch {
      // What failed first is what the members are told.
    }
  }

  /** A full disk or a read-only file is told as such; anything else stays what it is. */
  private asProblem(error: unknown): unknown {
    const code = textOf(error, 'code');
    if (!STORAGE_CODES.test(code)) return error;
    this.fault = code;
    return new Problem('storage-unavailable', `The database cannot be written (${code}).`, { retryAfterSeconds: 5 });
  }
}

const nextLookAtTheNetwork = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Prepared once: parsing these anew for every write would cost as much as a small write itself. */
const controlStatements = (db: BetterSqlite3.Database) => ({
  begin: db.prepare('BEGIN IMMEDIATE'),
  commit: db.prepare('COMMIT'),
  savepoint: db.prepare('SAVEPOINT member'),
  rollbackTo: db.prepare('ROLLBACK TO member'),
  release: db.prepare('RELEASE member'),
});

function asLedgerRefusal(error: unknown): LedgerRefusal | null {
  const message = textOf(error, 'message');
  if (message.startsWith('ledger: over-capacity')) return new LedgerRefusal('over-capacity');
  return message.startsWith('ledger: occupied') ? new LedgerRefusal('occupied') : null;
}

const STORAGE_CODES = /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|CORRUPT|BUSY|LOCKED)/;

/** By shape, not by class: the native addon may throw an `Error` of another realm. */
function textOf(error: unknown, member: 'message' | 'code'): string {
  const value =
    typeof error === 'object' && error !== null ? (error as Partial<Record<string, unknown>>)[member] : undefined;
  return typeof value === 'string' ? value : '';
}
