import {
  CarouselIdInput,
  CreateCarouselInput,
  Deleted,
  ListStaffCarouselsInput,
  ListStaffCarouselsOutput,
  StaffCarousel,
  UpdateCarouselInput,
} from "@nexa/contracts";
import { adminProcedure } from "../trpc/init.ts";
import { createCarousel } from "./create-carousel.ts";
import { deleteCarousel } from "./delete-carousel.ts";
import { listStaffCarousels } from "./list-staff-carousels.ts";
import { DOCUMENT_ID, editing, IMAGE_URL, PLAN_ID } from "./operation-meta.ts";
import { updateCarousel } from "./update-carousel.ts";

/** What staff do with carousel cards. */
export const carouselProcedures = {
  listCarousels: adminProcedure
    .meta(
      editing("GET", "/admin/cms/carousels", {
        summary: "List carousel cards in their order, drafts included",
        example: { locale: "en", state: "published" },
      }),
    )
    .input(ListStaffCarouselsInput)
    .output(ListStaffCarouselsOutput)
    .query(({ ctx, input }) => listStaffCarousels(ctx, input)),
  createCarousel: adminProcedure
    .meta(
      editing("POST", "/admin/cms/carousels", {
        summary: "Add a carousel card",
        description:
          "It comes last, a draft unless `state` says published. It is shown while its plan or category is on sale.",
        status: 201,
        message: "The card was added.",
        example: {
          locale: "en",
          title: "84 days, 2 GB a day",
          priceText: "₹719",
          planId: PLAN_ID,
          imageUrl: IMAGE_URL,
          ctaText: "Recharge",
          state: "published",
        },
      }),
    )
    .input(CreateCarouselInput)
    .output(StaffCarousel)
    .mutation(({ ctx, input }) => createCarousel(ctx, input)),
  updateCarousel: adminProcedure
    .meta(
      editing("PUT", "/admin/cms/carousels/{carouselId}", {
        summary: "Change or publish a carousel card",
        description:
          "`revision` is the one you read; where it is no longer the newest the answer is 409. `null` clears a field.",
        message: "The card was changed.",
        example: { carouselId: DOCUMENT_ID, revision: 1, visibleUntil: "2026-12-31T18:30:00.000Z" },
      }),
    )
    .input(UpdateCarouselInput)
    .output(StaffCarousel)
    .mutation(({ ctx, input }) => updateCarousel(ctx, input)),
  deleteCarousel: adminProcedure
    .meta(
      editing("DELETE", "/admin/cms/carousels/{carouselId}", {
        summary: "Delete a carousel card",
        message: "The card was deleted.",
        example: { carouselId: DOCUMENT_ID },
      }),
    )
    .input(CarouselIdInput)
    .output(Deleted)
    .mutation(({ ctx, input }) => deleteCarousel(ctx, input)),
};
