/**
 * The typed client of the API, made from its OpenAPI document:
 *
 *     const { items } = await ask(api.GET('/api/v1/centres/{centre}/zones', { params: { path: { centre } } }));
 *
 * `ask` gives the body or throws an `ApiProblem`; `askTagged` gives the ETag too. A write that must happen once carries
 * `headers: once(key)` with a key from `newKey()` kept for as long as the same thing is tried; a change carries
 * `headers: ifMatch(etag)`. When the session has ended, the call waits until the person has signed in again, and is then
 * sent once more: whoever called need not know.
 */
import createClient from 'openapi-fetch';
import type { components, paths } from '../generated/api.js';
import { followServerClock } from '../time/clock.js';
import { offlineProblem, problemOf } from './problem.js';
import { signInAgain } from './session-ended.js';

export type Schemas = components['schemas'];

export const api = createClient<paths>({
  fetch: fetchAnswer,
  // Lists are written with commas: `zones=A,B`.
  querySerializer: { array: { style: 'form', explode: false } },
});

interface Outcome<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

export interface Tagged<T> {
  readonly data: T;
  readonly etag: string;
}

/** The body of the answer; throws an `ApiProblem` for every other outcome. */
export async function ask<T>(call: Promise<Outcome<T>>): Promise<T> {
  return (await askTagged(call)).data;
}

/** The body with its ETag (empty when it has none), to be sent back with `ifMatch`. */
export async function askTagged<T>(call: Promise<Outcome<T>>): Promise<Tagged<T>> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemOf(error, response);
  return { data: data as T, etag: response.headers.get('etag') ?? '' };
}

export const ifMatch = (etag: string): Record<string, string> => ({ 'If-Match': etag });

export const once = (key: string): Record<string, string> => ({ 'Idempotency-Key': key });

/** A key for one intention of a person; `crypto.randomUUID` is missing on pages without HTTPS, as in a centre's own net. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function fetchAnswer(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await send(request);
  if (response.status !== 401 || !(await isSessionEnd(response))) return response;
  return (await signInAgain()) ? send(again) : response;
}

async function send(request: Request): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw offlineProblem();
  }
  followServerClock(response.headers.get('date'));
  return response;
}

async function isSessionEnd(response: Response): Promise<boolean> {
  const body: unknown = await response.clone().json();
  return problemOf(body, response).code === 'sign-in-required';
}
