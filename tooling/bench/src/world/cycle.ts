/** Hands out one value after another, from the first again after the last. */
export function cycle<T>(values: readonly T[]): () => T {
  let next = 0;
  return () => {
    const value = values[next];
    if (value === undefined) throw new Error("there is nothing to cycle through");
    next = (next + 1) % values.length;
    return value;
  };
}
