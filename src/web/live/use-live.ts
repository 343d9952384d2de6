import { onScopeDispose, shallowRef, watch, type ShallowRef, type WatchSource } from 'vue';
import { nowInstant } from '../time/clock.js';
import type { Instant } from '../../scheduling/time.types.js';

export interface Live<T> {
  /** What was last read; undefined until the first answer, and after `on` has changed until the new one. */
  readonly data: ShallowRef<T | undefined>;
  /** Why the last reading failed; null when it did not. `data` stays as it was. */
  readonly problem: ShallowRef<unknown>;
  readonly readAt: ShallowRef<Instant | null>;
  refresh(): Promise<void>;
}

export interface LiveOptions {
  /** Time between readings; a hidden page rests, and reads at once when it comes back. */
  readonly everyMs?: number;
  /** What the source depends on: reads anew when it changes. */
  readonly on?: WatchSource<unknown>;
}

const EVERY_MS = 30_000;

/**
 * Keeps something of the server fresh while the screen is open:
 *
 *     const { data, problem, readAt, refresh } = useLive(() => ask(api.GET(…)), { on: () => date.value });
 */
export function useLive<T>(source: () => Promise<T>, { everyMs = EVERY_MS, on }: LiveOptions = {}): Live<T> {
  const data = shallowRef<T>();
  const problem = shallowRef<unknown>(null);
  const readAt = shallowRef<Instant | null>(null);
  let round = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isGone = false;

  async function refresh(): Promise<void> {
    const mine = ++round;
    clearTimeout(timer);
    const outcome = await source().then(
      (value) => ({ value }),
      (reason: unknown) => ({ reason }),
    );
    if (mine !== round || isGone) return;
    if ('value' in outcome) {
      data.value = outcome.value;
      readAt.value = nowInstant();
    }
    problem.value = 'reason' in outcome ? outcome.reason : null;
    timer = setTimeout(refreshIfSeen, everyMs);
  }

  function refreshIfSeen(): void {
    if (document.visibilityState === 'visible') void refresh();
  }

  if (on) {
    watch(on, () => {
      data.value = undefined;
      void refresh();
    });
  }
  document.addEventListener('visibilitychange', refreshIfSeen);
  window.addEventListener('online', refreshIfSeen);
  onScopeDispose(() => {
    isGone = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', refreshIfSeen);
    window.removeEventListener('online', refreshIfSeen);
  });
  void refresh();
  return { data, problem, readAt, refresh };
}
