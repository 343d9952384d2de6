import { failureOf, translated, type Failure } from './postgres.errors.js';

/** How often something is tried, counting the first. */
const ATTEMPTS = 6;
/** Milliseconds to wait before the second attempt; it doubles with each, and half of it is chance. */
const FIRST_PAUSE = 10;

/**
 * Tries again, after a short random pause, what ended in one of these failures; after the last attempt, and for any other
 * failure, throws it as the rest of the application knows it. `failed` is told of each.
 */
export async function retrying<T>(
  work: () => Promise<T>,
  { again, failed }: { again: ReadonlySet<Failure>; failed?: (error: unknown, failure: Failure) => void },
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const failure = failureOf(error);
      failed?.(error, failure);
      if (attempt === ATTEMPTS || !again.has(failure)) throw translated(error);
      await pause(attempt);
    }
  }
}

function pause(attempt: number): Promise<void> {
  const milliseconds = FIRST_PAUSE * 2 ** (attempt - 1) * (0.5 + Math.random());
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
