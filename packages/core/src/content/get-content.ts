import { FALLBACK_LOCALE, type GetContentInput, type GetContentOutput } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { getContentView } from "./get-content-view.ts";

const MAX_FAQS = 100;

/**
 * Everything a home screen shows in a language, from memory: at most two seconds behind a change, and within 300 ms also where the content
 * store is away, as it was read last.
 */
export async function getContent(ctx: CoreContext, input: GetContentInput): Promise<GetContentOutput> {
  const locale = input.locale ?? FALLBACK_LOCALE;
  const view = await getContentView(ctx);
  return view.keep(`getContent ${locale}`, () => {
    const { header, carousels, faqs } = view.of(locale);
    return { locale, header, carousels: [...carousels], faqs: faqs.slice(0, MAX_FAQS), isBuiltIn: view.isBuiltIn };
  });
}
