import { Injectable, Logger } from '@nestjs/common';
import { Reader } from '../platform/database/reader.js';
import type { Instant } from '../scheduling/time.types.js';
import { confirmedFindings } from './ledger-audit.js';
import { ledgerFindings } from './metrics.js';

/** What the last self-audit of this process came to. */
export interface AuditOutcome {
  readonly findings: number;
  readonly at: Instant;
}

/** So many findings are written to the log one by one; the command `npm run audit` prints all. */
const LOGGED = 20;

/** Looks through the whole ledger at night and keeps the outcome for health and metrics. It warns; it stops nothing. */
@Injectable()
export class SelfAudit {
  private readonly logger = new Logger('SelfAudit');
  private last: AuditOutcome | null = null;

  constructor(private readonly reader: Reader) {}

  /** Null until the first run of this process. */
  get outcome(): AuditOutcome | null {
    return this.last;
  }

  async run(now: Instant): Promise<void> {
    const findings = await confirmedFindings(this.reader, { now });
    this.last = { findings: findings.length, at: now };
    ledgerFindings.set(findings.length);
    for (const finding of findings.slice(0, LOGGED)) this.logger.error(finding);
  }
}
