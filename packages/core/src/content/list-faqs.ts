import { FALLBACK_LOCALE, type ListFaqsInput, type ListFaqsOutput } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { getContentView } from "./get-content-view.ts";
import { pageByPlace } from "./page-by-place.ts";

/** The questions shown in a language, in their order or by how well they match, from memory. Throws `request.badCursor`. */
export async function listFaqs(ctx: CoreContext, input: ListFaqsInput): Promise<ListFaqsOutput> {
  const view = await getContentView(ctx);
  return view.keep(`listFaqs ${JSON.stringify(input)}`, () => {
    const content = view.of(input.locale ?? FALLBACK_LOCALE);
    const found = input.search === undefined ? content.faqs : content.searchFaqs(input.search);
    const inCategory = found.filter(({ category }) => input.category === undefined || category === input.category);
    const categories = [...new Set(content.faqs.flatMap(({ category }) => category ?? []))];
    return { ...pageByPlace(inCategory, input), categories };
  });
}
