/** Chunks of any size as parts of exactly `partBytes`, the last one shorter. @throws what the chunks throw, and when the signal aborts */
export async function* partsOf(
  chunks: AsyncIterable<Uint8Array>,
  partBytes: number,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  let part = Buffer.allocUnsafe(partBytes);
  let filled = 0;
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    for (let at = 0; at < chunk.length; ) {
      const piece = chunk.subarray(at, at + partBytes - filled);
      part.set(piece, filled);
      filled += piece.length;
      at += piece.length;
      if (filled < partBytes) continue;
      yield part;
      // A new one: who was given the part may still be sending it.
      part = Buffer.allocUnsafe(partBytes);
      filled = 0;
    }
  }
  signal?.throwIfAborted();
  if (filled > 0) yield part.subarray(0, filled);
}
