import type {
  ContentDocument,
  ContentKind,
  ContentLocale,
  ContentState,
  DocumentChange,
  DocumentOf,
  NewDocument,
} from "./documents.ts";

/** As many documents as one kind may have in one locale. */
export const MAX_SIBLINGS = 2_000;

export type ContentFilter<K extends ContentKind = ContentKind> = {
  readonly kind: K;
  /** Unset: every locale, one after the other. */
  readonly locale?: ContentLocale;
  readonly state?: ContentState;
  /** FAQs only: exactly this category. */
  readonly category?: string;
};

export type ContentPage<K extends ContentKind> = { readonly documents: DocumentOf<K>[]; readonly total: number };

export type StagedContent = {
  readonly token: string;
  /** Documents, once all are written; null while they are, and for ever where the writer died. */
  readonly count: number | null;
  readonly isLive: boolean;
};

/**
 * Where CMS content is kept. The adapters behave alike, which one suite proves. Every write is one atomic step of one document, so a crash
 * leaves the old or the new. Instants are the caller's, as ISO texts; the store has no clock. It never takes part in a transaction of
 * `ctx.db`. All operations throw `ContentError`: `unavailable` at once where the store is known to be down, within seconds where it has only
 * just gone or is silent, so whoever has less time than that races it.
 */
export interface ContentStore {
  readonly provider: "postgres" | "mongodb";

  /** The document, null where there is none of this kind. */
  get<K extends ContentKind>(kind: K, id: string): Promise<DocumentOf<K> | null>;

  /** Those that match, by locale and position; ties by id. `offset` and `limit` cut a page; without a limit all. */
  list<K extends ContentKind>(
    filter: ContentFilter<K>,
    page?: { readonly offset?: number; readonly limit?: number },
  ): Promise<ContentPage<K>>;

  /**
   * FAQs that contain every word of `text` in question or answer, whatever the case. First those whose question has all the words, then by
   * position. No words find nothing.
   */
  searchFaqs(
    text: string,
    filter: { readonly locale: ContentLocale; readonly state?: ContentState; readonly limit?: number },
  ): Promise<DocumentOf<"faq">[]>;

  /**
   * Adds it as the last one of its kind and locale, at revision 1. A header created as published replaces the published one.
   * Throws `duplicate`, `full`, `invalid`.
   */
  create<K extends ContentKind>(document: NewDocument<K>, key: { id: string; at: string }): Promise<DocumentOf<K>>;

  /**
   * Changes the fields that are given where the revision is still `revision`. `state: "published"` on a header makes it the one published
   * of its locale in one step: the one before it is a draft from then on, at its old revision.
   * Throws `notFound`, `revisionConflict`, `invalid`.
   */
  update<K extends ContentKind>(
    kind: K,
    id: string,
    change: DocumentChange<K>,
    expected: { revision: number; at: string },
  ): Promise<DocumentOf<K>>;

  /** Takes it away and answers what it was. Throws `notFound`; `revisionConflict` where a revision is given and is not its own. */
  delete<K extends ContentKind>(kind: K, id: string, expected?: { revision: number }): Promise<DocumentOf<K>>;

  /** Puts all siblings into this order in one step; revisions stay. Throws `siblingsChanged` unless `ids` are exactly those there are. */
  reorder(kind: ContentKind, locale: ContentLocale, ids: readonly string[]): Promise<void>;

  /**
   * Every document, by kind, locale and position, positions without gaps; with a token those of that stage. Read in pieces: hold off
   * writers for an exact picture.
   */
  exportAll(token?: string): AsyncIterable<ContentDocument>;

  /**
   * Writes a whole new content aside, unseen. `token` is a UUID of the caller's, kept where a crash does not lose it. Throws `invalid` and
   * `duplicate` (also for two published headers of a locale), and then nothing is left behind.
   */
  stage(token: string, documents: AsyncIterable<ContentDocument>): Promise<StagedContent>;
  /** Makes the staged content the one that is seen, in one step. Doing so again changes nothing. Throws `notFound`. */
  swap(token: string): Promise<void>;
  /** Throws staged content away; does nothing to the one that is seen, or where there is none. */
  dropStage(token: string): Promise<void>;
  /** What is there, seen or aside. The content before the last swap is kept until the next one. */
  stages(): Promise<StagedContent[]>;

  /** Returns when the store answers. Throws `unavailable`. */
  health(): Promise<void>;
  close(): Promise<void>;
}
