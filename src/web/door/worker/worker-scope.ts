/** The part of a service worker's surroundings that ours uses: TypeScript has them in a library that excludes the page's. */
interface LastingEvent {
  /** The browser keeps the worker until the work is done, and takes an installation as failed when it fails. */
  waitUntil(work: Promise<unknown>): void;
}

interface FetchEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

interface WorkerScope {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(kind: 'install' | 'activate', hear: (event: LastingEvent) => void): void;
  addEventListener(kind: 'fetch', hear: (event: FetchEvent) => void): void;
}

export const scope = globalThis as unknown as WorkerScope;
