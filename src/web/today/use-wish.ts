import { computed, type WritableComputedRef } from 'vue';
import { useRoute, useRouter, type LocationQuery } from 'vue-router';
import type { Wish } from './find.js';

const CLOCK = /^([01]\d|2[0-4]):[0-5]\d$/;
const MOST_HEADS = 9999;

const textOf = (query: LocationQuery, key: string): string => {
  const value = query[key];
  return typeof value === 'string' ? value : '';
};

/** What is looked for stands in the address, so that it can be sent to somebody and the way back keeps it. */
export function useWish(today: () => string): WritableComputedRef<Partial<Wish>> {
  const route = useRoute();
  const router = useRouter();
  return computed({
    get: () => {
      const { query } = route;
      const heads = Number(textOf(query, 'heads'));
      const [start, end] = [textOf(query, 'start'), textOf(query, 'end')];
      const date = /^\d{4}-\d{2}-\d{2}$/.test(textOf(query, 'date')) ? textOf(query, 'date') : today();
      return {
        date,
        ...(CLOCK.test(start) ? { start } : {}),
        ...(CLOCK.test(end) ? { end } : {}),
        ...(Number.isInteger(heads) && heads >= 1 && heads <= MOST_HEADS ? { heads } : {}),
      };
    },
    set: ({ date, start, end, heads }) => {
      const { date: _d, start: _s, end: _e, heads: _h, ...rest } = route.query;
      const wish = { start, end, heads: heads?.toString(), date: date === today() ? undefined : date };
      void router.replace({ query: { ...rest, ...wish } });
    },
  });
}
