const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Waits between tries, in milliseconds: five retries after the first try. */
const RETRY_WAITS_MS = [10 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 60 * MINUTE] as const;

/** When to try again after the `attempts`-th try failed at `failedAt`; null when no try is left. */
export function nextAttemptAt(attempts: number, failedAt: Date): Date | null {
  const wait = RETRY_WAITS_MS[attempts - 1];
  return wait === undefined ? null : new Date(failedAt.getTime() + wait);
}

/** Whether the `attempts`-th try is the last one. */
export function isLastAttempt(attempts: number): boolean {
  return attempts > RETRY_WAITS_MS.length;
}
