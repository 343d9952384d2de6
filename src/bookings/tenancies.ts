import { Injectable } from '@nestjs/common';
import { Reader, type Queries } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import { todayOf } from '../operators/standings.js';
import { Problem } from '../platform/problems/problem.js';
import { periodAround, QuotaBook, type HeldDate, type QuotaState, type Tenancy } from '../scheduling/quotas.js';
import type { RefusalCode } from '../scheduling/refusals.js';
import { dateOf, startOfDay } from '../scheduling/time.js';
import type { Instant, WallTime } from '../scheduling/time.types.js';
import type { Candidate } from '../scheduling/verdict.js';
import type { Booking, Occurrence } from './booking.types.js';
import { RulesMoved } from './decide-again.js';
import { asGranted } from './ledger-check.js';
import type { Rules } from './world.service.js';

export interface TenancyQuestion {
  readonly rules: Rules;
  /** Null when it is in nobody's name but the asker's or the centre's. */
  readonly operatorId: string | null;
  readonly candidates: readonly Candidate[];
  readonly now: Instant;
  /** Occurrences that do not count: they are being moved. */
  readonly without?: ReadonlySet<string>;
  /** The booking that is being changed. */
  readonly booking?: string;
}

/** A quota as it is told with a request: `asked` is what the request takes of it, `left` what remains then. */
export interface ToldQuota extends QuotaState {
  readonly asked: number;
}

interface HeldRow {
  id: string;
  booking_id: string;
  zone_id: number;
  start_wall: string;
  end_wall: string;
  start_at: number;
  end_at: number;
  status: 'pending' | 'confirmed';
}

/** Reads what operators hold, so that their quotas can be told and kept. */
@Injectable()
export class Tenancies {
  constructor(private readonly reader: Reader) {}

  /** All that the quotas of the operator depend on for these dates; undefined without an operator. */
  async load(question: TenancyQuestion, queries: Queries = this.reader): Promise<Tenancy | undefined> {
    const { rules, operatorId, candidates, now, booking, without } = question;
    const operator = operatorId === null ? undefined : rules.operators.byId.get(operatorId);
    if (!operator) return undefined;
    const agreements = rules.operators.agreementsOf.get(operator.id) ?? [];
    const tenancy = { operator: operator.code, agreements, today: todayOf(now, rules.plan) };
    const quotas = agreements.flatMap(({ terms }) => terms.quotas);
    const dates = candidates.map(({ startWall }) => dateOf(startWall)).sort();
    const [first, last] = [dates[0], dates.at(-1)];
    if (quotas.length === 0 || !first || !last) return { ...tenancy, held: [], ...(booking ? { booking } : {}) };
    const from = startOfDay(periodAround(quotas, first).from, rules.plan.timeZone);
    const until = startOfDay(periodAround(quotas, last).until, rules.plan.timeZone);
    const rows = await queries.all<HeldRow>(
      `SELECT id, booking_id, zone_id, start_wall, end_wall, start_at, end_at, status FROM occurrences
       WHERE centre_id = ? AND operator_id = ? AND status IN ('pending', 'confirmed')
         AND ((start_at >= ? AND start_at < ?) OR end_at > ?)`,
      [rules.plan.centreId, operator.id, from, until, now],
    );
    const held = rows.filter(({ id }) => !without?.has(id)).flatMap((row) => heldDate(row, { rules, now }));
    return { ...tenancy, held, ...(booking ? { booking } : {}) };
  }

  /**
   * Holds the operator's quotas until the transaction ends and counts again: of two members at once one comes second.
   * Throws `RulesMoved` when what was free has been taken since.
   */
  async holdQuotas(tx: Tx, question: TenancyQuestion, waived: ReadonlySet<RefusalCode>): Promise<void> {
    const { rules, operatorId, candidates, now } = question;
    if (operatorId === null) return;
    if (tx.engine === 'postgres') {
      const text = 'SELECT id FROM operators WHERE centre_id = ? AND id = ? FOR NO KEY UPDATE';
      await tx.all(text, [rules.plan.centreId, operatorId]);
    }
    const tenancy = await this.load(question, tx);
    if (!tenancy || waived.has('quota-exceeded')) return;
    const book = new QuotaBook(tenancy);
    for (const candidate of candidates) {
      const date = asHeld(candidate, { now, booking: question.booking ?? '' });
      if (!candidate.granted && book.refusalsFor(date).length > 0) throw new RulesMoved();
      book.take(date);
    }
  }

  /** The same for dates that come back to life: throws `refused` when the quota is used up by now. */
  async requireRoom(
    tx: Tx,
    {
      rules,
      booking,
      occurrences,
      now,
    }: { rules: Rules; booking: Booking; occurrences: readonly Occurrence[]; now: Instant },
  ): Promise<void> {
    const candidates = occurrences
      .map((occurrence) => asGranted(rules.plan, occurrence))
      .filter((candidate) => candidate !== null)
      .map((candidate) => ({ ...candidate, granted: false }));
    const { operatorId, id } = booking;
    const waived = new Set(booking.waiver?.codes as RefusalCode[] | undefined);
    const without = new Set(occurrences.map((occurrence) => occurrence.id));
    try {
      await this.holdQuotas(tx, { rules, operatorId, candidates, now, without, booking: id }, waived);
    } catch (error) {
      if (!(error instanceof RulesMoved)) throw error;
      throw new Problem('refused', "The operator's quota is used up by now.", { occurrences: [] });
    }
  }

  /** The quotas of each date's period, as they stand and as the dates that are taken would leave them. */
  told(tenancy: Tenancy | undefined, { dates, after }: { dates: readonly Candidate[]; after: QuotaBook | null }) {
    if (!tenancy || !after) return [];
    const before = new QuotaBook(tenancy).statesFor(dates);
    const then = after.statesFor(dates);
    return before.map((state, i): ToldQuota => {
      const left = then[i]?.left ?? state.left;
      return { ...state, asked: state.left - left, left };
    });
  }

  /** How the quotas stand that a standing booking's dates count in, for who decides it. */
  async states(question: TenancyQuestion): Promise<QuotaState[]> {
    const tenancy = await this.load(question);
    return tenancy ? new QuotaBook(tenancy).statesFor(question.candidates) : [];
  }
}

function heldDate(row: HeldRow, { rules, now }: { rules: Rules; now: Instant }): HeldDate[] {
  const zone = rules.plan.byId.get(row.zone_id);
  if (!zone) return [];
  return [
    {
      zone,
      booking: row.booking_id,
      startWall: row.start_wall as WallTime,
      endWall: row.end_wall as WallTime,
      start: row.start_at as Instant,
      end: row.end_at as Instant,
      status: row.status,
      ahead: row.end_at > now,
    },
  ];
}

const asHeld = (candidate: Candidate, { now, booking }: { now: Instant; booking: string }): HeldDate => ({
  ...candidate,
  booking,
  status: 'pending',
  ahead: candidate.end > now,
});
