import { computed, type ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { STATUSES, type ListQuery } from './use-booking-list.js';

export interface ListFilter {
  readonly status: ListQuery['status'];
  /** Code of a zone; empty for all. */
  readonly zone: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** The filters of a list of bookings, which stand in its address. */
export function useListFilter(): {
  readonly filter: ComputedRef<ListFilter>;
  set(change: Record<string, string | undefined>): void;
} {
  const route = useRoute();
  const router = useRouter();
  const text = (key: string): string => {
    const value = route.query[key];
    return typeof value === 'string' ? value : '';
  };
  const dateIn = (key: string): string | undefined => (/^\d{4}-\d{2}-\d{2}$/.test(text(key)) ? text(key) : undefined);
  return {
    filter: computed(() => ({
      status: STATUSES.find((one) => one === text('status')),
      zone: text('zone'),
      from: dateIn('from'),
      to: dateIn('to'),
    })),
    set: (change) => void router.replace({ query: { ...route.query, ...change } }),
  };
}
