const NEWLINE = 10;

/** The lines of a stream of bytes, each ended by one newline and by nothing else that looks like one. */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let held: Uint8Array[] = [];
  for await (const chunk of bytes) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      yield Buffer.concat([...held, chunk.subarray(from, at)]).toString();
      held = [];
      from = at + 1;
    }
    // A copy: the chunk's memory may be used again.
    if (from < chunk.length) held.push(Buffer.from(chunk.subarray(from)));
  }
  if (held.length > 0) yield Buffer.concat(held).toString();
}
