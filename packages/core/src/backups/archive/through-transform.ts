import { Readable, type Transform } from "node:stream";
import { pipeline } from "node:stream/promises";

/** What comes out of a transform (compression) fed with the chunks. The source's own error is thrown on; leaving early ends the source. */
export async function* throughTransform(
  chunks: AsyncIterable<Uint8Array>,
  transform: Transform,
): AsyncGenerator<Uint8Array> {
  let failure: unknown;
  const fed = pipeline(Readable.from(chunks, { objectMode: false }), transform).catch((error: unknown) => {
    failure ??= error;
  });
  try {
    yield* transform;
    await fed;
    if (failure !== undefined) throw failure;
  } catch (error) {
    await fed;
    throw failure ?? error;
  } finally {
    transform.destroy();
    await fed;
  }
}
