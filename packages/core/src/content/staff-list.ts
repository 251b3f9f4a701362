import type { ContentFilter, ContentKind, DocumentOf } from "@nexa/content";
import type { Page } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { fromStore } from "./errors.ts";
import { getOnSale, type OnSale } from "./on-sale.ts";
import { cursorAfter, placeOf } from "./page-by-place.ts";

type Asked = { limit: number; cursor?: string | undefined };
type Shape<K extends ContentKind, T> = (document: DocumentOf<K>, onSale: OnSale, now: Date) => T;

/** A page of the documents as the store has them now, drafts included. Throws `content.storeUnavailable` and `request.badCursor`. */
export async function listForStaff<K extends ContentKind, T>(
  ctx: CoreContext<AdminActor>,
  asked: Asked & { filter: ContentFilter<K>; shape: Shape<K, T> },
): Promise<Page<T>> {
  const offset = placeOf(asked);
  const { documents, total } = await fromStore(ctx.content.list(asked.filter, { offset, limit: asked.limit }));
  const onSale = await getOnSale(ctx);
  const now = ctx.clock.now();
  const items = documents.map((document) => asked.shape(document, onSale, now));
  return { items, nextCursor: cursorAfter(asked, items.length, total) };
}
