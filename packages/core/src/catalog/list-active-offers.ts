import type { ListActiveOffersInput, ListStaffOffersOutput } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { listStaffOffers } from "./list-staff-offers.ts";

/** Every offer that is active now, overlapping ones included, the one that ends first at the top. */
export function listActiveOffers(ctx: CoreContext, input: ListActiveOffersInput): Promise<ListStaffOffersOutput> {
  return listStaffOffers(ctx, { ...input, status: "active", sort: "validUntil" });
}
