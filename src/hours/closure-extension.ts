import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../accounts/actor.js';
import { writeAudit } from '../audit/audit.js';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import { newId } from '../platform/ids.js';
import { writeOutbox } from '../platform/outbox/outbox.js';
import { overlaps } from '../scheduling/intervals.js';
import { addDays, dateOf, toInstant, toWall } from '../scheduling/time.js';
import type { Instant, Span } from '../scheduling/time.types.js';
import type { Plan, Zone } from '../scheduling/zones.types.js';
import type { ClosureDate } from './closure-dates.js';
import { expandClosure } from './closure-expansion.js';
import { ClosureLedger } from './closure-ledger.js';
import { claimsInside, keepingInside } from './closure-occupants.js';
import { ClosureReader } from './closure-reader.js';
import { closuresToExtend, findClosure, updateClosure, type Closure } from './closure.store.js';
import { RuleChanges } from './rule-changes.js';

/** Closures are extended while there are still so many days left. */
const DAYS_LEFT = 300;
/** All dates since the first one are counted, so that a rule with INTERVAL or COUNT goes on in step. */
const MAX_DATES_EVER = 20_000;

interface FurtherDates {
  readonly spans: readonly Span[];
  readonly extendedUntil: Closure['extendedUntil'];
}

/** Writes the further dates of recurring closures, long before those that are written run out. */
@Injectable()
export class ClosureExtension {
  constructor(
    private readonly reader: Reader,
    private readonly rules: RuleChanges,
    private readonly closures: ClosureReader,
    private readonly ledger: ClosureLedger,
  ) {}

  /**
   * Extends what runs out within 300 days, to 400 days ahead; gives how many closures got further dates. A booking that
   * a new date meets is kept, and said so in the outbox; a date that another closure has taken already is left out.
   */
  async extendClosures(now: Instant): Promise<number> {
    const before = addDays(dateOf(toWall(now, 'UTC')), DAYS_LEFT);
    const due = await closuresToExtend(this.reader, before);
    let extended = 0;
    for (const closure of due) {
      const { plan } = await this.rules.now(closure.centreId);
      const further = furtherDates(closure, { timeZone: plan.timeZone, now });
      if (further && (await this.extend(closure, { further, now }))) extended += 1;
    }
    return extended;
  }

  /** False when there was nothing to add, or somebody has changed the closure meanwhile: it is then due again. */
  private extend(closure: Closure, { further, now }: { further: FurtherDates; now: Instant }): Promise<boolean> {
    const { centreId, id } = closure;
    return this.rules.make(centreId, async (tx, { plan }) => {
      const zone = plan.byId.get(closure.zoneId);
      const current = await findClosure(tx, centreId, id);
      if (!zone || current?.version !== closure.version) return false;
      const free = await this.notClosedYet(tx, { plan, zone }, further.spans);
      const claims = await claimsInside(tx, { plan, zone }, free);
      const fresh: ClosureDate[] = free.map(({ start, end }) => {
        return { id: newId(now), closureId: id, zoneId: zone.id, start, end, kept: [] };
      });
      const dates = keepingInside(fresh, claims);
      await this.ledger.add(tx, centreId, dates);
      const after = { ...closure, extendedUntil: further.extendedUntil, version: closure.version + 1 };
      await updateClosure(tx, after);
      await this.record(tx, { before: closure, after, dates, now });
      return dates.length > 0;
    });
  }

  private async notClosedYet(
    tx: Tx,
    { plan, zone }: { plan: Plan; zone: Zone },
    spans: readonly Span[],
  ): Promise<Span[]> {
    const met = await this.closures.meeting(tx, { centreId: plan.centreId, plan, zone, spans });
    return spans.filter((span) => !met.some((other) => overlaps(span, other)));
  }

  private async record(
    tx: Tx,
    done: { before: Closure; after: Closure; dates: readonly ClosureDate[]; now: Instant },
  ): Promise<void> {
    const { before, after, dates, now: at } = done;
    const { centreId, id: subjectId } = after;
    const action = 'closure.extended';
    await writeAudit(tx, { centreId, at, actor: SYSTEM, action, subjectKind: 'closure', subjectId, before, after });
    await writeOutbox(tx, { centreId, at, kind: action, subjectId, payload: { dates: dates.length } });
    const occurrences = [...new Set(dates.flatMap(({ kept }) => kept))];
    if (occurrences.length === 0) return;
    await writeOutbox(tx, { centreId, at, kind: 'closure.met-bookings', subjectId, payload: { occurrences } });
  }
}

/** The dates after those that are written; null when the stored rule can't be expanded any more. */
function furtherDates(closure: Closure, { timeZone, now }: { timeZone: string; now: Instant }): FurtherDates | null {
  const { startWall, endWall, recurrence, extendedUntil } = closure;
  const first = { start: toInstant(startWall, timeZone), end: toInstant(endWall, timeZone) };
  const expansion = expandClosure(
    { startWall, endWall, recurrence, timeZone, first },
    { now, maxOccurrences: MAX_DATES_EVER },
  );
  if (!expansion.ok) return null;
  const isFurther = ({ start }: Span): boolean =>
    extendedUntil !== null && dateOf(toWall(start, timeZone)) > extendedUntil;
  return { spans: expansion.spans.filter(isFurther), extendedUntil: expansion.extendedUntil };
}
