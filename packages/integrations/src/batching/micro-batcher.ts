/** How a {@link createMicroBatcher} runs its items. */
export interface MicroBatcherOptions<I, O> {
  /** Handles a whole batch; answers one result per item, in the order of the items. An `Error` rejects that item alone. */
  readonly run: (items: I[]) => Promise<Array<O | Error>>;
  /** Most items in one batch. */
  readonly maxBatch?: number;
  /** Whether a batch whose `run` threw this error is run again one by one, so that only the guilty item fails. */
  readonly isRetryAlone?: (error: unknown) => boolean;
  /** Whether an item run alone that met this error shows that the others would too: they get it without being run. */
  readonly isHopeless?: (error: unknown) => boolean;
}

interface Waiting<I, O> {
  readonly item: I;
  readonly resolve: (value: O) => void;
  readonly reject: (error: unknown) => void;
}

const defaultMaxBatch = 128;

/** Answers every item of the batch, and the error where the batch as a whole failed. */
async function runBatch<I, O>(
  options: MicroBatcherOptions<I, O>,
  batch: Array<Waiting<I, O>>,
): Promise<{ error: unknown } | null> {
  let results: Array<O | Error>;
  try {
    results = await options.run(batch.map((waiting) => waiting.item));
    if (results.length !== batch.length) {
      throw new TypeError(`A batch of ${batch.length} items was answered with ${results.length} results.`);
    }
  } catch (error) {
    const isAlone = batch.length === 1;
    if (isAlone || options.isRetryAlone?.(error) === false) {
      for (const waiting of batch) waiting.reject(error);
      return { error };
    }
    await runAlone(options, batch);
    return null;
  }
  for (const [index, waiting] of batch.entries()) {
    const result = results[index];
    if (result instanceof Error) waiting.reject(result);
    else waiting.resolve(result as O);
  }
  return null;
}

/** One by one, so that only the guilty item fails; where nothing can succeed, nobody waits for the time-outs of all before them. */
async function runAlone<I, O>(options: MicroBatcherOptions<I, O>, batch: Array<Waiting<I, O>>): Promise<void> {
  for (const [index, waiting] of batch.entries()) {
    const failed = await runBatch(options, [waiting]);
    if (!failed || options.isHopeless?.(failed.error) !== true) continue;
    for (const rest of batch.slice(index + 1)) rest.reject(failed.error);
    return;
  }
}

/**
 * Lets concurrent callers share one statement and one commit. At most one batch is in flight; what arrives meanwhile
 * forms the next one in order of arrival, at most `maxBatch` (default 128) items. An idle batcher adds no wait: calls
 * of the same tick go together, at once. When `run` throws, the items are run again one by one unless `isRetryAlone`
 * says no, so `run` must leave nothing behind when it throws, or be idempotent. Figures: design `performance.md`.
 *
 * @returns a function that answers an item's result, or throws that item's error.
 */
export function createMicroBatcher<I, O>(options: MicroBatcherOptions<I, O>): (item: I) => Promise<O> {
  const maxBatch = options.maxBatch ?? defaultMaxBatch;
  if (!Number.isInteger(maxBatch) || maxBatch < 1) throw new RangeError("maxBatch must be a whole number above zero.");
  let queue: Array<Waiting<I, O>> = [];
  let isRunning = false;

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.slice(0, maxBatch);
      queue = queue.slice(maxBatch);
      await runBatch(options, batch);
    }
    isRunning = false;
  }

  return (item) =>
    new Promise<O>((resolve, reject) => {
      queue.push({ item, resolve, reject });
      if (isRunning) return;
      isRunning = true;
      queueMicrotask(drain);
    });
}
