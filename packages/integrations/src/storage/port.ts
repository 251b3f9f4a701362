/** Where files are kept whose ids and metadata the database has. An id is a lower-case UUID of ours, never a name people chose. */
export interface StoragePort {
  readonly provider: string;
  /** Keeps the bytes under the id; the same id again replaces them. A reader sees the old or the new ones, never a part. */
  put(id: string, bytes: Uint8Array): Promise<void>;
  /** The bytes, null where there are none. */
  get(id: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Forgets the bytes; asking for what is gone already changes nothing. */
  delete(id: string): Promise<void>;
}

/** What was given as an id is no lower-case UUID. */
export class StorageIdInvalid extends Error {
  override readonly name = "StorageIdInvalid";

  constructor() {
    super("A stored file's id must be a lower-case UUID.");
  }
}
