import { backupsErrors } from "../errors.ts";

/** Takes exact numbers of bytes out of chunks of any size. */
export type ByteReader = {
  /** @throws backups.broken where the bytes end before */
  read(length: number): Promise<Buffer>;
  /** Whether nothing is left. */
  atEnd(): Promise<boolean>;
  /** Tells the source that no more is read. */
  close(): Promise<void>;
};

export function byteReader(chunks: AsyncIterable<Uint8Array>): ByteReader {
  const source = chunks[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  let isOver = false;

  const more = async () => {
    const next = await source.next();
    isOver = next.done === true;
    return isOver ? Buffer.alloc(0) : asBuffer(next.value);
  };
  return {
    read: async (length) => {
      const parts = [held];
      let size = held.length;
      while (size < length && !isOver) {
        const part = await more();
        parts.push(part);
        size += part.length;
      }
      if (size < length) throw backupsErrors.broken();
      const all = parts.length === 1 ? held : Buffer.concat(parts, size);
      held = all.subarray(length);
      return all.subarray(0, length);
    },
    atEnd: async () => {
      while (held.length === 0 && !isOver) held = await more();
      return held.length === 0;
    },
    close: async () => {
      await source.return?.();
    },
  };
}

export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
