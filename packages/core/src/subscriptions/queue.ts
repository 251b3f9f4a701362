const DAY_MS = 86_400_000;

export type Placement = { id: string; startsAt: Date; endsAt: Date };

export type QueueState = {
  now: Date;
  /** The base plan that runs, or null. Its end is where the queue begins. */
  running: { endsAt: Date } | null;
  /** In the wanted order. */
  waiting: readonly { id: string; validityDays: number }[];
};

/**
 * Lays waiting plans one after the other, without gap or overlap: the first starts when the running plan ends, or now where none
 * runs. A day of validity is 24 hours (design, Subscription queue).
 */
export function relayQueue({ now, running, waiting }: QueueState): Placement[] {
  let at = Math.max(now.getTime(), running?.endsAt.getTime() ?? 0);
  return waiting.map(({ id, validityDays }) => {
    const startsAt = new Date(at);
    at += validityDays * DAY_MS;
    return { id, startsAt, endsAt: new Date(at) };
  });
}

/** `ids` with `first` moved to the front; the others keep their order. */
export function moveToFront(ids: readonly string[], first: string): string[] {
  return [first, ...ids.filter((id) => id !== first)];
}

/** Whether `wanted` names each of `waiting` exactly once. */
export function isPermutation(wanted: readonly string[], waiting: readonly string[]): boolean {
  const left = new Set(waiting);
  return wanted.length === waiting.length && wanted.every((id) => left.delete(id));
}
