import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { useCentre } from '../centre/centre.js';
import { useSession } from '../session/session.js';
import { parseWallDate } from '../../scheduling/time.js';
import { VIEWS, type BoardView } from './axis.js';

const ALL = 'all';

/** What the board shows stands in its address: date, view, folded zones and filters. */
export function useBoardView() {
  const route = useRoute();
  const router = useRouter();
  const { today, slug } = useCentre();
  const { me } = useSession();
  const text = (key: string): string => {
    const value = route.query[key];
    return typeof value === 'string' ? value : '';
  };
  const set = (change: Record<string, string | undefined>): void => {
    const query = { ...route.query, ...change };
    void router.replace({ query: Object.fromEntries(Object.entries(query).filter(([, value]) => value)) });
  };
  const clock = (key: string): string => (/^([01]\d|2[0-4]):[0-5]\d$/.test(text(key)) ? text(key) : '');
  /** Who only acts for an operator sees its board first; staff see all. */
  const ownOperator = computed(() => {
    const { roles = [], operators = [], user } = me.value ?? {};
    const isStaff = roles.some(({ centre, role }) => centre === slug.value && role !== 'member');
    return isStaff || user?.isOwner === true ? '' : (operators.find(({ centre }) => centre === slug.value)?.code ?? '');
  });
  return {
    date: computed(() => parseWallDate(text('date')) ?? today.value),
    view: computed<BoardView>(() => VIEWS.find((one) => one === text('view')) ?? 'day'),
    folded: computed(() => new Set(text('folded').split(',').filter(Boolean))),
    seats: computed(() => Number(text('seats')) || 0),
    equipment: computed(() => text('equipment')),
    freeFrom: computed(() => clock('start')),
    freeTo: computed(() => clock('end')),
    only: computed(() => text('zone')),
    /** Code of the operator whose zones and bookings are shown; none for all. */
    operator: computed(() => (text('operator') === ALL ? '' : text('operator') || ownOperator.value)),
    /** No operator stands in the address as a word, since leaving it out means one's own. */
    setOperator: (code: string): void => set({ operator: code === ownOperator.value ? undefined : code || ALL }),
    set,
  };
}

export type BoardViewState = ReturnType<typeof useBoardView>;
