import { PassThrough } from "node:stream";
import { type ArchiveKeys, verifyArchive } from "./archive/index.ts";

/**
 * Passes an archive on and verifies it on the way: throws at its end, or as soon as damage is seen, so that whoever stores it stores
 * nothing.
 */
export async function* verifyWhilePassed(
  chunks: AsyncIterable<Uint8Array>,
  { keys }: ArchiveKeys,
): AsyncGenerator<Uint8Array> {
  const copy = new PassThrough();
  const verdict = verifyArchive(copy, { keys }).then(
    () => null,
    (error: unknown) => ({ error }),
  );
  try {
    for await (const chunk of chunks) {
      if (copy.destroyed) break;
      if (!copy.write(chunk)) await drained(copy);
      yield chunk;
    }
    if (!copy.destroyed) copy.end();
    const refused = await verdict;
    if (refused) throw refused.error;
  } finally {
    copy.destroy();
    await verdict;
  }
}

/** Room for more, or nobody who reads any more. */
function drained(copy: PassThrough): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      copy.off("drain", done).off("close", done);
      resolve();
    };
    copy.on("drain", done).on("close", done);
  });
}
