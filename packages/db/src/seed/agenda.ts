/** What is still to happen, earliest first; things of one instant happen in the order they were planned. */
export type Agenda = {
  /** Plans `work` for the instant `at`, in milliseconds. */
  add(at: number, work: (at: number) => void): void;
  /** Lets everything up to `until` happen; what lies beyond is dropped. */
  run(until: number): void;
};

type Entry = { at: number; order: number; work: (at: number) => void };

/** A binary heap: half a year of an operator's business passes through it in time order. */
export function createAgenda(): Agenda {
  const heap: Entry[] = [];
  let order = 0;
  return {
    add(at, work) {
      order += 1;
      heap.push({ at: Math.round(at), order, work });
      rise(heap, heap.length - 1);
    },
    run(until) {
      for (let entry = heap[0]; entry !== undefined && entry.at <= until; entry = heap[0]) {
        removeFirst(heap);
        entry.work(entry.at);
      }
      heap.length = 0;
    },
  };
}

function isBefore(one: Entry, other: Entry): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

function swapIfEarlier(heap: Entry[], lower: number, upper: number): boolean {
  const [below, above] = [heap[lower], heap[upper]];
  if (below === undefined || above === undefined || !isBefore(below, above)) return false;
  heap[lower] = above;
  heap[upper] = below;
  return true;
}

function rise(heap: Entry[], from: number): void {
  for (let at = from; at > 0; ) {
    const parent = (at - 1) >> 1;
    if (!swapIfEarlier(heap, at, parent)) return;
    at = parent;
  }
}

function removeFirst(heap: Entry[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  heap[0] = last;
  for (let at = 0; ; ) {
    const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
    if (left === undefined) return;
    const child = right !== undefined && isBefore(right, left) ? 2 * at + 2 : 2 * at + 1;
    if (!swapIfEarlier(heap, child, at)) return;
    at = child;
  }
}
