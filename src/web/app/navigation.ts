import { computed, type ComputedRef } from 'vue';
import { useRouter } from 'vue-router';
import { useCentre } from '../centre/centre.js';
import type { IconName } from '../components/icons.js';
import { useSession } from '../session/session.js';

/** One entry of the navigation; `name` is that of its route and of its text, `common.nav.<name>`. */
export interface NavigationEntry {
  readonly name: string;
  readonly icon: IconName;
  /** A permission in the centre, `signed-in`, `operator` for who acts for one there, or nothing for everybody. */
  readonly needs?: string;
  /** Of the few that fit below a phone's screen, those with the least come first: one's work before what all look at. */
  readonly rank: number;
}

/** In the order of a day's work. An entry is shown when its screen exists and the person may use it. */
const ENTRIES: readonly NavigationEntry[] = [
  { name: 'today', icon: 'today', rank: 0 },
  { name: 'zone', icon: 'week', rank: 5 },
  { name: 'plan', icon: 'plan', rank: 6 },
  { name: 'board', icon: 'board', rank: 3, needs: 'bookings.read' },
  { name: 'book', icon: 'add', rank: 3, needs: 'bookings.create' },
  { name: 'desk', icon: 'desk', rank: 1, needs: 'bookings.book-for-others' },
  { name: 'requests', icon: 'inbox', rank: 2, needs: 'bookings.decide' },
  { name: 'bookings', icon: 'list', rank: 4, needs: 'bookings.read' },
  { name: 'operator', icon: 'people', rank: 2, needs: 'operator' },
  { name: 'admin', icon: 'settings', rank: 7, needs: 'zones.write' },
];

/** What this person finds in the navigation. */
export function useNavigation(): ComputedRef<readonly NavigationEntry[]> {
  const router = useRouter();
  const { centre, slug } = useCentre();
  const { me, isSignedIn, may } = useSession();
  const actsForOne = (): boolean => me.value?.operators.some(({ centre }) => centre === slug.value) ?? false;
  const isAllowed = (needs: string | undefined): boolean => {
    if (needs === undefined) return true;
    if (needs === 'operator') return actsForOne();
    return needs === 'signed-in' ? isSignedIn.value : may(needs, slug.value);
  };
  // Before there is a centre there are no zones to look at.
  const isThere = (name: string): boolean => router.hasRoute(name) && (centre.value !== null || name === 'today');
  return computed(() => ENTRIES.filter(({ name, needs }) => isThere(name) && isAllowed(needs)));
}

/** So many of them for a phone, in the order of all. */
export function forPhone(entries: readonly NavigationEntry[], most: number): readonly NavigationEntry[] {
  const chosen = new Set(entries.toSorted((a, b) => a.rank - b.rank).slice(0, most));
  return entries.filter((entry) => chosen.has(entry));
}
