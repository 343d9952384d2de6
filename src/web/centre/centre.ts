/**
 * The centre that the screens speak of, with its zones: loaded once, kept for all screens.
 *
 *     const { slug, tree, zone, nameOf, today } = useCentre();
 */
import { computed, shallowRef, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { api, ask, type Schemas } from '../api/api.js';
import { isProblemOf } from '../api/problem.js';
import { dateOf, toWall } from '../../scheduling/time.js';
import type { WallDate, WallTime } from '../../scheduling/time.types.js';
import { useNow } from '../time/clock.js';
import { zoneTreeOf, type Zone, type ZoneTree } from './zone-tree.js';

export type Centre = Schemas['CentreAnswer'];
export type Day = Schemas['DaysAnswer']['items'][number];

/** The centre last looked at, where an installation has several. */
const CHOSEN = 'dukou_centre';

const centres = shallowRef<readonly Centre[]>([]);
const centre = shallowRef<Centre | null>(null);
const tree = shallowRef<ZoneTree>(zoneTreeOf([]));
/** Kinds of days by the run of dates asked for. */
const runs = new Map<string, Promise<readonly Day[]>>();

/** Loads the centre named, else the one last looked at, else the first; with none there is nothing to show yet. */
export async function loadCentre(wanted: string | null = localStorage.getItem(CHOSEN)): Promise<void> {
  const { items } = await ask(api.GET('/api/v1/centres'));
  const chosen =
    items.find(({ slug }) => slug === wanted) ?? (await centreElsewhere(wanted, items)) ?? items[0] ?? null;
  centres.value = items;
  runs.clear();
  if (chosen) {
    localStorage.setItem(CHOSEN, chosen.slug);
    await reloadZones(chosen.slug);
  }
  centre.value = chosen;
}

/** Shows a centre without asking the server, as a display does that is started while there is none. */
export function showCentre(known: Centre, zones: readonly Zone[]): void {
  centres.value = [known];
  tree.value = zoneTreeOf(zones);
  centre.value = known;
}

/** Of very many centres the list holds only the first; the one wanted may be among the rest, or be gone. */
async function centreElsewhere(wanted: string | null, listed: readonly Centre[]): Promise<Centre | null> {
  if (wanted === null || listed.length === 0) return null;
  try {
    return await ask(api.GET('/api/v1/centres/{centre}', { params: { path: { centre: wanted } } }));
  } catch (error) {
    if (isProblemOf(error, 'not-found')) return null;
    throw error;
  }
}

/** Every centre of the installation, page by page. */
export async function allCentres(): Promise<readonly Centre[]> {
  const all: Centre[] = [];
  let cursor: string | undefined;
  do {
    const query = cursor === undefined ? {} : { cursor };
    const page = await ask(api.GET('/api/v1/centres', { params: { query } }));
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return all;
}

/** After the zones have been changed. */
export async function reloadZones(slug = centre.value?.slug ?? ''): Promise<void> {
  const { items } = await ask(api.GET('/api/v1/centres/{centre}/zones', { params: { path: { centre: slug } } }));
  tree.value = zoneTreeOf(items);
}

/** What kind of day each date is (working day, holiday, …), both included; asked once for each run. */
export async function daysBetween(from: WallDate, to: WallDate): Promise<readonly Day[]> {
  const slug = centre.value?.slug ?? '';
  const key = `${slug} ${from} ${to}`;
  let answer = runs.get(key);
  if (!answer) {
    const query = { from, to };
    answer = ask(api.GET('/api/v1/centres/{centre}/days', { params: { path: { centre: slug }, query } })).then(
      ({ items }) => items,
    );
    answer.catch(() => runs.delete(key));
    runs.set(key, answer);
  }
  return answer;
}

export interface DayNames {
  readonly name?: string | undefined;
  readonly nameEn?: string | undefined;
}

export interface CentreView {
  readonly centres: typeof centres;
  readonly centre: typeof centre;
  readonly tree: typeof tree;
  readonly slug: ComputedRef<string>;
  readonly timeZone: ComputedRef<string>;
  /** What the clock on the centre's wall shows. */
  readonly wallNow: ComputedRef<WallTime>;
  readonly today: ComputedRef<WallDate>;
  zone(code: string): Zone | undefined;
  /** Name in the language of the screen. */
  nameOf(thing: { readonly name: string; readonly nameEn: string } | undefined): string;
  /** Name of a statutory day; as it was typed where it has no English one. */
  dayName(day: DayNames): string;
  /** Name of a zone by its code; the code itself when it is unknown. */
  zoneName(code: string): string;
}

export function useCentre(): CentreView {
  const { locale } = useI18n();
  const now = useNow();
  const timeZone = computed(() => centre.value?.timeZone ?? 'UTC');
  const wallNow = computed(() => toWall(now.value, timeZone.value));
  const nameOf: CentreView['nameOf'] = (thing) => (locale.value === 'en' ? thing?.nameEn : thing?.name) ?? '';
  return {
    centres,
    centre,
    tree,
    slug: computed(() => centre.value?.slug ?? ''),
    timeZone,
    wallNow,
    today: computed(() => dateOf(wallNow.value)),
    zone: (code) => tree.value.byCode.get(code),
    nameOf,
    dayName: ({ name = '', nameEn = name }) => nameOf({ name, nameEn }),
    zoneName: (code) => nameOf(tree.value.byCode.get(code)) || code,
  };
}

/** For what is no component, such as the router. */
export const centreSlug = (): string => centre.value?.slug ?? '';
