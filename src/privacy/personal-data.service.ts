import { Injectable } from '@nestjs/common';
import { SYSTEM, type Actor } from '../accounts/actor.js';
import { bookingsOfPhone, bookingsOver, clearBehalf, type BehalfBooking } from '../bookings/behalf.store.js';
import { Clock } from '../platform/clock.js';
import { InjectSettings } from '../platform/config/settings.token.js';
import type { Settings } from '../platform/config/settings.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { decodeCursor } from '../platform/http/cursor.js';
import { scrubKeptAnswers } from '../platform/http/replayed-answers.js';
import { DEFAULT_LIMIT, pageOf, type Page, type PageQuery } from '../platform/http/page.js';
import { asInstant } from '../scheduling/time.js';
import { DAY, type Instant } from '../scheduling/time.types.js';

/** So many bookings are cleared in one transaction. */
const AT_ONCE = 200;

/** Names and phone numbers of people without accounts, for whom the desk has booked: found, and removed. */
@Injectable()
export class PersonalDataService {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  async search(
    centreId: number,
    phone: string,
    { cursor, limit = DEFAULT_LIMIT }: PageQuery,
  ): Promise<Page<BehalfBooking>> {
    const after = cursor === undefined ? '' : String(decodeCursor(cursor, ['string'])[0]);
    const rows = await bookingsOfPhone(this.reader, centreId, { phone, after, limit: limit + 1 });
    return pageOf(rows, { limit, keyOf: ({ id }) => [id], toItem: (booking) => booking });
  }

  /** Removes them from all bookings with this number, also those still ahead. Gives how many. */
  async remove(actor: Actor, centreId: number, phone: string): Promise<number> {
    let removed = 0;
    for (;;) {
      const some = await this.unitOfWork.run(async (tx) => {
        const rows = await bookingsOfPhone(tx, centreId, { phone, after: '', limit: AT_ONCE });
        const ids = rows.map(({ id }) => id);
        for (const id of ids) await scrubKeptAnswers(tx, { id, member: 'onBehalfOf' });
        return clearBehalf(tx, { centreId, ids, actor, at: this.clock.now() });
      });
      removed += some;
      if (some < AT_ONCE) return removed;
    }
  }

  /** The daily job: what is over for longer than the setting says is no longer needed. Gives how many bookings. */
  async forgetOld(now: Instant): Promise<number> {
    const before = asInstant(now - this.settings.personalDataDays * DAY);
    let removed = 0;
    for (;;) {
      const some = await this.unitOfWork.run(async (tx) => {
        const rows = await bookingsOver(tx, before, AT_ONCE);
        let cleared = 0;
        for (const centreId of new Set(rows.map((row) => row.centre_id))) {
          const ids = rows.filter((row) => row.centre_id === centreId).map(({ id }) => id);
          cleared += await clearBehalf(tx, { centreId, ids, actor: SYSTEM, at: now });
        }
        return cleared;
      });
      removed += some;
      if (some < AT_ONCE) return removed;
    }
  }
}
