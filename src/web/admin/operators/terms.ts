import type { Schemas } from '../../api/api.js';
import { daysBetween } from '../../../scheduling/time.js';
import type { WallDate } from '../../../scheduling/time.types.js';

export type Operator = Schemas['OperatorAnswer'];
export type Agreement = Schemas['AgreementAnswer'];
export type AffectedBooking = Schemas['AffectedBookingAnswer'];
export type AgreementChoice = Schemas['AgreementChoiceBody'];

/** A quota as it is kept; minutes of a season name their seasons besides. */
export interface Quota {
  readonly key: string;
  readonly kind: 'minutes' | 'open-bookings';
  readonly per?: 'week' | 'month' | 'season';
  readonly limit: number;
}

export interface Duty {
  readonly key: string;
  readonly name: string;
  readonly nameEn: string;
  readonly minutesPerMonth: number;
}

export const quotasOf = ({ quotas }: Agreement): readonly Quota[] => quotas as unknown as readonly Quota[];
export const dutiesOf = ({ duties }: Agreement): readonly Duty[] => duties as unknown as readonly Duty[];

/** A key that none of them has yet. */
export function freeKey(begin: string, taken: readonly { readonly key: string }[]): string {
  let number = 1;
  while (taken.some(({ key }) => key === `${begin}-${number}`)) number += 1;
  return `${begin}-${number}`;
}

/** Where an agreement lies on the time from the first to the last of all of them, in hundredths. */
export function barOf({ from, until }: Agreement, all: readonly Agreement[]): { start: number; width: number } {
  const { first, last } = timeOf(all);
  const whole = daysBetween(first, last) + 1;
  const start = (daysBetween(first, from as WallDate) / whole) * 100;
  return { start, width: ((daysBetween(from as WallDate, until as WallDate) + 1) / whole) * 100 };
}

/** The first day of the first agreement, and the last of the last. */
export function timeOf(all: readonly Agreement[]): { first: WallDate; last: WallDate } {
  const starts = all.map(({ from }) => from).sort();
  const ends = all.map(({ until }) => until).sort();
  return { first: (starts[0] ?? '') as WallDate, last: (ends.at(-1) ?? '') as WallDate };
}
