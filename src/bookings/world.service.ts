import { Injectable } from '@nestjs/common';
import type { Actor } from '../accounts/actor.js';
import { CLAIM_COLUMNS, claimsSource, claimsValues, type ClaimRow } from '../centres/ledger.js';
import { PlanCache } from '../centres/plan.js';
import { ClosureReader } from '../hours/closure-reader.js';
import type { HoursView } from '../hours/hours-view.js';
import { HoursWorld } from '../hours/world.js';
import { OperatorsWorld, type OperatorsView } from '../operators/operators.world.js';
import { standingOf, type Standing } from '../operators/standing.js';
import { todayOf } from '../operators/standings.js';
import { Reader, type Queries } from '../platform/database/reader.js';
import type { Engine } from '../platform/database/sql.js';
import { claimedSpan } from '../scheduling/claims.js';
import { overlaps } from '../scheduling/intervals.js';
import type { Tenancy } from '../scheduling/quotas.js';
import type { RefusalCode } from '../scheduling/refusals.js';
import { MINUTE, type Instant, type Span } from '../scheduling/time.types.js';
import type { Candidate, ClosedTime, World } from '../scheduling/verdict.js';
import type { KnownClaim } from '../scheduling/claim-index.js';
import type { Plan, Zone } from '../scheduling/zones.types.js';
import type { Booker, Status, Visibility } from './booking.types.js';
import { metBooking, sightOf } from './sight.js';

/** The rules of one moment: a decision is made against one version of them. */
export interface Rules {
  readonly plan: Plan;
  readonly hours: HoursView;
  readonly operators: OperatorsView;
}

export interface WorldQuestion {
  readonly rules: Pick<Rules, 'plan' | 'hours'>;
  readonly standing: Standing;
  readonly now: Instant;
  readonly candidates: readonly Candidate[];
  readonly needs: readonly string[];
  readonly waived: ReadonlySet<RefusalCode>;
  /** Occurrences whose own claims don't count: they are being moved. */
  readonly without?: ReadonlySet<string>;
  /** Times that are about to be closed, as if they were already. */
  readonly closing?: readonly ClosedTime[];
  /** Whom the rules take the asker for; by default what the actor is. */
  readonly booker?: Booker;
  /** What the operator holds in whose name it is asked. */
  readonly tenancy?: Tenancy | undefined;
}

interface KnownRow extends ClaimRow {
  status: Status | null;
  booking_id: string | null;
  start_at: number | null;
  end_at: number | null;
  zone_id: number | null;
  title: string | null;
  visibility: Visibility | null;
  created_by: string | null;
  booker: Booker | null;
  operator_id: string | null;
  closure_id: string | null;
  closure_reason: string | null;
  closure_zone: number | null;
  closure_start: number | null;
  closure_end: number | null;
}

const WHOSE = `o.status, o.booking_id, o.start_at, o.end_at, o.zone_id, b.title, b.visibility, b.created_by, b.booker, b.operator_id,
  f.id AS closure_id, f.reason AS closure_reason, f.zone_id AS closure_zone, d.start_at AS closure_start, d.end_at AS closure_end`;
const OWNERS = `
  LEFT JOIN occurrences o ON o.centre_id = c.centre_id AND o.id = c.owner_id
  LEFT JOIN bookings b ON b.centre_id = o.centre_id AND b.id = o.booking_id
  LEFT JOIN closure_dates d ON c.owner_kind = 'closure' AND d.centre_id = c.centre_id AND d.id = c.owner_id
  LEFT JOIN closures f ON f.centre_id = d.centre_id AND f.id = d.closure_id`;

const claimsText = (engine: Engine): string =>
  `SELECT DISTINCT ${CLAIM_COLUMNS}, ${WHOSE} ${claimsSource(engine)} ${OWNERS}`;
const CLAIMS: Readonly<Record<Engine, string>> = { sqlite: claimsText('sqlite'), postgres: claimsText('postgres') };

/** Where the actor of a request stands under these rules. */
export const standingIn = (rules: Rules, { actor, now }: { actor: Actor; now: Instant }): Standing =>
  standingOf(actor, {
    centreId: rules.plan.centreId,
    operators: rules.operators,
    today: todayOf(now, rules.plan),
  });

