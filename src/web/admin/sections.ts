import { computed, type ComputedRef } from 'vue';
import { useRouter } from 'vue-router';
import { useCentre } from '../centre/centre.js';
import type { IconName } from '../components/icons.js';
import { useSession } from '../session/session.js';

/** One card of the landing page; `name` is that of its route and of its texts, `admin.section.<name>`. */
export interface AdminSection {
  readonly name: string;
  readonly icon: IconName;
  /** A permission in the centre, `owner`, or nothing for everybody who comes here. */
  readonly needs?: string;
}

const SECTIONS: readonly AdminSection[] = [
  { name: 'admin-zones', icon: 'plan', needs: 'zones.write' },
  { name: 'admin-hours', icon: 'today', needs: 'hours.write' },
  { name: 'admin-closures', icon: 'door', needs: 'closures.write' },
  { name: 'admin-calendar', icon: 'week', needs: 'calendar.write' },
  { name: 'admin-operators', icon: 'people', needs: 'operators.write' },
  { name: 'admin-people', icon: 'person', needs: 'people.write' },
  { name: 'admin-settings', icon: 'settings', needs: 'centres.update' },
  { name: 'admin-audit', icon: 'list', needs: 'audit.read' },
  { name: 'admin-health', icon: 'check' },
  { name: 'setup', icon: 'add', needs: 'owner' },
];

/** What this person may do here, as far as its screens exist. */
export function useSections(): ComputedRef<readonly AdminSection[]> {
  const router = useRouter();
  const { slug } = useCentre();
  const { isOwner, may } = useSession();
  const isAllowed = (needs: string | undefined): boolean =>
    needs === undefined || (needs === 'owner' ? isOwner.value : may(needs, slug.value));
  return computed(() => SECTIONS.filter(({ name, needs }) => router.hasRoute(name) && isAllowed(needs)));
}
