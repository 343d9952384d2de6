import { useI18n } from 'vue-i18n';
import type { Schemas } from '../api/api.js';
import { useCentre, type DayNames } from '../centre/centre.js';
import { useEquipment } from '../centre/equipment.js';
import { useFormat, type Format } from '../i18n/format.js';

export type Refusal = Schemas['RefusalAnswer'];
export type Warning = Schemas['WarningAnswer'];
type Met = Schemas['MetAnswer'];
type Translate = (key: string, values?: Record<string, unknown>) => string;

interface Words {
  readonly t: Translate;
  readonly format: Format;
  readonly zoneName: (code: string) => string;
  readonly dayName: (day: DayNames) => string;
  readonly equipmentName: (thing: string) => string;
}

export interface RefusalText {
  /** One reason in plain words with its numbers, ending without a full stop. */
  textOf(refusal: Refusal): string;
  /** Who may set it aside, in words. */
  waiverOf(refusal: Refusal): string;
  warningOf(warning: Warning): string;
  /** Why the rule's date is none: `nonexistent`, `excluded`, `holiday`, `not-working-day`. */
  skippedOf(reason: string): string;
}

/** Refusals, warnings and skipped dates in the words of the screen; needs the texts of the area `refusal`. */
export function useRefusalText(): RefusalText {
  const { t, te } = useI18n();
  const { zoneName, dayName } = useCentre();
  const { equipmentName } = useEquipment();
  const format = useFormat();
  const known = (group: string, code: string): string => {
    const key = `refusal.${group}.${code}`;
    return te(key) ? key : `refusal.${group}.other`;
  };
  return {
    textOf: (refusal) => reasonOf(refusal, { t, format: format.value, zoneName, dayName, equipmentName }),
    waiverOf: ({ waivableBy }) => t(known('waiver', waivableBy)),
    warningOf: ({ code, year, until }) =>
      t(known('warning', code), {
        year: year ?? '',
        until: until === undefined ? '' : format.value.date(until, 'long'),
      }),
    skippedOf: (reason) => t(known('skipped', reason)),
  };
}

/** Each code names what it met; a code of a newer server, or a member left out, falls back to plainer words. */
function reasonOf(refusal: Refusal, words: Words): string {
  const { t, format } = words;
  const zone = refusal.zone === undefined ? '' : words.zoneName(refusal.zone);
  const minutes = (count: number | undefined): string => format.minutes(count ?? 0);
  const moment = (at: string | undefined): string => (at === undefined ? '' : format.moment(at));
  switch (refusal.code) {
    case 'occupied':
      return occupied(refusal, words);
    case 'over-capacity':
      return overCapacity(refusal, zone, t);
    case 'outside-opening-hours':
      return outsideHours(refusal, words);
    case 'closed':
      return t('refusal.closed', {
        reason: refusal.reason ?? '',
        start: moment(refusal.start),
        end: moment(refusal.end),
      });
    case 'in-the-past':
      return t('refusal.in-the-past');
    case 'too-soon':
      return t('refusal.too-soon', { notice: minutes(refusal.noticeMinutes), earliest: moment(refusal.earliest) });
    case 'too-far-ahead':
      return t('refusal.too-far-ahead', { days: refusal.horizonDays ?? 0, latest: moment(refusal.latest) });
    case 'too-short':
      return t('refusal.too-short', { length: minutes(refusal.minutes), shortest: minutes(refusal.shortestMinutes) });
    case 'too-long':
      return t('refusal.too-long', { length: minutes(refusal.minutes), longest: minutes(refusal.longestMinutes) });
    case 'off-grid':
      return t('refusal.off-grid', { grid: minutes(refusal.gridMinutes), nearest: timesOf(refusal.nearest, format) });
    case 'not-bookable':
      return t(refusal.why === 'who' ? 'refusal.not-bookable.who' : 'refusal.not-bookable.zone', { zone });
    case 'quota-exceeded':
      return overQuota(refusal, words);
    case 'no-agreement':
      return t(`refusal.no-agreement.${refusal.why === 'window' ? 'window' : 'zone'}`, { zone });
    case 'series-overlaps-itself':
      return t('refusal.series-overlaps-itself', { with: moment(refusal.with) });
    case 'lacks-equipment':
      return t('refusal.lacks-equipment', {
        zone,
        missing: (refusal.missing ?? []).map(words.equipmentName).join(t('refusal.comma')),
      });
    default:
      return t('refusal.other', { code: refusal.code });
  }
}

const timesOf = (times: readonly string[] | undefined, format: Format): string =>
  (times ?? []).map((time) => format.time(time)).join(' / ');

function occupied({ met = [], pending }: Refusal, { t, format, zoneName }: Words): string {
  const nameOf = (one: Met): string => one.title ?? t(`refusal.met.${one.kind === 'booking' ? 'booking' : 'other'}`);
  const placeOf = (one: Met): string => (one.zone === undefined ? '' : zoneName(one.zone));
  const list = met.map((one) => [format.span(one.start, one.end), nameOf(one), placeOf(one)].filter(Boolean).join(' '));
  return t(pending ? 'refusal.occupied.pending' : 'refusal.occupied.taken', { met: list.join(t('refusal.comma')) });
}

function overCapacity({ of = 'zone', units = 0, claimed = 0, asked = 0 }: Refusal, zone: string, t: Translate): string {
  const left = Math.max(0, units - claimed);
  if (of === 'seats') return t('refusal.over-capacity.seats', { zone, units, left, asked });
  if (of === 'limit') return t('refusal.over-capacity.limit', { zone, units, left, asked });
  return t('refusal.over-capacity.zone', { zone, units, asked });
}

/** A quota counts minutes or bookings, for each week, month, season, or what is open at a time. */
function overQuota({ unit, per = 'open', limit = 0, used = 0, held = 0, asked = 0 }: Refusal, words: Words): string {
  const { t, format } = words;
  const amount = (count: number): string =>
    unit === 'minutes' ? format.minutes(count) : t('refusal.quota-exceeded.bookings', { count });
  const values = { limit: amount(limit), taken: amount(used + held), asked: amount(asked) };
  return t('refusal.quota-exceeded.text', { per: t(`refusal.quota-exceeded.per.${per}`), ...values });
}

function outsideHours({ open = [], reason, reasonEn }: Refusal, { t, format, dayName }: Words): string {
  const why = reason === undefined ? '' : t('refusal.because', { reason: dayName({ name: reason, nameEn: reasonEn }) });
  if (open.length === 0) return t('refusal.outside-opening-hours.closed') + why;
  const hours = open.map(({ start, end }) => format.span(start, end)).join(' ');
  return t('refusal.outside-opening-hours.open', { hours }) + why;
}
