/**
 * Every problem the API can answer with, in one place (RFC 9457). `code` is stable: clients and the locale files are
 * written against it; `title` is its short English name.
 */
export const PROBLEMS = {
  'sign-in-required': { status: 401, title: 'Sign in first' },
  'login-failed': { status: 401, title: 'Login or password is wrong' },
  'not-found': { status: 404, title: 'There is no such thing, or it is not yours to see' },
  forbidden: { status: 403, title: 'Your role does not allow this' },
  'cross-site': { status: 403, title: 'This request came from another site' },
  'precondition-required': { status: 428, title: 'Send If-Match with the ETag you have read' },
  'bad-input': { status: 400, title: 'The request cannot be understood' },
  'payload-too-large': { status: 413, title: 'The request is too large' },
  'unsupported-media-type': { status: 415, title: 'Send JSON' },
  stale: { status: 412, title: 'Somebody changed it since you read it' },
  refused: { status: 409, title: 'The booking is not possible as asked' },
  conflict: { status: 409, title: 'Its present state does not allow this' },
  'choices-needed': { status: 409, title: 'Bookings are affected; say what shall happen to each' },
  'key-reused': { status: 422, title: 'This Idempotency-Key was used with another request' },
  'too-many-requests': { status: 429, title: 'Too many tries; wait a little' },
  busy: { status: 503, title: 'Too much to write at once; try again shortly' },
  'storage-unavailable': { status: 503, title: 'The storage cannot be written just now' },
  'clock-behind': { status: 503, title: 'The clock of the server is wrong' },
  internal: { status: 500, title: 'Something went wrong on our side' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;
