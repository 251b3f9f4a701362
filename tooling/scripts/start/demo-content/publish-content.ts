import type { Language } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "@nexa/core";
import { createCarousel, createFaq, createHeader, uploadContentImage } from "@nexa/core/content/index";
import sharp from "sharp";
import { PICTURES, type PictureName } from "./pictures.ts";
import { DEMO_CARDS, DEMO_FAQS, DEMO_HEADER, type DemoCard, NEXT_HEADER } from "./words.ts";

const LANGUAGES = ["en", "hi"] as const satisfies readonly Language[];
const DAY_MS = 86_400_000;
const NEXT_HEADER_IN_DAYS = 30;
/** A store that is just being connected to says for a moment that it is away. */
const TRIES = 20;
const BETWEEN_TRIES_MS = 250;

type Staff = CoreContext<AdminActor>;
type Ids = ReadonlyMap<string, string>;

/** What the catalogue calls its plans and categories. */
export type DemoCatalogue = { readonly plans: Ids; readonly categories: Ids };

/**
 * Writes the demo's content in both languages as staff would, pictures drawn and uploaded. A store that has content already, or cannot be
 * reached, stays as it is. Answers whether it was written.
 */
export async function publishContent(staff: Staff, catalogue: DemoCatalogue): Promise<boolean> {
  if (!(await isEmpty(staff))) return false;
  const urls = new Map<PictureName, string>();
  for (const name of Object.keys(PICTURES) as PictureName[]) urls.set(name, await upload(staff, PICTURES[name]));
  const written = { catalogue, urls };
  for (const locale of LANGUAGES) {
    await addHeader(staff, { ...written, locale, card: DEMO_HEADER, state: "published" });
    await addHeader(staff, { ...written, locale, card: NEXT_HEADER, state: "draft" });
    for (const card of DEMO_CARDS) await addCard(staff, { ...written, locale, card });
    for (const { question, answer, category } of DEMO_FAQS) {
      const words = { question: question[locale], answer: answer[locale], category: category[locale] };
      await createFaq(staff, { locale, ...words, state: "published" });
    }
  }
  return true;
}

async function isEmpty({ content }: Staff): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const found = await content.list({ kind: "faq" }, { limit: 1 }).catch(() => null);
    if (found !== null) return found.total === 0;
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES_MS));
  }
  return false;
}

async function upload(staff: Staff, svg: string): Promise<string> {
  const bytes = await sharp(Buffer.from(svg)).png().toBuffer();
  return (await uploadContentImage(staff, async () => bytes)).url;
}

type Written = {
  readonly catalogue: DemoCatalogue;
  readonly urls: ReadonlyMap<PictureName, string>;
  readonly locale: (typeof LANGUAGES)[number];
  readonly card: DemoCard;
};

async function addHeader(
  staff: Staff,
  { urls, locale, card, state }: Written & { state: "draft" | "published" },
): Promise<void> {
  const starts = new Date(staff.clock.now().getTime() + NEXT_HEADER_IN_DAYS * DAY_MS).toISOString();
  await createHeader(staff, {
    locale,
    state,
    title: card.title[locale],
    description: card.details[locale],
    buttonText: card.cta[locale],
    link: card.link,
    imageUrl: urls.get(card.picture),
    visibleFrom: state === "draft" ? starts : null,
  });
}

async function addCard(staff: Staff, { catalogue, urls, locale, card }: Written): Promise<void> {
  await createCarousel(staff, {
    locale,
    state: "published",
    title: card.title[locale],
    details: card.details[locale],
    ctaText: card.cta[locale],
    priceText: card.priceText?.[locale],
    planId: idIn(catalogue.plans, card.plan),
    categoryId: idIn(catalogue.categories, card.category),
    link: card.link,
    imageUrl: urls.get(card.picture),
  });
}

function idIn(ids: Ids, name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const id = ids.get(name);
  if (id === undefined) throw new Error(`the demo's catalogue has no ${name}`);
  return id;
}
