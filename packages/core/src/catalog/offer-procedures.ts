import {
  CalculateDiscountInput,
  CalculateDiscountOutput,
  CreateOfferInput,
  CreateOfferWithDiscountInput,
  Deleted,
  DeleteOfferInput,
  ListActiveOffersInput,
  ListStaffOffersInput,
  ListStaffOffersOutput,
  StaffOffer,
  UpdateOfferInput,
} from "@nexa/contracts";
import { adminProcedure } from "../trpc/init.ts";
import { calculateDiscount } from "./calculate-discount.ts";
import { createOffer } from "./create-offer.ts";
import { createOfferWithDiscount } from "./create-offer-with-discount.ts";
import { deleteOffer } from "./delete-offer.ts";
import { listActiveOffers } from "./list-active-offers.ts";
import { listStaffOffers } from "./list-staff-offers.ts";
import { managing, OFFER_ID, PLAN_ID } from "./operation-meta.ts";
import { updateOffer } from "./update-offer.ts";

const WINDOW = { validFrom: "2026-11-01T00:00:00Z", validUntil: "2026-12-01T00:00:00Z" };

/** What staff do with offers. */
export const offerProcedures = {
  listOffers: adminProcedure
    .meta(
      managing("GET", "/admin/offers", {
        summary: "List offers in any status",
        example: { status: "void", sort: "-createdAt" },
      }),
    )
    .input(ListStaffOffersInput)
    .output(ListStaffOffersOutput)
    .query(({ ctx, input }) => listStaffOffers(ctx, input)),
  listActiveOffers: adminProcedure
    .meta(managing("GET", "/admin/offers/active", { summary: "List the offers active now", example: { limit: 50 } }))
    .input(ListActiveOffersInput)
    .output(ListStaffOffersOutput)
    .query(({ ctx, input }) => listActiveOffers(ctx, input)),
  createOffer: adminProcedure
    .meta(
      managing("POST", "/admin/offers", {
        summary: "Create an offer with a fixed price",
        status: 201,
        message: "The offer was created.",
        example: { planId: PLAN_ID, name: "Diwali price", discountedPriceMinor: 24900, ...WINDOW },
      }),
    )
    .input(CreateOfferInput)
    .output(StaffOffer)
    .mutation(({ ctx, input }) => createOffer(ctx, input)),
  createOfferWithDiscount: adminProcedure
    .meta(
      managing("POST", "/admin/offers/create-with-discount", {
        summary: "Create an offer by a percentage or an amount off",
        status: 201,
        message: "The offer was created.",
        example: { planId: PLAN_ID, name: "20 % off", discountPercent: 20, ...WINDOW },
      }),
    )
    .input(CreateOfferWithDiscountInput)
    .output(StaffOffer)
    .mutation(({ ctx, input }) => createOfferWithDiscount(ctx, input)),
  calculateDiscount: adminProcedure
    .meta(
      managing("GET", "/admin/offers/calculate-discount", {
        summary: "Preview what a discount makes of a plan's price",
        example: { planId: PLAN_ID, discountPercent: 20 },
      }),
    )
    .input(CalculateDiscountInput)
    .output(CalculateDiscountOutput)
    .query(({ ctx, input }) => calculateDiscount(ctx, input)),
  updateOffer: adminProcedure
    .meta(
      managing("PUT", "/admin/offers/{offerId}", {
        summary: "Change the fields sent of an offer",
        message: "The offer was changed.",
        example: { offerId: OFFER_ID, discountPercent: 25 },
      }),
    )
    .input(UpdateOfferInput)
    .output(StaffOffer)
    .mutation(({ ctx, input }) => updateOffer(ctx, input)),
  deleteOffer: adminProcedure
    .meta(
      managing("DELETE", "/admin/offers/{offerId}", {
        summary: "Delete an offer",
        message: "The offer was deleted. Sales made under it keep their price.",
        example: { offerId: OFFER_ID },
      }),
    )
    .input(DeleteOfferInput)
    .output(Deleted)
    .mutation(({ ctx, input }) => deleteOffer(ctx, input)),
};
