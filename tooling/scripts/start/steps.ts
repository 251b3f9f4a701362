/** Prints one line for each step: what is done, then how long it took. */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  process.stdout.write(`${title} ... `);
  try {
    const result = await work();
    process.stdout.write(`done (${((performance.now() - started) / 1000).toFixed(1)} s)\n`);
    return result;
  } catch (error) {
    process.stdout.write("failed\n");
    throw error;
  }
}

/** Draws rows of two columns in a frame. */
export function table(title: string, rows: readonly (readonly [string, string])[]): string {
  const left = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `${name.padEnd(left)}  ${value}`);
  const width = Math.max(title.length, ...lines.map((line) => line.length));
  const rule = `+${"-".repeat(width + 2)}+`;
  const boxed = (text: string) => `| ${text.padEnd(width)} |`;
  return [rule, boxed(title), rule, ...lines.map(boxed), rule].join("\n");
}
