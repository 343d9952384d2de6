import type { AgreementKind, QuotaSeason, Rights, Terms } from './agreements.types.js';
import { isRecord, isWholeNumber, unknownMembers, type Fault } from './faults.js';
import { patternFaults } from './hours.validate.js';
import { WAIVABLE, type RefusalCode } from './refusals.js';
import { seasonDateKind, seasonsOverlap } from './season-dates.js';

const MOST_QUOTAS = 20;
const MOST_DUTIES = 20;
const MOST_STANDING = 20;
const MOST_SEASONS = 12;
const LONGEST_NAME = 100;
const MOST_MINUTES = 1_000_000;
const MOST_BOOKINGS = 10_000;
const MOST_UNITS = 100_000;
/** All minutes of the longest month. */
const MINUTES_A_MONTH = 44_640;
const KEY = /^[a-z][a-z0-9-]{0,31}$/;
const PERIODS = ['week', 'month', 'season'];

/** What an agreement may be written with; each part left out takes its default. */
export const TERM_PARTS = ['rights', 'windows', 'quotas', 'standing', 'duties'] as const;
export type WrittenTerms = Readonly<Partial<Record<(typeof TERM_PARTS)[number], unknown>>>;

export const NO_RIGHTS: Rights = { decide: false, setHours: false, setPolicy: false, waive: [], sees: 'counts' };

/** Rules that an operator may be allowed to set aside: the quotas and limits of its own agreement are not its own to lift. */
export const OPERATOR_WAIVABLE: readonly RefusalCode[] = [...WAIVABLE].filter(
  (code) => code !== 'quota-exceeded' && code !== 'no-agreement',
);

/**
 * All faults of an agreement's terms as they came from outside, with pointers from their root; an empty list means that
 * `termsOf` can read them. Whether standing units fit their zones is asked of `standingFaults`.
 */
export function validateTerms(written: WrittenTerms, kind: AgreementKind): Fault[] {
  const { rights, windows, quotas, standing, duties } = written;
  return [
    ...(rights === undefined ? [] : rightsFaults(rights, kind)),
    ...(windows === undefined || windows === null ? [] : patternFaults(windows, '/windows')),
    ...listFaults({ list: quotas, at: '/quotas', most: MOST_QUOTAS, judge: quotaFaults, name: 'key' }),
    ...listFaults({ list: standing, at: '/standing', most: MOST_STANDING, judge: unitsFaults, name: 'zone' }),
    ...listFaults({ list: duties, at: '/duties', most: MOST_DUTIES, judge: dutyFaults, name: 'key' }),
  ];
}

/** Terms that `validateTerms` has found right, with defaults for what they leave out. */
export function termsOf(written: WrittenTerms): Terms {
  const { rights, windows, quotas, standing, duties } = written as Partial<Terms>;
  return {
    rights: { ...NO_RIGHTS, ...rights },
    windows: windows ?? null,
    quotas: quotas ?? [],
    standing: standing ?? [],
    duties: duties ?? [],
  };
}

/** What is asked of a zone that standing units lie in. */
export interface StandingZone {
  readonly code: string;
  readonly mode: string;
  readonly isLeaf: boolean;
  readonly seats: number | null;
  readonly limits: readonly { readonly zone: string; readonly units: number }[];
}

/**
 * Standing units must lie in shared zones without zones below them, within the agreement, no more than the seats, and
 * together no more than the head-count limits above them.
 */
export function standingFaults({ standing }: Pick<Terms, 'standing'>, covered: readonly StandingZone[]): Fault[] {
  const below = new Map<string, number>();
  return standing.flatMap(({ zone: code, units }, index): Fault[] => {
    const at = `/standing/${index}`;
    const zone = covered.find((one) => one.code === code);
    if (!zone) return [fault(`${at}/zone`, `${code} is not covered by the agreement; name it, or a zone above it`)];
    if (zone.mode !== 'shared' || !zone.isLeaf) {
      return [fault(`${at}/zone`, `${code} has no units to hold: it must be shared and have no zones below it`)];
    }
    const seats = zone.seats ?? 0;
    if (units > seats) return [fault(`${at}/units`, `${units} units are more than the ${seats} of ${code}`)];
    for (const limit of zone.limits) below.set(limit.zone, units + (below.get(limit.zone) ?? 0));
    const over = zone.limits.find((limit) => (below.get(limit.zone) ?? 0) > limit.units);
    return over
      ? [fault(`${at}/units`, `${below.get(over.zone)} are more than the ${over.units} of ${over.zone}`)]
      : [];
  });
}

