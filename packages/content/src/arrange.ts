import { CONTENT_LOCALES, type ContentKind, type ContentLocale, type ContentState } from "./documents.ts";
import type { Place } from "./records.ts";
import type { RecordHead, Shelf } from "./tables.ts";

export type Arranged = Place & { readonly id: string; readonly locale: ContentLocale; readonly state: ContentState };

/** The documents in the order people see them: by locale, by their place on the shelf, and by id where a place is shared. */
export function arrange(kind: ContentKind, shelves: readonly Shelf[], heads: readonly RecordHead[]): Arranged[] {
  const places = new Map(shelves.map((shelf) => [shelf.locale, new Map(shelf.ids.map((id, index) => [id, index]))]));
  const published = new Set(shelves.map((shelf) => shelf.publishedId));
  return heads
    .map((head): Arranged => {
      const order = places.get(head.locale);
      const isPublished = kind === "header" && published.has(head.id);
      const state = kind === "header" ? (isPublished ? "published" : "draft") : head.state;
      return {
        id: head.id,
        locale: head.locale,
        state,
        isPublished,
        position: order?.get(head.id) ?? order?.size ?? 0,
      };
    })
    .sort(
      (a, b) =>
        CONTENT_LOCALES.indexOf(a.locale) - CONTENT_LOCALES.indexOf(b.locale) ||
        a.position - b.position ||
        (a.id < b.id ? -1 : 1),
    );
}
