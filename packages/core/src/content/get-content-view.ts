import type { ContentDocument } from "@nexa/content";
import {
  FALLBACK_LOCALE,
  type Language,
  type PublicCarousel,
  type PublicFaq,
  type PublicHeader,
} from "@nexa/contracts";
import { type Catalog, getCatalog } from "../catalog/index.ts";
import type { CoreContext } from "../context.ts";
import { runtimeSlot } from "../runtime.ts";
import { BUILT_IN } from "./built-in.ts";
import { faqSearch } from "./faq-search.ts";
import { getPublished, type PublishedContent } from "./get-published.ts";
import { isShown, type OnSale, onSaleIn } from "./on-sale.ts";
import { publicCarousel, publicFaq, publicHeader } from "./shapes.ts";

/** How many answers and searches a view keeps; the oldest goes first. */
const MAX_KEPT = 64;
/** The catalogue is in memory; where the database is away, the last one known does. Waited for beside the content. */
const CATALOG_PATIENCE_MS = 150;

/** What one language shows. What it does not have is another's, which the entries themselves say. */
export type LocaleContent = {
  readonly header: PublicHeader | null;
  readonly carousels: readonly PublicCarousel[];
  readonly faqs: readonly PublicFaq[];
  /** Finds among `faqs`, the best first. */
  searchFaqs(text: string): readonly PublicFaq[];
};

/** The content as customers see it between two instants at which something starts or ends: nothing in it depends on the time. */
export type ContentView = {
  readonly isBuiltIn: boolean;
  of(locale: Language): LocaleContent;
  /** The answer kept for a question, so that equal requests get the same object and it is turned into JSON only once. */
  keep<T extends object>(question: string, answer: () => T): T;
};

type Span = { readonly from: number; readonly until: number };
type Held = Span & {
  readonly published: PublishedContent;
  readonly catalog: Catalog | null;
  readonly view: ContentView;
};

const slot = runtimeSlot(() => ({
  held: undefined as Held | undefined,
  catalog: null as Catalog | null,
  builtIn: viewOf(true, (locale) => localeContent(BUILT_IN[locale].header, [], BUILT_IN[locale].faqs)),
}));

/** The view for this instant of the newest content this process could read; words of our own where it never could. */
export async function getContentView(ctx: CoreContext): Promise<ContentView> {
  const kept = slot(ctx);
  const [published, newest] = await Promise.all([getPublished(ctx), catalogSoon(ctx)]);
  kept.catalog = newest ?? kept.catalog;
  if (published === null) return kept.builtIn;
  const { held, catalog } = kept;
  const now = ctx.clock.now();
  const at = now.getTime();
  if (held?.published === published && held.catalog === catalog && held.from <= at && at < held.until) return held.view;
  const view = publishedView(published, onSaleIn(catalog), now);
  kept.held = { published, catalog, view, ...spanAround(published, at) };
  return view;
}

async function catalogSoon(ctx: CoreContext): Promise<Catalog | null> {
  const { promise, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), CATALOG_PATIENCE_MS);
  try {
    return await Promise.race([getCatalog(ctx), promise]);
  } catch (error) {
    ctx.logger.debug({ err: error }, "content is shown by the last catalogue known");
    return null;
  } finally {
    clearTimeout(timer);
  }
}

function publishedView(published: PublishedContent, onSale: OnSale, now: Date): ContentView {
  const shown = <D extends ContentDocument>(documents: readonly D[], locale: Language): D[] => {
    const visible = documents.filter((each) => isShown(each, onSale, now));
    const own = visible.filter((each) => each.locale === locale);
    return own.length > 0 ? own : visible.filter((each) => each.locale === FALLBACK_LOCALE);
  };
  return viewOf(false, (locale) => {
    const [header] = shown(published.headers, locale);
    const carousels = shown(published.carousels, locale).map(publicCarousel);
    return localeContent(header ? publicHeader(header) : null, carousels, shown(published.faqs, locale).map(publicFaq));
  });
}

function localeContent(
  header: PublicHeader | null,
  carousels: readonly PublicCarousel[],
  faqs: readonly PublicFaq[],
): LocaleContent {
  // Made with the first search: most views see none before they are replaced.
  let search: ((text: string) => number[]) | undefined;
  const searchFaqs = (text: string) => {
    search ??= faqSearch(faqs);
    return search(text).flatMap((place) => faqs[place] ?? []);
  };
  return { header, carousels, faqs, searchFaqs };
}

function viewOf(isBuiltIn: boolean, contentOf: (locale: Language) => LocaleContent): ContentView {
  const made = new Map<Language, LocaleContent>();
  const of = (locale: Language): LocaleContent => {
    const content = made.get(locale) ?? contentOf(locale);
    made.set(locale, content);
    return content;
  };
  return { isBuiltIn, of, keep: keeper() };
}

/** The span around an instant in which nothing published starts or ends, in milliseconds since 1970. */
function spanAround({ headers, carousels, faqs }: PublishedContent, at: number): Span {
  let from = Number.NEGATIVE_INFINITY;
  let until = Number.POSITIVE_INFINITY;
  for (const { visibleFrom, visibleUntil } of [...headers, ...carousels, ...faqs]) {
    for (const boundary of [visibleFrom, visibleUntil]) {
      if (boundary === null) continue;
      const instant = Date.parse(boundary);
      if (instant <= at) from = Math.max(from, instant);
      else until = Math.min(until, instant);
    }
  }
  return { from, until };
}

function keeper(): ContentView["keep"] {
  const kept = new Map<string, object>();
  return <T extends object>(question: string, answer: () => T): T => {
    const known = kept.get(question);
    // The question names the operation, and each operation has one type of answer.
    if (known) return known as T;
    const made = answer();
    if (kept.size >= MAX_KEPT) {
      const [oldest] = kept.keys();
      if (oldest !== undefined) kept.delete(oldest);
    }
    kept.set(question, made);
    return made;
  };
}
