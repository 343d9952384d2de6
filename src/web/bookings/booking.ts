import type { components } from '../generated/api.js';

export type Booking = components['schemas']['BookingAnswer'];
export type Occurrence = components['schemas']['OccurrenceAnswer'];
export type BookingHead = components['schemas']['BookingHeadAnswer'];
export type Scope = 'one' | 'following' | 'all';

/** Statuses that hold or wait for a place. */
export const isLive = ({ status }: { status: string }): boolean => ['confirmed', 'pending', 'standby'].includes(status);
export const isWaiting = ({ status }: { status: string }): boolean => status === 'pending' || status === 'standby';

/** The last date of a series that its rule asked for, taken or refused; not those that an earlier rule had beyond it. */
export const lastDateOf = ({ occurrences, refused }: Pick<Booking, 'occurrences' | 'refused'>): string =>
  [...occurrences.filter(({ reasonCode }) => reasonCode !== 'series-changed'), ...refused]
    .map(({ start }) => start.slice(0, 10))
    .sort()
    .at(-1) ?? '';
