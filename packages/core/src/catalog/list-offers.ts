import type { ListOffersInput, ListOffersOutput, PublicOffer } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { getView } from "./get-view.ts";
import { type Order, pageInMemory } from "./page-in-memory.ts";

const BIGGEST_SAVING_FIRST: Order<PublicOffer> = {
  name: "-saving",
  isDescending: true,
  keyOf: (offer) => offer.discountAmountMinor,
  idOf: (offer) => offer.id,
};

/** The best active offer of each plan on sale, the biggest saving first. */
export async function listOffers(ctx: CoreContext, input: ListOffersInput): Promise<ListOffersOutput> {
  const view = await getView(ctx);
  return view.keep(`listOffers ${JSON.stringify(input)}`, () => {
    const offers = [...view.plans.values()]
      .filter(({ plan }) => plan.status === "active")
      .filter(({ plan }) => input.planId === undefined || input.planId === plan.id)
      .filter(({ plan }) => input.categoryId === undefined || input.categoryId === plan.categoryId)
      .flatMap(({ bestOffer }) => bestOffer ?? []);
    return pageInMemory(offers, BIGGEST_SAVING_FIRST, input);
  });
}
