import { backupsErrors } from "../errors.ts";
import { asBuffer, type ByteReader } from "./byte-reader.ts";
import type { FrameSeal } from "./frame-seal.ts";

/** What is held in memory at once of each archive. */
const FRAME_BYTES = 262_144;
const HEAD_BYTES = 5;

/** Cuts a stream into sealed frames: whether it is the last (1 byte), length (4 bytes), payload, tag. */
export async function* sealFrames(chunks: AsyncIterable<Uint8Array>, seal: FrameSeal): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    held.push(asBuffer(chunk));
    size += chunk.length;
    // One frame is always kept back, as only the end of the stream tells which is the last.
    while (size > FRAME_BYTES) {
      const all = Buffer.concat(held, size);
      yield frameOf(seal, all.subarray(0, FRAME_BYTES), false);
      held = [all.subarray(FRAME_BYTES)];
      size -= FRAME_BYTES;
    }
  }
  yield frameOf(seal, Buffer.concat(held, size), true);
}

function frameOf(seal: FrameSeal, payload: Buffer, isLast: boolean): Buffer {
  const sealed = seal.seal({ isLast, payload });
  const head = Buffer.alloc(HEAD_BYTES);
  head[0] = isLast ? 1 : 0;
  head.writeUInt32BE(sealed.payload.length, 1);
  return Buffer.concat([head, sealed.payload, sealed.tag]);
}

/** Checks each frame before it gives out a byte of it. @throws backups.broken also where bytes are missing or follow the last frame */
export async function* openFrames(reader: ByteReader, seal: FrameSeal): AsyncGenerator<Buffer> {
  for (let isLast = false; !isLast; ) {
    const head = await reader.read(HEAD_BYTES);
    const flag = head.readUInt8(0);
    const length = head.readUInt32BE(1);
    if (flag > 1 || length > FRAME_BYTES) throw backupsErrors.broken();
    isLast = flag === 1;
    const payload = await reader.read(length);
    const tag = await reader.read(seal.tagBytes);
    yield seal.open({ isLast, payload }, tag);
  }
  if (!(await reader.atEnd())) throw backupsErrors.broken();
}
