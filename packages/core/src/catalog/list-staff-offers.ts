import type { ListStaffOffersInput, ListStaffOffersOutput, OfferSort } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { getView, type OfferInView } from "./get-view.ts";
import { type Order, pageInMemory } from "./page-in-memory.ts";

type Key = Order<OfferInView>["keyOf"];

const byCreation: Key = ({ offer }) => offer.createdAt.getTime();
const byStart: Key = ({ offer }) => offer.validFrom.getTime();
const byEnd: Key = ({ offer }) => offer.validUntil.getTime();

const SORTS: Record<OfferSort, { keyOf: Key; isDescending: boolean }> = {
  createdAt: { keyOf: byCreation, isDescending: false },
  "-createdAt": { keyOf: byCreation, isDescending: true },
  validFrom: { keyOf: byStart, isDescending: false },
  "-validFrom": { keyOf: byStart, isDescending: true },
  validUntil: { keyOf: byEnd, isDescending: false },
  "-validUntil": { keyOf: byEnd, isDescending: true },
};

/** Offers for staff in any status, with the reason where one is void. Throws `request.badCursor`. */
export async function listStaffOffers(ctx: CoreContext, input: ListStaffOffersInput): Promise<ListStaffOffersOutput> {
  const view = await getView(ctx);
  const name = input.sort ?? "-createdAt";
  const rows = view.offers
    .filter(({ plan }) => input.planId === undefined || input.planId === plan.id)
    .filter(({ forStaff }) => input.status === undefined || input.status === forStaff.status);
  const page = pageInMemory(rows, { name, ...SORTS[name], idOf: ({ offer }) => offer.id }, input);
  return { items: page.items.map((entry) => entry.forStaff), nextCursor: page.nextCursor };
}
