import { z } from "zod";
import {
  type ContentDocument,
  ContentDocument as ContentDocumentSchema,
  type ContentKind,
  type DocumentOf,
} from "./documents.ts";
import { ContentError } from "./errors.ts";
import type { ContentRecord, Shelf } from "./tables.ts";

/** Where a document stands: its place and, of a header, whether it is the published one. */
export type Place = { readonly position: number; readonly isPublished: boolean };

/** The document of a record. Throws `invalid` where the store holds what no version of NEXA wrote. */
export function toDocument<K extends ContentKind>(kind: K, record: ContentRecord, place: Place): DocumentOf<K> {
  const { body, ...kept } = record;
  const state = record.kind === "header" ? { state: place.isPublished ? "published" : "draft" } : {};
  return validDocument(kind, { ...body, ...state, ...kept, position: place.position });
}

/** The record of a document. A header's state is on its shelf. */
export function toRecord(document: ContentDocument): ContentRecord {
  const { id, kind, locale, revision, position: _onTheShelf, ...fields } = document;
  const state = kind === "header" ? { state: "draft" } : {};
  // By way of JSON, as a store gives it back: -0 is 0 there.
  return { id, kind, locale, revision, body: JSON.parse(JSON.stringify({ ...fields, ...state })) };
}

/** Checks a whole document. Throws `invalid`. */
export function validDocument<K extends ContentKind>(kind: K, candidate: unknown): DocumentOf<K> {
  const parsed = ContentDocumentSchema.safeParse(candidate);
  if (!parsed.success) throw new ContentError("invalid", `not a ${kind}: ${z.prettifyError(parsed.error)}`);
  const document = parsed.data;
  const { visibleFrom, visibleUntil } = document;
  if (visibleFrom !== null && visibleUntil !== null && Date.parse(visibleFrom) >= Date.parse(visibleUntil)) {
    throw new ContentError("invalid", "visibleUntil is not after visibleFrom");
  }
  if (document.kind === "carousel" && document.categoryId !== null && document.planId !== null) {
    throw new ContentError("invalid", "a carousel leads to a category or to a plan, not to both");
  }
  if (!isOf(kind, document)) throw new ContentError("invalid", `not a ${kind} but a ${document.kind}`);
  return document;
}

function isOf<K extends ContentKind>(kind: K, document: ContentDocument): document is DocumentOf<K> {
  return document.kind === kind;
}

/** Where a document stands on its shelf; one that is not on it yet comes after all that are. */
export function placeOf(shelf: Shelf | undefined, id: string): Place {
  const index = shelf?.ids.indexOf(id) ?? -1;
  return { position: index >= 0 ? index : (shelf?.ids.length ?? 0), isPublished: shelf?.publishedId === id };
}
