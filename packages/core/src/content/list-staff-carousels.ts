import type { ListStaffCarouselsInput, ListStaffCarouselsOutput } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { staffCarousel } from "./shapes.ts";
import { listForStaff } from "./staff-list.ts";

/** Carousel cards as they are in the store, drafts included, by language and order. Throws `content.storeUnavailable`, `request.badCursor`. */
export function listStaffCarousels(
  ctx: CoreContext<AdminActor>,
  input: ListStaffCarouselsInput,
): Promise<ListStaffCarouselsOutput> {
  const { locale, state } = input;
  return listForStaff(ctx, { ...input, filter: { kind: "carousel", locale, state }, shape: staffCarousel });
}
