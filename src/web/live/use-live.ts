import { onScopeDispose, shallowRef, watch, type ShallowRef, type WatchSource } from 'vue';
import { useSession } from '../session/session.js';
import { nowInstant } from '../time/clock.js';
import type { Instant } from '../../scheduling/time.types.js';
import { isToldOfChanges, listenToChanges, type Topic } from './changes.js';
import { newestOnly } from './newest.js';

export interface Live<T> {
  /** What was last read; undefined until the first answer, and after `on` has changed until the new one. */
  readonly data: ShallowRef<T | undefined>;
  /** Why the last reading failed; null when it did not. `data` stays as it was. */
  readonly problem: ShallowRef<unknown>;
  readonly readAt: ShallowRef<Instant | null>;
  refresh(): Promise<void>;
}

export interface LiveOptions {
  /** Reads anew when the server tells that something of these has changed; `everyMs` then only counts while it can't tell. */
  readonly topics?: readonly Topic[];
  /** Time between readings; a hidden page rests, and reads at once when it comes back. */
  readonly everyMs?: number;
  /** What the source depends on: reads anew when it changes. */
  readonly on?: WatchSource<unknown>;
}

const EVERY_MS = 30_000;
/** While changes are told: time alone changes little, and a change that was missed should not stay so for the day. */
const TOLD_EVERY_MS = 300_000;
/** Least time between two readings and the part of chance in it: staff see each other at once, a crowd does not rush. */
const PACE_MS = { staff: { least: 700, chance: 300 }, crowd: { least: 2000, chance: 3000 } };

/**
 * Keeps something of the server fresh while the screen is open:
 *
 *     const { data, problem, readAt, refresh } = useLive(() => ask(api.GET(…)), { on: () => date.value, topics: ['schedule'] });
 */
export function useLive<T>(source: () => Promise<T>, options: LiveOptions = {}): Live<T> {
  const { everyMs = EVERY_MS, on, topics = [] } = options;
  const data = shallowRef<T>();
  const problem = shallowRef<unknown>(null);
  const readAt = shallowRef<Instant | null>(null);
  const begin = newestOnly();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let soon: ReturnType<typeof setTimeout> | undefined;
  let begunAt = 0;
  let isReading = false;
  let isOld = false;
  let isGone = false;

  async function refresh(): Promise<void> {
    const isNewest = begin();
    begunAt = performance.now();
    clearTimeout(timer);
    clearTimeout(soon);
    soon = undefined;
    isReading = true;
    isOld = false;
    const outcome = await source().then(
      (value) => ({ value }),
      (reason: unknown) => ({ reason }),
    );
    if (!isNewest() || isGone) return;
    isReading = false;
    if ('value' in outcome) {
      data.value = outcome.value;
      readAt.value = nowInstant();
    }
    problem.value = 'reason' in outcome ? outcome.reason : null;
    wait();
    if (isOld) refreshSoon();
  }

  function wait(): void {
    clearTimeout(timer);
    const isTold = topics.length > 0 && isToldOfChanges.value && problem.value === null;
    timer = setTimeout(refreshIfSeen, isTold ? Math.max(everyMs, TOLD_EVERY_MS) : everyMs);
  }

  function refreshIfSeen(): void {
    if (document.visibilityState === 'visible') void refresh();
  }

  /** However many changes are told, they are read together; what comes during a reading is read after it. */
  function refreshSoon(): void {
    isOld = isReading;
    if (isReading || soon !== undefined || isGone) return;
    const { least, chance } = useSession().me.value ? PACE_MS.staff : PACE_MS.crowd;
    const since = performance.now() - begunAt;
    const afterMs = Math.max(0, least - since) + Math.random() * chance;
    soon = setTimeout(() => {
      soon = undefined;
      refreshIfSeen();
    }, afterMs);
  }

  if (on) {
    watch(on, () => {
      data.value = undefined;
      void refresh();
    });
  }
  if (topics.length > 0) {
    onScopeDispose(listenToChanges({ topics, changed: refreshSoon, begun: refreshSoon }));
    watch(isToldOfChanges, wait);
  }
  document.addEventListener('visibilitychange', refreshIfSeen);
  window.addEventListener('online', refreshIfSeen);
  onScopeDispose(() => {
    isGone = true;
    clearTimeout(timer);
    clearTimeout(soon);
    document.removeEventListener('visibilitychange', refreshIfSeen);
    window.removeEventListener('online', refreshIfSeen);
  });
  void refresh();
  return { data, problem, readAt, refresh };
}
