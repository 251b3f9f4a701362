import { backupsErrors } from "../errors.ts";

const NEWLINE = 10;
/** No document of ours is near as long. */
const MAX_LINE_BYTES = 16 * 1_048_576;

/** The lines of a stream of bytes, each ended by one newline and by nothing else that looks like one. @throws backups.broken */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      yield Buffer.concat([...held, chunk.subarray(from, at)]).toString();
      held = [];
      size = 0;
      from = at + 1;
    }
    // A copy: the chunk's memory may be used again.
    if (from < chunk.length) held.push(Buffer.from(chunk.subarray(from)));
    size += chunk.length - from;
    if (size > MAX_LINE_BYTES) throw backupsErrors.broken();
  }
  if (held.length > 0) yield Buffer.concat(held).toString();
}
