import http from 'node:http';
import type { Caller, TestApp } from '../support/app.js';

/** An open stream of events, as a browser would hold it. */
export interface Listening {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  /** Topics of the next change; waits for it. */
  next(): Promise<string[]>;
  /** Topics of all changes that came up to now and were not taken by `next`. */
  readonly pending: readonly string[][];
  /** Resolves when the server has ended it. */
  readonly ended: Promise<void>;
  close(): void;
}

/** Opens `path` on the listening server and resolves once it has begun. */
export async function listen(
  test: TestApp,
  path: string,
  caller?: Caller | Record<string, string>,
): Promise<Listening> {
  const address = test.app.getHttpServer().address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen');
  const headers = caller === undefined ? {} : 'call' in caller ? { cookie: (caller as Caller).cookie ?? '' } : caller;
  return new Promise((resolve, reject) => {
    const request = http.get({ port: address.port, host: '127.0.0.1', path, headers, agent: false }, (response) => {
      const pending: string[][] = [];
      const waiting: ((topics: string[]) => void)[] = [];
      let text = '';
      const ended = new Promise<void>((done) => response.once('close', done));
      const listening: Listening = {
        status: response.statusCode ?? 0,
        headers: response.headers,
        pending,
        ended,
        next: () =>
          new Promise((heard) => {
            const known = pending.shift();
            if (known) heard(known);
            else waiting.push(heard);
          }),
        close: () => request.destroy(),
      };
      response.on('error', () => undefined);
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        for (let at = text.indexOf('\n\n'); at >= 0; at = text.indexOf('\n\n')) {
          const event = text.slice(0, at);
          text = text.slice(at + 2);
          if (event.includes('event: open')) resolve(listening);
          const data = /^event: change\ndata: (.*)$/m.exec(event)?.[1];
          if (data === undefined) continue;
          const { topics } = JSON.parse(data) as { topics: string[] };
          const next = waiting.shift();
          if (next) next(topics);
          else pending.push(topics);
        }
      });
      if (listening.status !== 200) resolve(listening);
    });
    request.on('error', reject);
  });
}
