import type { CreateCarouselInput, StaffCarousel } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { createDocument, extraOf } from "./document-writes.ts";
import { getOnSale } from "./on-sale.ts";
import { staffCarousel } from "./shapes.ts";

/** Adds a carousel card behind the others of its language, as a draft unless told otherwise. Throws what `createDocument` refuses. */
export async function createCarousel(ctx: CoreContext<AdminActor>, input: CreateCarouselInput): Promise<StaffCarousel> {
  const document = await createDocument<"carousel">(ctx, "content.createCarousel", {
    kind: "carousel",
    locale: input.locale,
    title: input.title,
    details: input.details ?? null,
    priceText: input.priceText ?? null,
    categoryId: input.categoryId ?? null,
    planId: input.planId ?? null,
    imageUrl: input.imageUrl ?? null,
    ctaText: input.ctaText ?? null,
    link: input.link ?? null,
    state: input.state ?? "draft",
    visibleFrom: input.visibleFrom ?? null,
    visibleUntil: input.visibleUntil ?? null,
    extra: extraOf(input.extra),
  });
  return staffCarousel(document, await getOnSale(ctx), ctx.clock.now());
}
