import { Injectable } from '@nestjs/common';
import { SYSTEM, type Actor } from '../accounts/actor.js';
import { LoginLimit } from '../accounts/login-limit.js';
import { writeAudit } from '../audit/audit.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { badInput, notFound, Problem } from '../platform/problems/problem.js';
import { formatInstant } from '../scheduling/time.js';
import type { Instant } from '../scheduling/time.types.js';
import type { Plan } from '../scheduling/zones.types.js';
import { LIVE, type Occurrence, type WholeBooking } from './booking.types.js';
import { readBooking } from './bookings.store.js';
import type { Asking } from './bookings.service.js';
import { CancellationsService } from './cancellations.service.js';
import type { SlipAnswer } from './dto/slip.dto.js';
import { lastFourOf, newSlipCode } from './slip-code.js';
import type { Slip } from './slip.scope.js';
import { BookingWorld } from './world.service.js';

/** A long series is shown by its next dates: the slip is a reminder, not a calendar. */
const DATES_SHOWN = 20;

/** Who cancels with a slip: it proves no account, only that the person has the slip and knows the number. */
const HOLDER: Actor = { ...SYSTEM, id: 'slip', name: 'slip' };

/** Printed slips: a public page that tells when and where, and cancels with the phone's last four digits. */
@Injectable()
export class SlipsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly worlds: BookingWorld,
    private readonly cancellations: CancellationsService,
    private readonly limit: LoginLimit,
  ) {}

  /** The code of a booking's slip; the same one however often it is printed. */
  async issue(bookingId: string, { centreId, actor, now }: Asking): Promise<string> {
    return this.unitOfWork.run(async (tx) => {
      const known = await codeOf(tx, centreId, bookingId);
      if (known !== undefined) return known;
      const written = await tx.run(
        `INSERT INTO slips (centre_id, booking_id, code, created_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
        [centreId, bookingId, newSlipCode(), now],
      );
      const code = await codeOf(tx, centreId, bookingId);
      if (code === undefined) throw new Error('a slip was neither written nor there');
      if (written > 0) {
        const subject = { subjectKind: 'booking', subjectId: bookingId };
        await writeAudit(tx, { centreId, at: now, actor, action: 'booking.slip-issued', ...subject });
      }
      return code;
    });
  }

  async show(slip: Slip): Promise<SlipAnswer> {
    const { plan } = await this.worlds.rules(slip.centreId);
    return slipView(plan, await this.read(slip), { slug: await this.slugOf(slip), now: this.clock.now() });
  }

  /** Cancels all that is ahead. Wrong digits are counted as a wrong password is; throws `bad-input` for them. */
  async cancel(slip: Slip, { last4, address }: { last4: string; address: string }): Promise<SlipAnswer> {
    const at = this.clock.now();
    const { booking } = await this.read(slip);
    const known = lastFourOf(booking.behalfPhone);
    if (known === null)
      throw new Problem('conflict', 'This booking has no phone number to go by; ask the front desk to cancel it.');
    const attempt = { login: `slip ${slip.code}`, address, at };
    await this.limit.countTry(attempt);
    if (known !== last4)
      throw badInput([{ pointer: '/last4', detail: 'These are not the last four digits of the number left here.' }]);
    await this.unitOfWork.run((tx) => this.limit.forget(tx, attempt));
    const asking = { centreId: slip.centreId, actor: HOLDER, now: at };
    await this.cancellations.cancel(slip.bookingId, { scope: 'all' }, asking, () => Promise.resolve());
    return this.show(slip);
  }

  private async read({ centreId, bookingId }: Slip): Promise<WholeBooking> {
    const whole = await readBooking(this.reader, centreId, bookingId);
    if (!whole) throw notFound('slip of this code');
    return whole;
  }

  private async slugOf({ centreId }: Slip): Promise<string> {
    const row = await this.reader.one<{ slug: string }>('SELECT slug FROM centres WHERE id = ?', [centreId]);
    return row?.slug ?? '';
  }
}

async function codeOf(tx: Tx, centreId: number, bookingId: string): Promise<string | undefined> {
  const sql = 'SELECT code FROM slips WHERE centre_id = ? AND booking_id = ?';
  return (await tx.one<{ code: string }>(sql, [centreId, bookingId]))?.code;
}

function slipView(
  plan: Plan,
  { booking, occurrences }: WholeBooking,
  { slug, now }: { slug: string; now: Instant },
): SlipAnswer {
  const next = occurrences.filter(({ end }) => end > now).slice(0, DATES_SHOWN);
  const isAhead = (one: Occurrence): boolean => LIVE.has(one.status) && one.start > now;
  return {
    centre: slug,
    status: booking.status,
    cancellable: occurrences.some(isAhead) && lastFourOf(booking.behalfPhone) !== null,
    occurrences: (next.length > 0 ? next : occurrences.slice(-1)).map(({ zoneId, start, end, status }) => {
      const zone = plan.byId.get(zoneId);
      return {
        start: formatInstant(start, plan.timeZone),
        end: formatInstant(end, plan.timeZone),
        zone: zone?.code ?? '',
        name: zone?.name ?? '',
        nameEn: zone?.nameEn ?? '',
        status,
      };
    }),
  };
}
