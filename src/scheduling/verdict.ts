import { authorityFor } from './agreements.js';
import { isTakenByHeads } from './claims.js';
import { dayOf } from './calendar.js';
import { hoursVerdict } from './hours.js';
import type { StatutoryCalendar } from './hours.types.js';
import { ClaimIndex, type KnownClaim } from './claim-index.js';
import { claimRefusals, closureRefusals, ownClaims, SELF } from './claim-refusals.js';
import { policyRefusals } from './policy.js';
import { QuotaBook, type HeldDate, type Tenancy } from './quotas.js';
import type { BookerKind } from './policy.types.js';
import { WAIVABLE, type Refusal, type RefusalCode, type Warning } from './refusals.js';
import { dateOf } from './time.js';
import type { Instant, Span, WallTime } from './time.types.js';
import type { LayersOf, Zone } from './zones.types.js';

/** One occurrence that is asked for. `series` is the wall start that the series gives it: its name within the request. */
export interface Candidate extends Span {
  readonly series: WallTime;
  readonly zone: Zone;
  readonly startWall: WallTime;
  readonly endWall: WallTime;
  readonly heads: number;
  readonly setupMinutes: number;
  readonly cleanupMinutes: number;
  /** Part of what was granted before (shortened, fewer heads): rules are not asked again, only the ledger is. */
  readonly granted?: boolean;
}

/** A closure's whole time, holes for kept occurrences included; in the holes nothing new is taken. */
export interface ClosedTime extends Span {
  readonly id: string;
  readonly reason: string;
  readonly zone: string;
  /** Space cells that it closes. */
  readonly cells: ReadonlySet<number>;
}

/** All that a verdict depends on, at one version of the rules. */
export interface World {
  readonly now: Instant;
  readonly timeZone: string;
  readonly booker: BookerKind;
  readonly layersOf: LayersOf;
  readonly calendar: StatutoryCalendar;
  readonly claims: readonly KnownClaim[];
  readonly closures: readonly ClosedTime[];
  readonly needs: readonly string[];
  /** Codes of rules that the office sets aside. */
  readonly waived: ReadonlySet<RefusalCode>;
  /** The operator in whose name it is asked; left out when nobody but the asker. */
  readonly tenancy?: Tenancy;
}

/** What candidates are judged against: the world, and what those before them take of it. */
export interface Ground {
  readonly world: World;
  readonly index: ClaimIndex;
  readonly quotas: QuotaBook | null;
}

/** What is to be said of one candidate. `waived` are refusals that the office set aside. */
export interface Verdict {
  readonly candidate: Candidate;
  readonly ok: boolean;
  readonly refusals: readonly Refusal[];
  readonly waived: readonly Refusal[];
  readonly warnings: readonly Warning[];
}

/**
 * Judges candidates in order; each one that is taken stands in the way of those after it. The same function serves
 * check, create, edit and the search for alternatives, so they cannot differ (invariant I10).
 */
export function judgeAll(candidates: readonly Candidate[], world: World): Ground & { verdicts: Verdict[] } {
  const index = new ClaimIndex(world.claims);
  const quotas = world.tenancy ? new QuotaBook(world.tenancy) : null;
  const verdicts = candidates.map((candidate) => {
    const verdict = judge(candidate, { world, index, quotas });
    if (verdict.ok) {
      for (const claim of ownClaims(candidate)) index.add(claim);
      quotas?.take(heldDate(candidate, world));
    }
    return verdict;
  });
  return { verdicts, world, index, quotas };
}

/** Judges one candidate against the world and what the index holds. */
export function judge(candidate: Candidate, ground: Ground): Verdict {
  const { world, index } = ground;
  const found = [
    ...(candidate.granted ? [] : [...ruleRefusals(candidate, world), ...tenancyRefusals(candidate, ground)]),
    ...closureRefusals(candidate, ground),
    ...claimRefusals(candidate, index),
  ];
  const refusals = found.filter(({ code }) => !world.waived.has(code) || !WAIVABLE.has(code));
  return {
    candidate,
    ok: refusals.length === 0,
    refusals,
    waived: found.filter((refusal) => !refusals.includes(refusal)),
    warnings: [...calendarWarning(candidate, world), ...agreementWarning(candidate, world)],
  };
}

