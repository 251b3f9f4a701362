import type { ContentKind, ContentLocale, ContentState } from "./documents.ts";

/** A document as an adapter keeps it. Its place, and whether a header is published, are on its shelf. */
export type ContentRecord = {
  readonly id: string;
  readonly kind: ContentKind;
  readonly locale: ContentLocale;
  readonly revision: number;
  /** The other fields, as `ContentDocument` names them. */
  readonly body: Readonly<Record<string, unknown>>;
};

/** What a list is ordered and filtered by. */
export type RecordHead = { readonly id: string; readonly locale: ContentLocale; readonly state: ContentState };

export type ShelfKey = { readonly kind: ContentKind; readonly locale: ContentLocale };
/** The order of the documents of a kind and locale. A crash may leave ids of documents that are gone, or leave out the newest. */
export type Shelf = ShelfKey & { readonly ids: readonly string[]; readonly publishedId: string | null };

/** Which content is seen, and which was before. */
export type Live = { readonly generation: string; readonly previous: string | null };

/** The generation of a store that nothing was ever swapped into. */
export const FIRST_GENERATION = "00000000-0000-0000-0000-000000000000";

/**
 * What an adapter does: single steps, each atomic by itself, on documents of one generation. All rules are in the one store above it, so
 * that both adapters behave alike. Throws ContentError `unavailable` where the server cannot be reached or does not answer in time.
 */
export interface ContentTables {
  readonly provider: "postgres" | "mongodb";

  live(): Promise<Live>;
  /** Moves from one live content to another; false where it is not `from` any more. */
  setLive(from: Live, to: Live): Promise<boolean>;

  find(generation: string, id: string): Promise<ContentRecord | null>;
  findMany(generation: string, ids: readonly string[]): Promise<ContentRecord[]>;
  heads(
    generation: string,
    filter: { kind: ContentKind; locale?: ContentLocale; category?: string },
  ): Promise<RecordHead[]>;
  /** False where the id is taken. */
  insert(generation: string, record: ContentRecord): Promise<boolean>;
  /** Many new ones, of a generation that nobody sees. */
  insertMany(generation: string, records: readonly ContentRecord[]): Promise<void>;
  /** False where there is none at this revision. */
  replace(generation: string, record: ContentRecord, revision: number): Promise<boolean>;
  /** What was taken away; null where there is none, or none at this revision. */
  remove(generation: string, id: string, revision: number | null): Promise<ContentRecord | null>;

  shelves(generation: string, kind: ContentKind, locale?: ContentLocale): Promise<Shelf[]>;
  /** Puts the id last, once. */
  append(generation: string, key: ShelfKey, id: string): Promise<void>;
  setOrder(generation: string, key: ShelfKey, ids: readonly string[]): Promise<void>;
  /** Takes the id off the shelf; what was published as it is not any more. */
  detach(generation: string, key: ShelfKey, id: string): Promise<void>;
  publish(generation: string, key: ShelfKey, id: string): Promise<void>;
  /** Does nothing where another one is published. */
  unpublish(generation: string, key: ShelfKey, id: string): Promise<void>;
  putShelf(generation: string, shelf: Shelf): Promise<void>;

  stages(): Promise<{ token: string; count: number | null }[]>;
  /** Notes a stage; `count` once it is whole. */
  putStage(token: string, count: number | null): Promise<void>;
  dropGeneration(generation: string): Promise<void>;

  ping(): Promise<void>;
  close(): Promise<void>;
}
