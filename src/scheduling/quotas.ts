import { authorityFor, type TenantDate } from './agreements.js';
import type { AgreementFacts, MinutesQuota, Quota } from './agreements.types.js';
import type { Refusal } from './refusals.js';
import { seasonCovers } from './season-dates.js';
import { addDays, dateOf, weekdayOf } from './time.js';
import { MINUTE, type Span, type WallDate } from './time.types.js';

/** A date that the operator holds already, or would hold. */
export interface HeldDate extends TenantDate, Span {
  readonly booking: string;
  readonly status: 'pending' | 'confirmed';
  /** Not over yet, so that its booking counts as open. */
  readonly ahead: boolean;
}

/** What an operator may hold, and what it holds: all that its quotas depend on. */
export interface Tenancy {
  /** The operator's code. */
  readonly operator: string;
  readonly agreements: readonly AgreementFacts[];
  readonly today: WallDate;
  /** Dates held in all periods that the request touches; of open bookings any date. */
  readonly held: readonly HeldDate[];
  /** The booking that is being changed: it counts as open already. */
  readonly booking?: string;
}

/** One quota in one period: minutes or bookings. `left` is below zero when a waiver let it be passed. */
export interface QuotaState {
  readonly agreement: string;
  readonly quota: string;
  readonly unit: 'minutes' | 'bookings';
  readonly per: MinutesQuota['per'] | 'open';
  /** The first day of the week or month, the season's name with the year it begins in, or `open`. */
  readonly period: string;
  readonly limit: number;
  readonly used: number;
  readonly held: number;
  readonly left: number;
}

/** The period of a quota that a date counts in; null when it is not counted. */
export function periodOf(quota: Quota, date: WallDate): string | null {
  if (quota.kind === 'open-bookings') return 'open';
  if (quota.per === 'week') return addDays(date, 1 - weekdayOf(date));
  if (quota.per === 'month') return `${date.slice(0, 7)}-01`;
  const season = quota.seasons?.find((one) => seasonCovers(one, date));
  if (!season) return null;
  const begun = date.slice(5) >= season.from ? 0 : 1;
  return `${season.name} ${Number(date.slice(0, 4)) - begun}`;
}

/** First and last day of the widest period around a date that any of the quotas counts in. */
export function periodAround(quotas: readonly Quota[], date: WallDate): { from: WallDate; until: WallDate } {
  const reach = quotas.some((quota) => quota.kind === 'minutes' && quota.per === 'season') ? 366 : 31;
  return { from: addDays(date, -reach), until: addDays(date, reach) };
}

interface Tally {
  used: number;
  held: number;
}

/** The quotas of one tenancy while a request is judged: each date that is taken counts for those after it. */
export class QuotaBook {
  private readonly minutes = new Map<string, Tally>();
  private readonly open = new Map<string, Map<string, HeldDate['status']>>();

  constructor(private readonly tenancy: Tenancy) {
    for (const date of tenancy.held) this.take(date);
  }

  /** Counts a date that is held from now on. */
  take(date: HeldDate): void {
    const { agreement } = authorityFor(date, this.tenancy);
    if (!agreement) return;
    for (const quota of agreement.terms.quotas) {
      const key = keyOf(agreement, quota, dateOf(date.startWall));
      if (key === null) continue;
      if (quota.kind === 'open-bookings') {
        if (date.ahead) this.openOf(key).set(date.booking, this.openOf(key).get(date.booking) ?? date.status);
        continue;
      }
      const tally = this.tallyOf(key);
      tally[date.status === 'confirmed' ? 'used' : 'held'] += minutesOf(date);
    }
  }

  /** The quotas that one more date would pass. */
  refusalsFor(date: HeldDate): Refusal[] {
    const { agreement } = authorityFor(date, this.tenancy);
    if (!agreement) return [];
    return agreement.terms.quotas.flatMap((quota): Refusal[] => {
      const state = this.stateOf(agreement, quota, dateOf(date.startWall));
      const asked = state && this.askedOf(quota, date, keyOf(agreement, quota, dateOf(date.startWall)));
      if (!state || !asked || asked <= state.left) return [];
      const { left: _, ...told } = state;
      return [{ code: 'quota-exceeded', zone: date.zone.code, ...told, asked, waivableBy: 'office' }];
    });
  }

  /** How the quotas stand in the period of each of these dates, in the order of the dates, each once. */
  statesFor(dates: readonly TenantDate[]): QuotaState[] {
    const states = new Map<string, QuotaState>();
    for (const date of dates) {
      const { agreement } = authorityFor(date, this.tenancy);
      for (const quota of agreement?.terms.quotas ?? []) {
        const state = agreement && this.stateOf(agreement, quota, dateOf(date.startWall));
        if (state) states.set(`${state.agreement} ${state.quota} ${state.period}`, state);
      }
    }
    return [...states.values()];
  }

  /** How one quota stands in the period of a date; null when that date is not counted. */
  stateOf(agreement: AgreementFacts, quota: Quota, date: WallDate): QuotaState | null {
    const period = periodOf(quota, date);
    const key = keyOf(agreement, quota, date);
    if (period === null || key === null) return null;
    const { used, held } = quota.kind === 'minutes' ? this.tallyOf(key) : countOf(this.openOf(key));
    return {
      agreement: agreement.id,
      quota: quota.key,
      unit: quota.kind === 'minutes' ? 'minutes' : 'bookings',
      per: quota.kind === 'minutes' ? quota.per : 'open',
      period,
      limit: quota.limit,
      used,
      held,
      left: quota.limit - used - held,
    };
  }

  /** Minutes, or one booking unless it is open already. */
  private askedOf(quota: Quota, date: HeldDate, key: string | null): number {
    if (quota.kind === 'minutes') return minutesOf(date);
    return key !== null && this.openOf(key).has(date.booking) ? 0 : 1;
  }

  private tallyOf(key: string): Tally {
    const tally = this.minutes.get(key) ?? { used: 0, held: 0 };
    this.minutes.set(key, tally);
    return tally;
  }

  private openOf(key: string): Map<string, HeldDate['status']> {
    const open = this.open.get(key) ?? new Map<string, HeldDate['status']>();
    this.open.set(key, open);
    return open;
  }
}

const minutesOf = ({ start, end }: Span): number => (end - start) / MINUTE;

function keyOf(agreement: AgreementFacts, quota: Quota, date: WallDate): string | null {
  const period = periodOf(quota, date);
  return period === null ? null : `${agreement.id} ${quota.key} ${period}`;
}

function countOf(open: ReadonlyMap<string, HeldDate['status']>): Tally {
  const statuses = [...open.values()];
  const held = statuses.filter((status) => status === 'pending').length;
  return { used: statuses.length - held, held };
}
