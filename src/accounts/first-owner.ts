import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Links } from './links.js';

/** The way in to an installation that nobody has an account on yet. */
@Injectable()
export class FirstOwner {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly links: Links,
  ) {}

  /**
   * Issues the one-time link with which the first owner makes their account, and gives its path (`/welcome/…`). One that
   * was issued before ends. To be called at start-up while there are no users.
   */
  async issueOwnerLink(): Promise<string> {
    const at = this.clock.now();
    const link = await this.unitOfWork.run((tx) => this.links.issue(tx, { purpose: 'owner', userId: null, at }));
    return link.url;
  }
}
