import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Instant } from '../scheduling/time.types.js';
import { ledgerFindings } from './metrics.js';

/** What the last self-audit of this process came to. */
export interface AuditOutcome {
  readonly findings: number;
  readonly at: Instant;
}

const PROGRAM = fileURLToPath(new URL('../audit.main.js', import.meta.url));

/** The end of what an audit said that is worth a place in the log, characters. */
const TOLD = 4000;

/**
 * Looks through the whole ledger at night, in a process of its own so that this one goes on answering, and keeps the
 * outcome for health and metrics. It warns; it stops nothing.
 */
@Injectable()
export class SelfAudit implements OnApplicationShutdown {
  private readonly logger = new Logger('SelfAudit');
  private last: AuditOutcome | null = null;
  private child: ChildProcess | undefined;

  /** Null until the first run of this process has ended. */
  get outcome(): AuditOutcome | null {
    return this.last;
  }

  /** Begins an audit and does not wait for it; does nothing while one is under way. */
  start(now: Instant): void {
    if (this.child) return;
    const child = spawn(process.execPath, [PROGRAM], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    let said = '';
    const keep = (text: string): void => {
      said = (said + text).slice(-TOLD);
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.on('error', (error) => keep(error.message));
    child.on('close', (code) => {
      this.child = undefined;
      if (!child.killed) this.conclude(code, said, now);
    });
  }

  /** Takes the last line of the command, which counts the findings, as the outcome. */
  conclude(code: number | null, said: string, now: Instant): void {
    const counted = code === 0 ? 0 : Number(/(\d+) findings\.\s*$/.exec(said)?.[1] ?? Number.NaN);
    if (Number.isNaN(counted)) {
      this.logger.error({ reason: `The self-audit failed: ${said.trim()}` });
      return;
    }
    this.last = { findings: counted, at: now };
    ledgerFindings.set(counted);
    if (counted > 0) this.logger.error({ findings: counted, reason: said.trim() });
  }

  async onApplicationShutdown(): Promise<void> {
    const { child } = this;
    if (!child) return;
    const closed = once(child, 'close');
    child.kill();
    await closed;
  }
}
