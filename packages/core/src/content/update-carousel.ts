import type { StaffCarousel, UpdateCarouselInput } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { updateDocument } from "./document-writes.ts";
import { getOnSale } from "./on-sale.ts";
import { staffCarousel } from "./shapes.ts";

/**
 * Changes the fields sent of a carousel card at the revision sent. Throws `content.carouselUnknown`, `content.changedMeanwhile`,
 * `content.nothingToChange` and what the rules of documents refuse.
 */
export async function updateCarousel(ctx: CoreContext<AdminActor>, input: UpdateCarouselInput): Promise<StaffCarousel> {
  const { carouselId, revision, ...fields } = input;
  const update = { action: "content.updateCarousel", kind: "carousel", id: carouselId, revision, fields } as const;
  return staffCarousel(await updateDocument(ctx, update), await getOnSale(ctx), ctx.clock.now());
}