function ruleRefusals(candidate: Candidate, world: World): Refusal[] {
  const { zone } = candidate;
  if (zone.mode === 'none') return [{ code: 'not-bookable', why: 'zone', zone: zone.code, waivableBy: 'nobody' }];
  const ofPolicy = policyRefusals({
    policy: zone.rules,
    booker: world.booker,
    start: candidate.startWall,
    end: candidate.endWall,
    startAt: candidate.start,
    endAt: candidate.end,
    now: world.now,
    timeZone: world.timeZone,
    zone: zone.code,
  });
  return [
    ...ofPolicy,
    ...hoursRefusal(candidate, world),
    ...equipmentRefusal(candidate, world),
    ...partyRefusal(candidate),
  ];
}

/** What is asked in an operator's name needs an agreement, and room in its quotas. */
function tenancyRefusals(candidate: Candidate, { world, quotas }: Ground): Refusal[] {
  const { tenancy } = world;
  if (!tenancy || !quotas) return [];
  const authority = authorityFor(candidate, tenancy);
  if (authority.agreement) return quotas.refusalsFor(heldDate(candidate, world));
  const { why } = authority;
  return [{ code: 'no-agreement', zone: candidate.zone.code, operator: tenancy.operator, why, waivableBy: 'office' }];
}

/** A candidate as the quotas count it; whether it will be pending makes no difference to what is left. */
const heldDate = (candidate: Candidate, { now, tenancy }: World): HeldDate => ({
  zone: candidate.zone,
  startWall: candidate.startWall,
  endWall: candidate.endWall,
  start: candidate.start,
  end: candidate.end,
  booking: tenancy?.booking ?? SELF,
  status: 'pending',
  ahead: candidate.end > now,
});

function agreementWarning(candidate: Candidate, { tenancy }: World): Warning[] {
  const authority = tenancy && authorityFor(candidate, tenancy);
  if (!authority?.agreement || !authority.beyond) return [];
  const { id, until } = authority.agreement;
  return [{ code: 'beyond-agreement', agreement: id, until }];
}

function hoursRefusal(candidate: Candidate, world: World): Refusal[] {
  const layers = world.layersOf(candidate.zone);
  const verdict = hoursVerdict({
    start: candidate.start,
    end: candidate.end,
    layers,
    calendar: world.calendar,
    timeZone: world.timeZone,
  });
  if (!verdict) return [];
  return [{ code: 'outside-opening-hours', zone: candidate.zone.code, waivableBy: 'office', ...verdict }];
}

function equipmentRefusal({ zone }: Candidate, { needs }: World): Refusal[] {
  const missing = needs.filter((need) => !zone.allEquipment.includes(need));
  return missing.length > 0 ? [{ code: 'lacks-equipment', zone: zone.code, missing, waivableBy: 'office' }] : [];
}

/** A party larger than the room; a shared room says the same through its seats. */
function partyRefusal({ zone, heads }: Candidate): Refusal[] {
  if (isTakenByHeads(zone) || zone.seats === null || heads <= zone.seats) return [];
  return [
    {
      code: 'over-capacity',
      of: 'zone',
      zone: zone.code,
      units: zone.seats,
      claimed: 0,
      asked: heads,
      pending: false,
      waivableBy: 'nobody',
    },
  ];
}

function calendarWarning(candidate: Candidate, world: World): Warning[] {
  const date = dateOf(candidate.startWall);
  return dayOf(date, world.calendar).kind === 'unknown'
    ? [{ code: 'calendar-unknown', year: Number(date.slice(0, 4)) }]
    : [];
}

/** Whether nothing but pending requests stands in the way, so that a standby may be filed. */
export const meetsOnlyPending = (refusals: readonly Refusal[]): boolean =>
  refusals.length > 0 && refusals.every((r) => (r.code === 'occupied' || r.code === 'over-capacity') && r.pending);
