import { computed, shallowRef, watch } from 'vue';
import { api, ask } from '../api/api.js';
import { isProblemOf } from '../api/problem.js';
import type { Booking, BookingHead } from '../bookings/booking.js';
import { useCentre } from '../centre/centre.js';
import { useLive } from '../live/use-live.js';

const PAGE = 100;
const EVERY_MS = 15_000;
/** So many of the next requests are read ahead of the person. */
const AHEAD = 2;

/** What waits for a decision: the list kept fresh, the chosen one with its rivals and quota, and which are marked. */
export function useInbox({
  wanted,
  choose,
  isHeld,
}: {
  wanted: () => string;
  choose: (id: string) => void;
  /** Something is being written about the chosen one: it stays, also when somebody else decides it meanwhile. */
  isHeld: () => boolean;
}) {
  const { slug } = useCentre();
  const path = () => ({ centre: slug.value });
  const details = shallowRef<ReadonlyMap<string, Booking>>(new Map());
  const marked = shallowRef<ReadonlySet<string>>(new Set());

  const live = useLive(
    async (): Promise<readonly BookingHead[]> => {
      const ofStatus = (status: 'pending' | 'standby') =>
        ask(api.GET('/api/v1/centres/{centre}/bookings', { params: { path: path(), query: { status, limit: PAGE } } }));
      const [pending, standby] = await Promise.all([ofStatus('pending'), ofStatus('standby')]);
      const read = [...pending.items, ...standby.items];
      const held = isHeld() ? current.value : undefined;
      const isGone = held !== undefined && !read.some(({ id }) => id === held.id);
      return [...read, ...(isGone ? [held] : [])].sort(byFirstDate);
    },
    { everyMs: EVERY_MS, topics: ['bookings'] },
  );

  const items = computed(() => live.data.value ?? []);
  const at = computed(() =>
    Math.max(
      0,
      items.value.findIndex(({ id }) => id === wanted()),
    ),
  );
  const current = computed((): BookingHead | undefined => items.value[at.value]);
  const detail = computed(() => details.value.get(current.value?.id ?? ''));

  watch(isHeld, (held) => held && current.value && choose(current.value.id));

  async function read(id: string): Promise<void> {
    try {
      const params = { path: { ...path(), booking: id } };
      const booking = await ask(api.GET('/api/v1/centres/{centre}/bookings/{booking}', { params }));
      details.value = new Map(details.value).set(id, booking);
    } catch (error) {
      if (!isProblemOf(error, 'not-found')) throw error;
    }
  }

  watch(
    () => items.value.slice(at.value, at.value + 1 + AHEAD).map(({ id, version }) => `${id} ${version}`),
    (ids) => {
      for (const one of ids) {
        const [id = '', version] = one.split(' ');
        if (details.value.get(id)?.version?.toString() !== version) void read(id);
      }
    },
    { immediate: true },
  );

  const move = (step: number): void => {
    const next = items.value[Math.max(0, Math.min(items.value.length - 1, at.value + step))];
    if (next) choose(next.id);
  };

  return {
    live,
    items,
    current,
    detail,
    marked,
    move,
    read,
    mark: (id: string): void => {
      const now = new Set(marked.value);
      if (!now.delete(id)) now.add(id);
      marked.value = now;
    },
    markAll: (): void => {
      const isAll = marked.value.size === items.value.length;
      marked.value = new Set(isAll ? [] : items.value.map(({ id }) => id));
    },
    /** Takes decided ones out at once; the next reading confirms it. */
    leave: (ids: readonly string[]): void => {
      const gone = new Set(ids);
      const next =
        items.value.slice(at.value).find(({ id }) => !gone.has(id)) ?? items.value.findLast(({ id }) => !gone.has(id));
      live.data.value = items.value.filter(({ id }) => !gone.has(id));
      marked.value = new Set([...marked.value].filter((id) => !gone.has(id)));
      if (next) choose(next.id);
    },
  };
}

const byFirstDate = (a: BookingHead, b: BookingHead): number =>
  (firstOf(a) ?? '').localeCompare(firstOf(b) ?? '') || a.id.localeCompare(b.id);

const firstOf = ({ occurrences }: BookingHead): string | undefined =>
  occurrences.find(({ status }) => status === 'pending' || status === 'standby')?.start;
