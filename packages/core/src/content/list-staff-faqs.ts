import type { ContentFilter, DocumentOf } from "@nexa/content";
import { LANGUAGES, type ListStaffFaqsInput, type ListStaffFaqsOutput } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { fromStore } from "./errors.ts";
import { getOnSale } from "./on-sale.ts";
import { pageByPlace } from "./page-by-place.ts";
import { staffFaq } from "./shapes.ts";
import { listForStaff } from "./staff-list.ts";

/**
 * Questions as they are in the store, drafts included, by language and order; a search puts those first whose question has the words.
 * Throws `content.storeUnavailable` and `request.badCursor`.
 */
export async function listStaffFaqs(
  ctx: CoreContext<AdminActor>,
  input: ListStaffFaqsInput,
): Promise<ListStaffFaqsOutput> {
  const { locale, state, category, search } = input;
  const filter: ContentFilter<"faq"> = { kind: "faq", locale, state, category };
  if (search === undefined) return listForStaff(ctx, { ...input, filter, shape: staffFaq });
  const found = await fromStore(searched(ctx, search, filter));
  const page = pageByPlace(found, input);
  const onSale = await getOnSale(ctx);
  const now = ctx.clock.now();
  return { items: page.items.map((document) => staffFaq(document, onSale, now)), nextCursor: page.nextCursor };
}

async function searched(
  ctx: CoreContext<AdminActor>,
  text: string,
  { locale, state, category }: ContentFilter<"faq">,
): Promise<DocumentOf<"faq">[]> {
  const locales = locale === undefined ? LANGUAGES : [locale];
  const found = await Promise.all(locales.map((each) => ctx.content.searchFaqs(text, { locale: each, state })));
  return found.flat().filter((document) => category === undefined || document.category === category);
}
