import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { useCentre } from '../centre/centre.js';
import { parseWallDate } from '../../scheduling/time.js';
import { VIEWS, type BoardView } from './axis.js';

/** What the board shows stands in its address: date, view, folded zones and filters. */
export function useBoardView() {
  const route = useRoute();
  const router = useRouter();
  const { today } = useCentre();
  const text = (key: string): string => {
    const value = route.query[key];
    return typeof value === 'string' ? value : '';
  };
  const clock = (key: string): string => (/^([01]\d|2[0-4]):[0-5]\d$/.test(text(key)) ? text(key) : '');
  return {
    date: computed(() => parseWallDate(text('date')) ?? today.value),
    view: computed<BoardView>(() => VIEWS.find((one) => one === text('view')) ?? 'day'),
    folded: computed(() => new Set(text('folded').split(',').filter(Boolean))),
    seats: computed(() => Number(text('seats')) || 0),
    equipment: computed(() => text('equipment')),
    freeFrom: computed(() => clock('start')),
    freeTo: computed(() => clock('end')),
    only: computed(() => text('zone')),
    set: (change: Record<string, string | undefined>): void => {
      const query = { ...route.query, ...change };
      void router.replace({ query: Object.fromEntries(Object.entries(query).filter(([, value]) => value)) });
    },
  };
}

export type BoardViewState = ReturnType<typeof useBoardView>;
