import { shallowRef } from 'vue';
import { loadCentre } from '../centre/centre.js';
import { restoreSession } from '../session/session.js';

/** What kept the app from starting, such as no connection; the frame shows it and offers to try again. */
export const startFailure = shallowRef<unknown>(null);

/** Nobody stands before a display on a wall to try again. */
const AGAIN_MS = 15_000;

let started: Promise<void> | null = null;

/** Finds the centre and who is signed in, both at once; once for all pages. Never throws. */
export function start(): Promise<void> {
  started ??= begin();
  return started;
}

export function startAgain(): Promise<void> {
  started = begin();
  return started;
}

async function begin(): Promise<void> {
  const wanted = new URLSearchParams(location.search).get('centre');
  const [, centre] = await Promise.allSettled([restoreSession(), loadCentre(wanted ?? undefined)]);
  startFailure.value = centre.status === 'rejected' ? centre.reason : null;
  if (startFailure.value !== null) setTimeout(() => void startAgain(), AGAIN_MS);
}
