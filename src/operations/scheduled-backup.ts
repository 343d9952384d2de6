import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';

const PROGRAM = fileURLToPath(new URL('../backup.main.js', import.meta.url));

/** The end of what a failed backup said that is worth a place in the log, characters. */
const TOLD = 2000;

/**
 * Takes backups by itself, in a process of its own: copying and verifying a large database would keep this one from
 * answering. It reads the same settings.
 */
@Injectable()
export class ScheduledBackup implements OnApplicationShutdown {
  private readonly logger = new Logger('Backup');
  private child: ChildProcess | undefined;

  /** Begins a backup and does not wait for it; does nothing while one is under way. */
  start(): void {
    if (this.child) return;
    const child = spawn(process.execPath, [PROGRAM, '--scheduled'], { stdio: ['ignore', 'ignore', 'pipe'] });
    this.child = child;
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-TOLD);
    });
    child.on('error', (error) => {
      said += error.message;
    });
    child.on('close', (code) => {
      this.child = undefined;
      if (child.killed) return;
      if (code === 0) this.logger.log('A scheduled backup was taken.');
      else this.logger.error({ reason: `The scheduled backup failed: ${said.trim()}` });
    });
  }

  async onApplicationShutdown(): Promise<void> {
    const { child } = this;
    if (!child) return;
    const closed = once(child, 'close');
    child.kill();
    await closed;
  }
}
