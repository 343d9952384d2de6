import { onScopeDispose, ref, type Ref } from 'vue';
import type { Instant } from '../../scheduling/time.types.js';

/**
 * The one place of the web app that reads the time. It follows the server's clock (the `Date` header of its answers), so
 * that a wall tablet whose own clock is wrong still shows the right "now".
 */
const TICK_MS = 10_000;
/** `Date` headers are cut to the second and answers take their time: a smaller difference means nothing. */
const LEAST_SKEW_MS = 5_000;

let skewMs = 0;
const present = ref(nowInstant());
let watchers = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/** The present instant, in milliseconds. */
export function nowInstant(): Instant {
  return (Date.now() + skewMs) as Instant;
}

/** Learns the server's time from one of its answers. */
export function followServerClock(header: string | null): void {
  const server = header === null ? NaN : Date.parse(header);
  if (Number.isNaN(server)) return;
  const skew = server - Date.now();
  skewMs = Math.abs(skew) < LEAST_SKEW_MS ? 0 : skew;
  tick();
}

/** "Now" for screens: moves every ten seconds while somebody looks, and at once when the page comes back into view. */
export function useNow(): Readonly<Ref<Instant>> {
  if (watchers++ === 0) start();
  onScopeDispose(() => {
    if (--watchers === 0) stop();
  });
  return present;
}

function tick(): void {
  present.value = nowInstant();
}

function start(): void {
  tick();
  timer = setInterval(tick, TICK_MS);
  document.addEventListener('visibilitychange', tick);
}

function stop(): void {
  clearInterval(timer);
  document.removeEventListener('visibilitychange', tick);
}
