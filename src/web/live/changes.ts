import { effectScope, shallowRef, watch, type EffectScope, type ShallowRef } from 'vue';
import { centreSlug } from '../centre/centre.js';
import { useSession } from '../session/session.js';

/** What the server tells of: that it may have changed. What it is now is read again, with one's own rights. */
export type Topic = 'schedule' | 'rules' | 'bookings' | 'notices' | 'hours-requests' | 'operators' | 'people';

interface Listener {
  readonly topics: readonly Topic[];
  /** Something of these may have changed. */
  changed(): void;
  /** From here on all changes are told; what was read before may be old. */
  begun(): void;
}

/** The server gives a sign of life every 20 s; a line on which none comes is dead. */
const SILENCE_MS = 60_000;
/** Who was refused a stream asks again after so long, and up to twice as long, so that not all ask at once. */
const AGAIN_MS = 60_000;

const personOf = (): string => useSession().me.value?.user.id ?? '';

const listeners = new Set<Listener>();
const isListening = shallowRef(false);
let stream: EventSource | null = null;
let place = '';
let again: ReturnType<typeof setTimeout> | undefined;
let silence: ReturnType<typeof setTimeout> | undefined;

/** Whether changes are told at present; where they are not, a screen must look by itself. */
export const isToldOfChanges: Readonly<ShallowRef<boolean>> = isListening;

/**
 * Calls back when something of these topics may have changed, until the function it gives is called. All screens of
 * a page share one stream; there is none while the page is hidden or nobody listens.
 */
export function listenToChanges(listener: Listener): () => void {
  if (listeners.size === 0) begin();
  listeners.add(listener);
  follow();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) end();
  };
}

/** Of no screen, so that it outlives the one that was the first to listen. */
let scope: EffectScope | undefined;

function begin(): void {
  scope = effectScope(true);
  scope.run(() => watch([centreSlug, personOf], follow));
  document.addEventListener('visibilitychange', follow);
  window.addEventListener('online', renew);
}

function end(): void {
  scope?.stop();
  document.removeEventListener('visibilitychange', follow);
  window.removeEventListener('online', renew);
  close();
}

/** Opens, closes or changes the stream so that it is the right one. */
function follow(): void {
  const slug = centreSlug();
  const isWanted = slug !== '' && listeners.size > 0 && document.visibilityState === 'visible';
  const wanted = isWanted ? `${slug} ${personOf()}` : '';
  if (wanted === place) return;
  close();
  if (!isWanted) return;
  place = wanted;
  open(slug);
}

function renew(): void {
  close();
  follow();
}

function close(): void {
  clearTimeout(again);
  clearTimeout(silence);
  stream?.close();
  stream = null;
  place = '';
  isListening.value = false;
}

function open(slug: string): void {
  const source = new EventSource(`/api/v1/centres/${encodeURIComponent(slug)}/events`);
  stream = source;
  source.addEventListener('open', heard);
  source.addEventListener('beat', heard);
  source.addEventListener('change', (event: MessageEvent<string>) => {
    heard();
    const { topics } = JSON.parse(event.data) as { topics: readonly Topic[] };
    for (const listener of [...listeners]) if (listener.topics.some((one) => topics.includes(one))) listener.changed();
  });
  source.addEventListener('error', () => {
    isListening.value = false;
    if (source.readyState === EventSource.CLOSED) again = setTimeout(renew, AGAIN_MS * (1 + Math.random()));
  });
}

function heard(): void {
  clearTimeout(silence);
  silence = setTimeout(renew, SILENCE_MS);
  if (isListening.value) return;
  isListening.value = true;
  for (const listener of [...listeners]) listener.begun();
}
