import { FALLBACK_LOCALE, type ListHeadersInput, type ListHeadersOutput } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { getContentView } from "./get-content-view.ts";
import { pageByPlace } from "./page-by-place.ts";

/** The header shown in a language, from memory; an empty list where there is none. Throws `request.badCursor`. */
export async function listHeaders(ctx: CoreContext, input: ListHeadersInput): Promise<ListHeadersOutput> {
  const view = await getContentView(ctx);
  return view.keep(`listHeaders ${JSON.stringify(input)}`, () => {
    const { header } = view.of(input.locale ?? FALLBACK_LOCALE);
    return pageByPlace(header === null ? [] : [header], input);
  });
}
