import http from 'node:http';
import { LOGINS, PASSWORD, type Person } from '../support/app.js';

export const CENTRE = '/api/v1/centres/dukou';
export const BOOKINGS = `${CENTRE}/bookings`;

export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Body;
}

export interface Sent {
  readonly body?: unknown;
  readonly ifMatch?: number | string | undefined;
  readonly key?: string;
}

/** The connection broke before an answer came: nobody knows whether it was done. */
export class Unanswered extends Error {}

/** A request without an answer for so long hangs; under the greatest load of a proof one takes some seconds. */
const ANSWER_WITHIN_MS = 60_000;

/** One client with one connection and, once it has signed in, a session of its own. */
export class Client {
  private readonly agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  private cookie = '';

  constructor(private url: string) {}

  /** Signs this client in; other clients with the same login have other sessions. */
  async signIn(person: Person): Promise<this> {
    const answer = await this.call('POST', '/api/v1/sessions', { body: { login: LOGINS[person], password: PASSWORD } });
    if (answer.status !== 201) throw new Error(`${person} could not sign in: ${answer.status}`);
    this.cookie = answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    return this;
  }

  /** Speaks to another server from now on, with the same session. */
  moveTo(url: string): void {
    this.url = url;
  }

  get<Body = Record<string, unknown>>(path: string): Promise<Answer<Body>> {
    return this.call<Body>('GET', path);
  }

  post<Body = Record<string, unknown>>(path: string, body: unknown, sent: Sent = {}): Promise<Answer<Body>> {
    return this.call<Body>('POST', path, { ...sent, body });
  }

  call<Body = Record<string, unknown>>(method: string, path: string, sent: Sent = {}): Promise<Answer<Body>> {
    const text = sent.body === undefined ? undefined : JSON.stringify(sent.body);
    const headers: http.OutgoingHttpHeaders = {
      ...(this.cookie === '' ? {} : { cookie: this.cookie }),
      ...(text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
      ...(sent.ifMatch === undefined ? {} : { 'if-match': etag(sent.ifMatch) }),
      ...(sent.key === undefined ? {} : { 'idempotency-key': sent.key }),
    };
    return new Promise((resolve, reject) => {
      const broken = (error: Error): void => reject(new Unanswered(`${method} ${path}: ${error.message}`));
      const request = http.request(this.url + path, { method, agent: this.agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', broken);
        response.on('end', () => {
          const answer = Buffer.concat(chunks).toString();
          const body: unknown = answer === '' ? {} : JSON.parse(answer);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: body as Body });
        });
      });
      request.setTimeout(ANSWER_WITHIN_MS, () => {
        reject(new Error(`${method} ${path} was not answered within ${ANSWER_WITHIN_MS / 1000} s`));
        request.destroy();
      });
      request.on('error', broken);
      request.end(text);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

const etag = (version: number | string): string => (typeof version === 'number' ? `"${version}"` : version);

/** So many clients, each signed in by itself; `personOf` says as whom. */
export async function signInAll(
  count: number,
  { urlOf, personOf }: { urlOf: (index: number) => string; personOf: (index: number) => Person },
): Promise<Client[]> {
  const clients = Array.from({ length: count }, (_, index) => new Client(urlOf(index)));
  await Promise.all(clients.map((client, index) => client.signIn(personOf(index))));
  return clients;
}
