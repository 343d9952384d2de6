import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DecisionsService } from '../bookings/decisions.service.js';
import { ProposalsService } from '../bookings/proposals.service.js';
import { NoticesService } from '../notices/notices.service.js';
import { AgreementEndNotices } from '../operators/agreement-end-notices.js';
import { PersonalDataService } from '../privacy/personal-data.service.js';
import { ClosureExtension } from '../hours/closure-extension.js';
import { Clock } from '../platform/clock.js';
import { InjectSettings } from '../platform/config/settings.token.js';
import type { Settings } from '../platform/config/settings.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Idempotency } from '../platform/http/idempotency.js';
import { forgetOldOutbox } from '../platform/outbox/outbox.js';
import { HOUR, MINUTE, type Instant } from '../scheduling/time.types.js';
import { ScheduledBackup } from './scheduled-backup.js';
import { SelfAudit } from './self-audit.js';

interface Job {
  readonly name: string;
  readonly everyMilliseconds: number;
  run(now: Instant): Promise<unknown>;
}

/**
 * Work that time brings: requests expire, closures are extended, what is old is forgotten. Each run is claimed in the
 * database, so of several processes one does it.
 */
@Injectable()
export class Jobs implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Jobs');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private readonly jobs: readonly Job[];

  constructor(
    private readonly clock: Clock,
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly decisions: DecisionsService,
    private readonly proposals: ProposalsService,
    closures: ClosureExtension,
    idempotency: Idempotency,
    agreementEnds: AgreementEndNotices,
    notices: NoticesService,
    personalData: PersonalDataService,
    selfAudit: SelfAudit,
    backup: ScheduledBackup,
    @InjectSettings() private readonly settings: Settings,
  ) {
    this.jobs = [
      { name: 'expire-requests', everyMilliseconds: MINUTE, run: (now) => this.expireRequests(now) },
      { name: 'extend-closures', everyMilliseconds: 24 * HOUR, run: (now) => closures.extendClosures(now) },
      { name: 'self-audit', everyMilliseconds: 24 * HOUR, run: async (now) => selfAudit.start(now) },
      { name: 'forget-idempotency-keys', everyMilliseconds: HOUR, run: () => idempotency.forgetOld() },
      { name: 'forget-outbox', everyMilliseconds: HOUR, run: (now) => forgetOldOutbox(unitOfWork, now) },
      { name: 'agreement-ends', everyMilliseconds: 24 * HOUR, run: (now) => agreementEnds.write(now) },
      { name: 'forget-notices', everyMilliseconds: 24 * HOUR, run: (now) => notices.forgetOld(now) },
      { name: 'forget-personal-data', everyMilliseconds: 24 * HOUR, run: (now) => personalData.forgetOld(now) },
      { name: 'forget-sessions', everyMilliseconds: HOUR, run: (now) => this.forgetSessions(now) },
      ...(settings.backupHours === 0 || settings.environment === 'test'
        ? []
        : [{ name: 'backup', everyMilliseconds: settings.backupHours * HOUR, run: async () => backup.start() }]),
    ];
  }

  onApplicationBootstrap(): void {
    if (this.settings.environment === 'test') return;
    this.timer = setInterval(() => {
      this.running = this.running.then(() => this.runDue());
    }, MINUTE);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Runs every job that is due, one after the other; a failing one is logged and does not stop the rest. */
  async runDue(): Promise<void> {
    for (const job of this.jobs) {
      const now = this.clock.now();
      try {
        if (await this.claim(job, now)) await job.run(now);
      } catch (error) {
        this.logger.error({ job: job.name, reason: error instanceof Error ? error.message : String(error) });
      }
    }
  }

  /** True for the one process that may run it now. */
  private claim({ name, everyMilliseconds }: Job, now: Instant): Promise<boolean> {
    return this.unitOfWork.run(async (tx) => {
      await tx.run('INSERT INTO jobs (name, last_run_at) VALUES (?, 0) ON CONFLICT DO NOTHING', [name]);
      return (
        (await tx.run('UPDATE jobs SET last_run_at = ? WHERE name = ? AND last_run_at <= ?', [
          now,
          name,
          now - everyMilliseconds + MINUTE / 2,
        ])) === 1
      );
    });
  }

  private async expireRequests(now: Instant): Promise<void> {
    const { pendingExpiryMinutes } = this.settings;
    const proposing = await this.reader.all<{ centre_id: number }>(
      `SELECT DISTINCT centre_id FROM occurrences WHERE status = 'pending' AND proposal IS NOT NULL`,
    );
    for (const { centre_id: centreId } of proposing) await this.proposals.expire(centreId, now);
    const centres = await this.reader.all<{ centre_id: number }>(
      `SELECT DISTINCT centre_id FROM occurrences WHERE status IN ('pending', 'standby') AND start_at <= ?`,
      [now + pendingExpiryMinutes * MINUTE],
    );
    for (const { centre_id: centreId } of centres) await this.decisions.expire(centreId, { now, pendingExpiryMinutes });
  }

  private async forgetSessions(now: Instant): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      await tx.run('DELETE FROM sessions WHERE expires_at < ?', [now]);
      await tx.run('DELETE FROM login_failures WHERE window_start_at < ?', [now - 24 * HOUR]);
    });
  }
}
