import type { components } from '../generated/api.js';

export type InputFault = components['schemas']['InputFaultBody'];
export type CheckedDate = components['schemas']['CheckedDateAnswer'];

/** Besides the server's codes: it could not be reached at all. */
export const OFFLINE = 'offline';

interface ProblemMembers {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly InputFault[];
  readonly occurrences?: readonly CheckedDate[];
  readonly retryAfterSeconds?: number;
}

/**
 * What every call throws when it is not answered with what was asked. `code` is the stable one of the API (or `offline`);
 * `errors` are the faults of the input by field; `occurrences` the dates of a refusal with their reasons.
 */
export class ApiProblem extends Error {
  constructor(readonly members: ProblemMembers & Readonly<Record<string, unknown>>) {
    super(`${members.code}: ${members.detail}`);
    this.name = 'ApiProblem';
  }

  get code(): string {
    return this.members.code;
  }

  get status(): number {
    return this.members.status;
  }

  get errors(): readonly InputFault[] {
    return this.members.errors ?? [];
  }

  get occurrences(): readonly CheckedDate[] {
    return this.members.occurrences ?? [];
  }

  /** What is wrong with one field, by its JSON pointer such as `/title`. */
  faultOf(pointer: string): string | undefined {
    return this.errors.find((fault) => fault.pointer === pointer)?.detail;
  }
}

export const offlineProblem = (): ApiProblem =>
  new ApiProblem({ code: OFFLINE, status: 0, detail: 'The server cannot be reached.' });

/** Reads a failed answer; one that is no problem of ours (a proxy's page, say) becomes one by its status. */
export function problemOf(body: unknown, response: Response): ApiProblem {
  const retry = Number(response.headers.get('retry-after'));
  const retryAfter = retry > 0 ? { retryAfterSeconds: retry } : {};
  if (isProblem(body)) return new ApiProblem({ ...body, ...retryAfter });
  const code = response.status >= 502 ? OFFLINE : 'internal';
  return new ApiProblem({ code, status: response.status, detail: response.statusText, ...retryAfter });
}

function isProblem(body: unknown): body is ProblemMembers & Record<string, unknown> {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';
}

export const isProblemOf = (error: unknown, ...codes: string[]): error is ApiProblem =>
  error instanceof ApiProblem && codes.includes(error.code);
