export type Loops = { connections: number; seconds: number; warmUpSeconds: number };

/** Runs `work` over and over in as many loops as there are connections; answers how long each run took, warm-up left out. */
export async function timeLoops(
  work: () => Promise<void>,
  { connections, seconds, warmUpSeconds }: Loops,
): Promise<{ latencies: number[]; seconds: number }> {
  const latencies: number[] = [];
  const from = performance.now() + warmUpSeconds * 1_000;
  const until = from + seconds * 1_000;
  const loop = async () => {
    for (let at = performance.now(); at < until; ) {
      await work();
      const end = performance.now();
      if (end >= from && end < until) latencies.push(end - at);
      at = end;
    }
  };
  await Promise.all(Array.from({ length: connections }, loop));
  return { latencies, seconds };
}
