import { PROBLEMS, type ProblemCode } from './registry.js';

/** One fault of the input: a JSON pointer to the field, and what is wrong with which value and what would be right. */
export interface InputFault {
  readonly pointer: string;
  readonly detail: string;
}

export interface ProblemExtras {
  readonly errors?: readonly InputFault[];
  readonly retryAfterSeconds?: number;
  /** Further members of the answer, such as `occurrences` of a refusal. */
  readonly [member: string]: unknown;
}

/** What a service throws when it cannot do as asked. It knows a code of the registry, and no HTTP beyond that. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    readonly extras: ProblemExtras = {},
  ) {
    super(`${code}: ${detail}`);
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }

  /** The body of the answer, `application/problem+json`. */
  toBody(instance?: string): Record<string, unknown> {
    const { retryAfterSeconds: _, ...members } = this.extras;
    const { status, title } = PROBLEMS[this.code];
    return {
      type: `urn:dukou:problem:${this.code}`,
      code: this.code,
      title,
      status,
      detail: this.detail,
      ...(instance ? { instance } : {}),
      ...members,
    };
  }
}

/** Bad input with all its faults at once. */
export function badInput(errors: readonly InputFault[]): Problem {
  return new Problem('bad-input', errors.map((e) => `${e.pointer || '/'}: ${e.detail}`).join('; '), { errors });
}

export const notFound = (what: string): Problem => new Problem('not-found', `There is no ${what}.`);
