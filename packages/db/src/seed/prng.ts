/** Chance that repeats: the same seed gives the same draws on every machine. Not for secrets. */
export type Chance = {
  /** From 0 up to below 1. */
  next(): number;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  happens(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of the list, the likelier the heavier it is. */
  weighted<T>(list: readonly T[], weightOf: (item: T) => number): T;
  shuffled<T>(list: readonly T[]): T[];
  /** A source of its own by name, however much was drawn here before. */
  fork(name: string): Chance;
};

const TWO_32 = 2 ** 32;

/** mulberry32 (Tommy Ettinger, public domain): 32 bits of state are plenty for demo data. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const bits = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const next = () => bits() / TWO_32;
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    happens: (probability) => next() < probability,
    pick: (list) => itemAt(list, between(0, list.length - 1)),
    weighted: (list, weightOf) => pickWeighted(list, weightOf, next()),
    shuffled: (list) => shuffle(list, between),
    fork: (name) => createChance(hashOf(seed, name)),
  };
}

function itemAt<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error("there is nothing to choose from");
  return item;
}

function pickWeighted<T>(list: readonly T[], weightOf: (item: T) => number, draw: number): T {
  let left = draw * list.reduce((sum, item) => sum + weightOf(item), 0);
  for (const item of list) {
    left -= weightOf(item);
    if (left < 0) return item;
  }
  return itemAt(list, list.length - 1);
}

function shuffle<T>(list: readonly T[], between: (least: number, most: number) => number): T[] {
  const left = [...list];
  return list.map(() => itemAt(left.splice(between(0, left.length - 1), 1), 0));
}

/** FNV-1a over the name, begun with the seed. */
function hashOf(seed: number, name: string): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (const char of name) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
}
