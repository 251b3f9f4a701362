import { FALLBACK_LOCALE, type ListCarouselsInput, type ListCarouselsOutput } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { getContentView } from "./get-content-view.ts";
import { pageByPlace } from "./page-by-place.ts";

/** The carousel cards shown in a language, in their order, from memory. Throws `request.badCursor`. */
export async function listCarousels(ctx: CoreContext, input: ListCarouselsInput): Promise<ListCarouselsOutput> {
  const view = await getContentView(ctx);
  return view.keep(`listCarousels ${JSON.stringify(input)}`, () =>
    pageByPlace(view.of(input.locale ?? FALLBACK_LOCALE).carousels, input),
  );
}
