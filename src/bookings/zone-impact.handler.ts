import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SYSTEM } from '../accounts/actor.js';
import { removeClaims, writeClaims } from '../centres/ledger.js';
import { ZoneImpact, type Misfit, type ZoneChange, type ZoneImpactHandler } from '../centres/zone-impact.js';
import { HoursWorld } from '../hours/world.js';
import { Standings } from '../operators/standings.js';
import { marks, type Tx } from '../platform/database/sql.js';
import { formatInstant } from '../scheduling/time.js';
import type { Instant } from '../scheduling/time.types.js';
import type { Verdict } from '../scheduling/verdict.js';
import type { Plan, Zone } from '../scheduling/zones.types.js';
import type { Occurrence } from './booking.types.js';
import { claimsFor } from './bookings.store.js';
import { OCCURRENCE_COLUMNS, occurrenceOf, type OccurrenceRow } from './bookings.rows.js';
import { Judging } from './judging.service.js';
import { asGranted } from './ledger-check.js';

/** Moves the claims of live bookings to the new cells when zones change, or says which bookings don't fit. */
@Injectable()
export class BookingZoneImpact implements ZoneImpactHandler, OnModuleInit {
  constructor(
    private readonly impact: ZoneImpact,
    private readonly hours: HoursWorld,
    private readonly judging: Judging,
    private readonly standings: Standings,
  ) {}

  onModuleInit(): void {
    this.impact.use(this);
  }

  async rederive(tx: Tx, centreId: number, { before, after, at, overtaken }: ZoneChange): Promise<Misfit[]> {
    const all = await liveFrom(tx, centreId, at);
    const crowded = new Set(overtaken);
    const misfits = all.filter((o) => crowded.has(o.id)).map((o) => misfit(after, o, 'over-capacity'));
    const touched = all.filter(
      (o) => !crowded.has(o.id) && isTouched(before.byId.get(o.zoneId), after.byId.get(o.zoneId)),
    );
    if (touched.length === 0) return titled(tx, centreId, misfits);
    await removeClaims(
      tx,
      centreId,
      touched.map(({ id }) => id),
    );
    const homeless = touched.filter((o) => !canHold(after.byId.get(o.zoneId), o));
    misfits.push(...homeless.map((o) => misfit(after, o, homelessReason(after.byId.get(o.zoneId)))));
    const staying = touched.filter((o) => !homeless.includes(o));
    const candidates = staying.map((o) => asGranted(after, o)).filter((candidate) => candidate !== null);
    const rules = { plan: after, hours: await this.hours.of(before) };
    const { verdicts } = await this.judging.judge(
      { rules, standing: await this.standings.in(SYSTEM, before), now: at, candidates, needs: [], waived: new Set() },
      tx,
    );
    for (const [i, o] of staying.entries()) {
      const verdict = verdicts[i];
      if (verdict?.ok === false) misfits.push(misfit(after, o, clashReason(verdict)));
    }
    if (misfits.length === 0)
      await writeClaims(
        tx,
        centreId,
        staying.flatMap((o) => claimsFor(after, o)),
      );
    return titled(tx, centreId, misfits);
  }
}

async function liveFrom(tx: Tx, centreId: number, at: Instant): Promise<Occurrence[]> {
  const rows = await tx.all<OccurrenceRow>(
    `SELECT ${OCCURRENCE_COLUMNS.join(', ')} FROM occurrences WHERE centre_id = ? AND end_at > ? AND status IN ('pending', 'confirmed') ORDER BY start_at, id`,
    [centreId, at],
  );
  return rows.map(occurrenceOf);
}

const cellsOf = (zone: Zone): string =>
  [...zone.space, ...zone.limits].map(({ id, units }) => `${id}:${units}`).join(' ');

/** Whether the zone's cells, or how its bookings claim them, are others than before. */
const isTouched = (before: Zone | undefined, after: Zone | undefined): boolean =>
  !before ||
  !after ||
  cellsOf(before) !== cellsOf(after) ||
  before.mode !== after.mode ||
  before.isLeaf !== after.isLeaf ||
  before.seats !== after.seats;

const canHold = (zone: Zone | undefined, { heads }: Occurrence): boolean =>
  zone !== undefined && zone.mode !== 'none' && (zone.seats === null || heads <= zone.seats);

const homelessReason = (zone: Zone | undefined): Misfit['reason'] =>
  zone === undefined || zone.mode === 'none' ? 'not-bookable' : 'over-capacity';

const clashReason = ({ refusals }: Verdict): Misfit['reason'] =>
  refusals.some(({ code }) => code === 'over-capacity') ? 'over-capacity' : 'occupied';

const BOOKINGS_PER_STATEMENT = 500;

/** Only who may change zones is answered with misfits, and they may see every booking of the centre. */
async function titled(tx: Tx, centreId: number, misfits: readonly Misfit[]): Promise<Misfit[]> {
  const ids = [...new Set(misfits.flatMap(({ booking }) => booking ?? []))];
  const titles = new Map<string, string>();
  for (let i = 0; i < ids.length; i += BOOKINGS_PER_STATEMENT) {
    const some = ids.slice(i, i + BOOKINGS_PER_STATEMENT);
    const rows = await tx.all<{ id: string; title: string }>(
      `SELECT id, title FROM bookings WHERE centre_id = ? AND id IN (${marks(some.length)})`,
      [centreId, ...some],
    );
    for (const { id, title } of rows) titles.set(id, title);
  }
  return misfits.map((one) => {
    const title = titles.get(one.booking ?? '');
    return title === undefined ? one : { ...one, title };
  });
}

const misfit = (plan: Plan, o: Occurrence, reason: Misfit['reason']): Misfit => {
  const zone = plan.byId.get(o.zoneId)?.code;
  return {
    id: o.id,
    kind: 'occurrence',
    ...(zone === undefined ? {} : { zone }),
    start: formatInstant(o.start, plan.timeZone),
    end: formatInstant(o.end, plan.timeZone),
    booking: o.bookingId,
    heads: o.heads,
    reason,
  };
};
