export type StoredFile = {
  readonly key: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
};

/**
 * Large files that are written and read as streams: backups and exports. A key is one of ours: lower-case folders and a name of letters,
 * digits, dots and dashes, such as `backups/2026-11-23-0199….nexa`.
 */
export interface FilesPort {
  readonly provider: string;
  /**
   * Keeps what the chunks give under the key; a reader sees the old file or the whole new one. Where the chunks or the storage fail,
   * or the signal aborts, nothing is left behind and what was there stays.
   */
  put(key: string, chunks: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<StoredFile>;
  /** The file's bytes in chunks, null where there is none. Whoever stops reading early ends the loop. */
  open(key: string): Promise<{ sizeBytes: number; chunks: AsyncIterable<Uint8Array> } | null>;
  /** Every file whose key begins so, in the order of their keys. */
  list(prefix: string): AsyncIterable<StoredFile>;
  /** Forgets the file; asking for what is gone already changes nothing. */
  delete(key: string): Promise<void>;
}

/** What was given as a key is none: never built from what people typed. */
export class FileKeyInvalid extends Error {
  override readonly name = "FileKeyInvalid";

  constructor(key: string) {
    super(`"${key}" is no key of a stored file.`);
  }
}

const KEY = /^(?:[a-z][a-z0-9-]*\/)+[A-Za-z0-9][A-Za-z0-9.-]{0,199}$/;
const PREFIX = /^(?:[a-z][a-z0-9-]*\/)+$/;

/** What stands in a storage under another name is no file of ours: it can be neither listed nor opened. */
export function isFileKey(key: string): boolean {
  return KEY.test(key) && !key.includes("..");
}

/** @throws FileKeyInvalid */
export function checkFileKey(key: string): void {
  if (!isFileKey(key)) throw new FileKeyInvalid(key);
}

/** A prefix is whole folders, such as `backups/`. @throws FileKeyInvalid */
export function checkFilePrefix(prefix: string): void {
  if (!PREFIX.test(prefix)) throw new FileKeyInvalid(prefix);
}
