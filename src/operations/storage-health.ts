import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work.js';

/** Large enough to need new space in the database. */
const PROBE = 'probe '.repeat(10_000);

/** Whether what is written can be stored. */
@Injectable()
export class StorageHealth {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Why writes fail, such as a full disk, or null. After one failed another is tried here: a server that is sent no
   * requests while it is not ready finds its way back by itself.
   */
  async fault(): Promise<string | null> {
    if (this.unitOfWork.storageFault === null) return null;
    try {
      await this.unitOfWork.run(async (tx) => {
        await tx.run('INSERT INTO jobs (name, last_run_at) VALUES (?, 0) ON CONFLICT (name) DO NOTHING', [PROBE]);
        await tx.run('DELETE FROM jobs WHERE name = ?', [PROBE]);
      });
    } catch {
      // The unit of work remembers why.
    }
    return this.unitOfWork.storageFault;
  }
}
