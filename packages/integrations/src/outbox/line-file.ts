import { appendFile, mkdir, open, rename, stat } from "node:fs/promises";
import { dirname } from "node:path";

const longestFileBytes = 16 * 1_024 * 1_024;
const newline = 0x0a;

export interface LineFile {
  append(line: string): Promise<void>;
  /** The complete lines that were added since the last call, by whatever process. */
  readNew(): Promise<string[]>;
}

/** A text file that several processes append lines to, mode 0600; set aside as `<path>.1` when it grows over 16 MB. */
export function createLineFile(path: string): LineFile {
  let offset = 0;
  let isMended = false;
  let turn: Promise<unknown> = Promise.resolve();
  /** One at a time: setting the file aside must not meet another append. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = turn.then(work, work);
    turn = next;
    return next;
  }
  async function read(): Promise<string[]> {
    const size = await sizeOf(path);
    if (size < offset) offset = 0;
    if (size === offset) return [];
    const handle = await open(path, "r");
    try {
      const buffer = Buffer.alloc(size - offset);
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
      const end = buffer.subarray(0, bytesRead).lastIndexOf(newline) + 1;
      offset += end;
      return buffer.subarray(0, end).toString().split("\n").filter(Boolean);
    } finally {
      await handle.close();
    }
  }
  async function write(line: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    if ((await sizeOf(path)) > longestFileBytes) await rename(path, `${path}.1`);
    if (!isMended) await mendLastLine(path);
    isMended = true;
    await appendFile(path, `${line}\n`, { mode: 0o600 });
  }
  return { append: (line) => inTurn(() => write(line)), readNew: () => inTurn(read) };
}

/** Ends a last line that a crash cut off, so that the next one does not join it. */
async function mendLastLine(path: string): Promise<void> {
  const size = await sizeOf(path);
  if (size === 0) return;
  const handle = await open(path, "r+");
  try {
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
    if (buffer[0] !== newline) await handle.write("\n", size);
  } finally {
    await handle.close();
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return 0;
    throw error;
  }
}
