/**
 * The service worker of the door display: a tablet that is started anew while the server or the network is away still
 * shows the page, which then shows the schedule it kept (`kept-schedule.ts`). It keeps the page itself and the files that
 * page is made of, all of them public; answers of the API it neither keeps nor touches. Its scope is `/door/`.
 *
 * `DOOR_SHELL` and `DOOR_BUILD` are put in by `build-worker.mjs`: another build is another script, so the browser finds it.
 */
import { scope } from './worker-scope.js';

declare const DOOR_SHELL: readonly string[];
declare const DOOR_BUILD: string;

const PREFIX = 'dukou-door-';
const NAME = PREFIX + DOOR_BUILD;
/** The page is the same for every zone: it is kept once, under this address. */
const PAGE = '/door/';
/** A network that neither answers nor fails is as good as none. */
const PATIENCE_MS = 4_000;

scope.addEventListener('install', (event) => event.waitUntil(keepShell().then(() => scope.skipWaiting())));
scope.addEventListener('activate', (event) => event.waitUntil(forgetOthers().then(() => scope.clients.claim())));
scope.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== scope.location.origin) return;
  if (mode === 'navigate') event.respondWith(page(event.request));
  else if (DOOR_SHELL.includes(pathname)) event.respondWith(file(event.request));
});

/** All or nothing; a page of another build than the files, as amid an update of the server, fails and is tried again later. */
async function keepShell(): Promise<void> {
  const cache = await caches.open(NAME);
  const answer = await fetch(PAGE, { headers: { accept: 'text/html' }, cache: 'no-store' });
  const text = await answer.clone().text();
  const scripts = [...text.matchAll(/src="([^"]+)"/g)].map(([, src = '']) => src);
  if (!answer.ok || !scripts.every((src) => DOOR_SHELL.includes(src))) throw new Error('The page is of another build.');
  await Promise.all([cache.put(PAGE, answer), cache.addAll([...DOOR_SHELL])]);
}

async function forgetOthers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(PREFIX) && name !== NAME).map((name) => caches.delete(name)),
  );
}

/** The server's page while it answers, so that a new build is seen at once; else the one that was kept. */
async function page(request: Request): Promise<Response> {
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
  const answer = await Promise.race([fetch(request).catch(() => null), late]);
  if (answer && answer.status < 500) return answer;
  return (await kept(PAGE)) ?? answer ?? Response.error();
}

/** Names of files carry a hash of their content: what was kept is right. */
async function file(request: Request): Promise<Response> {
  return (await kept(request)) ?? fetch(request);
}

async function kept(request: Request | string): Promise<Response | undefined> {
  const cache = await caches.open(NAME);
  return cache.match(request, { ignoreVary: true });
}