function rightsFaults(rights: unknown, kind: AgreementKind): Fault[] {
  const at = '/rights';
  if (!isRecord(rights)) return [fault(at, 'must be an object')];
  const { decide, setHours, setPolicy, waive, sees } = rights;
  const faults = [
    ...unknownMembers(rights, Object.keys(NO_RIGHTS), at),
    ...Object.entries({ decide, setHours, setPolicy }).flatMap(([name, value]) =>
      value === undefined || typeof value === 'boolean' ? [] : [fault(`${at}/${name}`, 'must be true or false')],
    ),
    ...(waive === undefined ? [] : waiveFaults(waive, `${at}/waive`)),
    ...(sees === undefined || sees === 'names' || sees === 'counts'
      ? []
      : [fault(`${at}/sees`, 'must be names or counts')]),
  ];
  if (faults.length > 0 || kind === 'operate') return faults;
  const given = Object.entries(rights).filter(([, value]) => value === true || value === 'names' || isFilled(value));
  return given.map(([name]) => fault(`${at}/${name}`, 'belongs to an agreement of the kind operate; leave it out'));
}

const isFilled = (value: unknown): boolean => Array.isArray(value) && value.length > 0;

function waiveFaults(waive: unknown, at: string): Fault[] {
  if (!Array.isArray(waive)) return [fault(at, 'must be a list of refusal codes')];
  const known: readonly unknown[] = OPERATOR_WAIVABLE;
  const codes: readonly unknown[] = waive.slice(0, OPERATOR_WAIVABLE.length + 1);
  return codes.flatMap((code, index) => {
    if (!known.includes(code)) return [fault(`${at}/${index}`, `must be one of ${OPERATOR_WAIVABLE.join(', ')}`)];
    return codes.indexOf(code) < index ? [fault(`${at}/${index}`, 'is there twice')] : [];
  });
}

interface Listed {
  readonly list: unknown;
  readonly at: string;
  readonly most: number;
  readonly judge: (entry: Readonly<Record<string, unknown>>, at: string) => Fault[];
  /** The member by which entries differ. */
  readonly name: string;
}

function listFaults({ list, at, most, judge, name }: Listed): Fault[] {
  if (list === undefined) return [];
  if (!Array.isArray(list)) return [fault(at, 'must be a list')];
  if (list.length > most) return [fault(at, `must hold no more than ${most} entries`)];
  const entries: readonly unknown[] = list;
  const names = entries.map((entry) => (isRecord(entry) ? entry[name] : undefined));
  return entries.flatMap((entry, index) => {
    const place = `${at}/${index}`;
    if (!isRecord(entry)) return [fault(place, 'must be an object')];
    const isDoubled = names[index] !== undefined && names.indexOf(names[index]) < index;
    return [...judge(entry, place), ...(isDoubled ? [fault(`${place}/${name}`, 'is there twice')] : [])];
  });
}

function quotaFaults(quota: Readonly<Record<string, unknown>>, at: string): Fault[] {
  const { key, kind, per, limit, seasons } = quota;
  if (kind === 'open-bookings') {
    return [
      ...unknownMembers(quota, ['key', 'kind', 'limit'], at),
      ...keyFaults(key, at),
      ...numberFaults({ value: limit, most: MOST_BOOKINGS, at: `${at}/limit` }),
    ];
  }
  if (kind !== 'minutes') return [fault(`${at}/kind`, 'must be minutes or open-bookings')];
  return [
    ...unknownMembers(quota, ['key', 'kind', 'per', 'limit', 'seasons'], at),
    ...keyFaults(key, at),
    ...(PERIODS.some((one) => one === per) ? [] : [fault(`${at}/per`, `must be one of ${PERIODS.join(', ')}`)]),
    ...numberFaults({ value: limit, most: MOST_MINUTES, at: `${at}/limit` }),
    ...seasonsFaults(seasons, { isNeeded: per === 'season', at: `${at}/seasons` }),
  ];
}