/** Reads what a verdict depends on: rules from memory, claims in one query whatever the number of dates. */
@Injectable()
export class BookingWorld {
  constructor(
    private readonly reader: Reader,
    private readonly plans: PlanCache,
    private readonly hours: HoursWorld,
    private readonly operators: OperatorsWorld,
    private readonly closures: ClosureReader,
  ) {}

  async rules(centreId: number): Promise<Rules> {
    const plan = await this.plans.get(centreId);
    return { plan, hours: await this.hours.of(plan), operators: await this.operators.of(plan) };
  }

  /** The world for these candidates; `more` adds cells and times that alternatives will be looked for in. */
  async load(question: WorldQuestion, queries: Queries = this.reader): Promise<World> {
    const { rules, standing, now, candidates, tenancy } = question;
    const spans = candidates.map(claimedSpan);
    const zones = [...new Set(candidates.map(({ zone }) => zone))];
    return {
      now: (Math.floor(now / MINUTE) * MINUTE) as Instant,
      timeZone: rules.plan.timeZone,
      booker: question.booker ?? (standing.staff ? 'staff' : 'member'),
      layersOf: rules.hours.layersOf,
      calendar: rules.hours.calendar,
      claims: await this.claims(queries, question, { zones, spans }),
      closures: [...(await this.closed(queries, { plan: rules.plan, now }, spans)), ...(question.closing ?? [])],
      needs: question.needs,
      waived: question.waived,
      ...(tenancy ? { tenancy } : {}),
    };
  }

  /** All claims on the zones' cells that meet any of the spans, each with what the actor may know of its owner. */
  async claims(
    queries: Queries,
    { rules: { plan }, standing, without }: Pick<WorldQuestion, 'rules' | 'standing' | 'without'>,
    { zones, spans }: { zones: readonly Zone[]; spans: readonly Span[] },
  ): Promise<KnownClaim[]> {
    const cells = [...new Set(zones.flatMap((zone) => [...zone.space, ...zone.limits].map(({ id }) => id)))];
    if (cells.length === 0 || spans.length === 0) return [];
    const rows = await queries.all<KnownRow>(
      CLAIMS[queries.engine],
      claimsValues(queries.engine, plan.centreId, { cells, spans }),
    );
    return rows.filter((row) => !without?.has(row.owner_id)).map((row) => knownClaim(row, plan, standing));
  }

  /** Closures of the centre whose time, holes included, meets one of the spans. */
  async closed(
    queries: Queries,
    { plan, now }: { plan: Plan; now: Instant },
    spans: readonly Span[],
  ): Promise<ClosedTime[]> {
    const upcoming = await this.closures.upcoming(queries, plan, now);
    return upcoming
      .filter((closure) => spans.some((span) => overlaps(span, closure)))
      .map(({ id, reason, zone, start, end }) => ({ id, reason, zone, start, end, cells: cellsOf(plan, zone) }));
  }
}

const cellsOf = (plan: Plan, code: string): ReadonlySet<number> =>
  new Set(plan.byCode.get(code)?.space.map(({ id }) => id));

function knownClaim(row: KnownRow, plan: Plan, standing: Standing): KnownClaim {
  const claim = {
    cell: row.cell_id,
    from: row.from_at as Instant,
    until: row.until_at as Instant,
    units: row.units,
    owner: row.owner_id,
  };
  const zone = plan.byId.get(row.zone_id ?? row.closure_zone ?? 0)?.code;
  const start = (row.start_at ?? row.closure_start ?? row.from_at) as Instant;
  const end = (row.end_at ?? row.closure_end ?? row.until_at) as Instant;
  if (row.closure_id !== null) {
    const met = { kind: 'closure' as const, start, end, zone, id: row.closure_id, pending: false };
    return { ...claim, met, closure: { id: row.closure_id, reason: row.closure_reason ?? '' } };
  }
  const sight =
    row.visibility === null
      ? 'busy'
      : sightOf(standing, {
          visibility: row.visibility,
          createdBy: row.created_by ?? '',
          booker: row.booker ?? 'staff',
          operatorId: row.operator_id,
          zoneId: row.zone_id ?? 0,
        });
  const kind = row.owner_kind === 'hold' ? ('hold' as const) : ('booking' as const);
  const met = {
    kind,
    start,
    end,
    zone,
    id: row.booking_id ?? undefined,
    title: row.title ?? undefined,
    pending: row.status === 'pending',
  };
  return { ...claim, met: metBooking(sight, met) };
}
