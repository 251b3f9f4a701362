import type { CarouselIdInput, Deleted } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { deleteDocument } from "./document-writes.ts";

/** Deletes a carousel card. Throws `content.carouselUnknown`. */
export function deleteCarousel(ctx: CoreContext<AdminActor>, input: CarouselIdInput): Promise<Deleted> {
  return deleteDocument(ctx, { action: "content.deleteCarousel", kind: "carousel", id: input.carouselId });
}