function seasonsFaults(seasons: unknown, { isNeeded, at }: { isNeeded: boolean; at: string }): Fault[] {
  if (!isNeeded) return seasons === undefined ? [] : [fault(at, 'belongs to a quota per season; leave it out')];
  if (!Array.isArray(seasons) || seasons.length === 0) return [fault(at, 'must name the seasons that are counted')];
  if (seasons.length > MOST_SEASONS) return [fault(at, `must hold no more than ${MOST_SEASONS} seasons`)];
  const faults = seasons.flatMap((season: unknown, index) => seasonFaults(season, `${at}/${index}`));
  if (faults.length > 0) return faults;
  const dated = seasons as QuotaSeason[];
  return dated.flatMap((season, index) => {
    const earlier = dated.slice(0, index).find((one) => one.name === season.name || seasonsOverlap(one, season));
    return earlier ? [fault(`${at}/${index}`, `has the name or dates of the season "${earlier.name}"`)] : [];
  });
}

function seasonFaults(season: unknown, at: string): Fault[] {
  if (!isRecord(season)) return [fault(at, 'must be an object')];
  const { name, from, to } = season;
  const isYearly = (text: unknown): boolean => typeof text === 'string' && seasonDateKind(text) === 'yearly';
  return [
    ...unknownMembers(season, ['name', 'from', 'to'], at),
    ...nameFaults(name, `${at}/name`),
    ...(isYearly(from) ? [] : [fault(`${at}/from`, 'must be month and day, such as 09-01')]),
    ...(isYearly(to) ? [] : [fault(`${at}/to`, 'must be month and day, such as 06-30')]),
  ];
}

function unitsFaults(standing: Readonly<Record<string, unknown>>, at: string): Fault[] {
  const { zone, units } = standing;
  return [
    ...unknownMembers(standing, ['zone', 'units'], at),
    ...(typeof zone === 'string' ? [] : [fault(`${at}/zone`, 'must be the code of a zone')]),
    ...numberFaults({ value: units, most: MOST_UNITS, at: `${at}/units` }),
  ];
}

function dutyFaults(duty: Readonly<Record<string, unknown>>, at: string): Fault[] {
  const { key, name, nameEn, minutesPerMonth } = duty;
  return [
    ...unknownMembers(duty, ['key', 'name', 'nameEn', 'minutesPerMonth'], at),
    ...keyFaults(key, at),
    ...nameFaults(name, `${at}/name`),
    ...nameFaults(nameEn, `${at}/nameEn`),
    ...numberFaults({ value: minutesPerMonth, most: MINUTES_A_MONTH, at: `${at}/minutesPerMonth` }),
  ];
}

function keyFaults(key: unknown, at: string): Fault[] {
  if (typeof key === 'string' && KEY.test(key)) return [];
  return [fault(`${at}/key`, 'must be 1 to 32 small letters, digits and hyphens, beginning with a letter')];
}

function nameFaults(name: unknown, at: string): Fault[] {
  const isGood =
    typeof name === 'string' && name.trim() !== '' && name.length <= LONGEST_NAME && /^\P{Cc}*$/u.test(name);
  return isGood && name.isWellFormed() ? [] : [fault(at, `must be a text of 1 to ${LONGEST_NAME} characters`)];
}

function numberFaults({ value, most, at }: { value: unknown; most: number; at: string }): Fault[] {
  return isWholeNumber(value, 1, most) ? [] : [fault(at, `must be a whole number from 1 to ${most}`)];
}

const fault = (pointer: string, detail: string): Fault => ({ pointer, detail });
