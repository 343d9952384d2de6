import { readClaims, type Claim } from '../centres/ledger.js';
import { readPlan } from '../centres/plan.read.js';
import type { Queries } from '../platform/database/reader.js';
import { marks } from '../platform/database/sql.js';
import { closureClaims } from '../scheduling/claims.js';
import { subtract } from '../scheduling/intervals.js';
import type { Instant, Span } from '../scheduling/time.types.js';
import type { Plan } from '../scheduling/zones.types.js';
import { asText, claimsByOwner, pages, PAGE, type StoredClaim } from './audit.pages.js';
import type { AuditedCentre, Finding } from './ledger-audit.js';

interface Row {
  id: string;
  zone_id: number;
  start_at: number;
  end_at: number;
  kept: string;
}

interface Date_ extends Span {
  readonly id: string;
  readonly zoneId: number;
  readonly kept: readonly string[];
}

const ACTIVE_DATES = `
  SELECT d.id, c.zone_id, d.start_at, d.end_at, d.kept
  FROM closure_dates d JOIN closures c ON c.centre_id = d.centre_id AND c.id = d.closure_id
  WHERE d.centre_id = ? AND d.id > ? AND c.status = 'active' ORDER BY d.id LIMIT ${PAGE}`;

const IDS_PER_STATEMENT = 900;

/** I2 of closures: each date of an active one claims its zone's cells whole, but for what those it keeps and standing units claim of them. */
export async function* auditClosures(queries: Queries, centre: AuditedCentre, now: Instant): AsyncGenerator<Finding> {
  const plan = await readPlan(queries, centre.id);
  for await (const rows of pages<Row>((last) => queries.all(ACTIVE_DATES, [centre.id, last?.id ?? '']))) {
    const dates = rows.map(dateOf);
    const range = { kind: 'closure' as const, first: rows[0]?.id ?? '', last: rows.at(-1)?.id ?? '' };
    const claims = await claimsByOwner(queries, centre.id, range);
    const holes = await claimsOfKept(queries, centre.id, [...new Set(dates.flatMap(({ kept }) => kept))]);
    const standing = await standingIn(queries, plan, dates);
    for (const date of dates) {
      const detail = differenceOf(date, claims.get(date.id) ?? [], { plan, holes, standing, now });
      if (detail) yield { invariant: 'I2', centre: centre.slug, subject: date.id, detail };
    }
  }
}

const dateOf = (row: Row): Date_ => ({
  id: row.id,
  zoneId: row.zone_id,
  start: row.start_at as Instant,
  end: row.end_at as Instant,
  kept: JSON.parse(row.kept) as string[],
});

type Holes = ReadonlyMap<string, readonly StoredClaim[]>;

function differenceOf(
  date: Date_,
  found: readonly StoredClaim[],
  { plan, holes, standing, now }: { plan: Plan; holes: Holes; standing: readonly Claim[]; now: Instant },
): string | null {
  // The cells of a date that is over may have been split or merged since: what it claims must still lie within it.
  if (date.end <= now) {
    const strays = found.filter(({ from, until }) => from < date.start || until > date.end);
    return strays.length > 0 ? `${strays.length} claims lie outside its time` : null;
  }
  const wanted = wantedClaims(date, plan, { holes, standing });
  if (asText(found) === asText(wanted)) return null;
  return `has ${found.length} claims where its zone, time and kept dates give ${wanted.length}, or others than those`;
}

/** Units that operators hold in the zones of these dates, while they last. */
async function standingIn(queries: Queries, plan: Plan, dates: readonly Date_[]): Promise<Claim[]> {
  const cells = [...new Set(dates.flatMap(({ zoneId }) => plan.byId.get(zoneId)?.space ?? []))];
  const shared = [...new Set(cells.filter(({ exclusive }) => !exclusive).map(({ id }) => id))];
  const claims = await readClaims(queries, plan.centreId, { cells: shared, spans: dates });
  return claims.filter(({ ownerKind }) => ownerKind === 'hold');
}

function wantedClaims(
  { zoneId, start, end, kept }: Date_,
  plan: Plan,
  { holes, standing }: { holes: Holes; standing: readonly Claim[] },
): StoredClaim[] {
  const zone = plan.byId.get(zoneId);
  if (!zone) return [];
  const keptClaims = [...kept.flatMap((id) => holes.get(id) ?? []), ...standing];
  return zone.space.flatMap((cell) => {
    const taken = keptClaims.filter((claim) => claim.cell === cell.id);
    const left = subtract(
      [{ start, end }],
      taken.map(({ from, until }) => ({ start: from, end: until })),
    );
    return closureClaims({ ...zone, space: [cell] }, left);
  });
}

async function claimsOfKept(queries: Queries, centreId: number, ids: readonly string[]): Promise<Holes> {
  const holes = new Map<string, StoredClaim[]>();
  for (let i = 0; i < ids.length; i += IDS_PER_STATEMENT) {
    const some = ids.slice(i, i + IDS_PER_STATEMENT);
    const rows = await queries.all<StoredClaim & { owner: string }>(
      `SELECT owner_id AS owner, cell_id AS cell, from_at AS "from", until_at AS "until", units FROM claims
       WHERE centre_id = ? AND owner_kind = 'occurrence' AND owner_id IN (${marks(some.length)})`,
      [centreId, ...some],
    );
    for (const row of rows) holes.set(row.owner, [...(holes.get(row.owner) ?? []), row]);
  }
  return holes;
}
