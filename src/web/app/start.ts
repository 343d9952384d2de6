import { shallowRef } from 'vue';
import { loadCentre, showCentre } from '../centre/centre.js';
import { keptCentre } from '../door/kept-centre.js';
import { restoreSession } from '../session/session.js';

/** What kept the app from starting, such as no connection; the frame shows it and offers to try again. */
export const startFailure = shallowRef<unknown>(null);

/** Nobody stands before a display on a wall to try again. */
const AGAIN_MS = 15_000;

let started: Promise<void> | null = null;
let isKeptShown = false;

/** Finds the centre and who is signed in, both at once; once for all pages. Never throws. */
export function start(): Promise<void> {
  if (started === null) {
    const beginning = begin();
    started = showKept() ? Promise.resolve() : beginning;
  }
  return started;
}

export function startAgain(): Promise<void> {
  started = begin();
  return started;
}

const wantedCentre = (): string | null => new URLSearchParams(location.search).get('centre');

/** A display begins with the centre it kept, so that it stands without a server; the server's answer comes behind it. */
function showKept(): boolean {
  const kept = keptCentre(location.pathname, wantedCentre());
  if (kept) showCentre(kept.centre, kept.zones);
  isKeptShown = kept !== null;
  return isKeptShown;
}

async function begin(): Promise<void> {
  const [, centre] = await Promise.allSettled([restoreSession(), loadCentre(wantedCentre() ?? undefined)]);
  const hasFailed = centre.status === 'rejected';
  startFailure.value = hasFailed && !isKeptShown ? centre.reason : null;
  if (hasFailed) setTimeout(() => void startAgain(), AGAIN_MS);
}
