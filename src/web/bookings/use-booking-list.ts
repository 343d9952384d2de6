import { shallowRef, watch } from 'vue';
import { api, ask } from '../api/api.js';
import { useCentre } from '../centre/centre.js';
import type { BookingHead } from './booking.js';
import { newestOnly } from '../live/newest.js';

export const STATUSES = ['confirmed', 'pending', 'standby', 'declined', 'cancelled', 'expired'] as const;

/** What a list of bookings is asked for; a date of a booking lies in the period. */
export interface ListQuery {
  readonly from: string;
  readonly to?: string;
  readonly mine?: boolean;
  readonly operator?: string;
  readonly status?: (typeof STATUSES)[number];
  readonly zone?: string;
}

const PAGE = 50;

/** Bookings page by page; another question begins anew, and a late answer to the old one is dropped. */
export function useBookingList(query: () => ListQuery) {
  const { slug } = useCentre();
  const items = shallowRef<readonly BookingHead[]>();
  const cursor = shallowRef<string>();
  const problem = shallowRef<unknown>(null);
  const begin = newestOnly();

  async function load(more?: string): Promise<void> {
    const isNewest = begin();
    const paged = { ...query(), limit: PAGE, ...(more === undefined ? {} : { cursor: more }) };
    try {
      const params = { path: { centre: slug.value }, query: paged };
      const answer = await ask(api.GET('/api/v1/centres/{centre}/bookings', { params }));
      if (!isNewest()) return;
      items.value = more === undefined ? answer.items : [...(items.value ?? []), ...answer.items];
      cursor.value = answer.nextCursor;
      problem.value = null;
    } catch (error) {
      if (isNewest()) problem.value = error;
    }
  }

  watch(
    () => JSON.stringify(query()),
    () => {
      items.value = undefined;
      cursor.value = undefined;
      void load();
    },
    { immediate: true },
  );

  return { items, cursor, problem, load };
}
