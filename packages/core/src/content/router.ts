import {
  GetContentInput,
  GetContentOutput,
  GetContentOverviewInput,
  GetContentOverviewOutput,
  ListCarouselsInput,
  ListCarouselsOutput,
  ListFaqsInput,
  ListFaqsOutput,
  ListHeadersInput,
  ListHeadersOutput,
  ReorderContentInput,
  ReorderContentOutput,
} from "@nexa/contracts";
import { checkedOnce } from "../trpc/checked-once.ts";
import { adminProcedure, publicProcedure, router } from "../trpc/init.ts";
import { carouselProcedures } from "./carousel-procedures.ts";
import { faqProcedures } from "./faq-procedures.ts";
import { getContent } from "./get-content.ts";
import { getContentOverview } from "./get-content-overview.ts";
import { headerProcedures } from "./header-procedures.ts";
import { listCarousels } from "./list-carousels.ts";
import { listFaqs } from "./list-faqs.ts";
import { listHeaders } from "./list-headers.ts";
import { DOCUMENT_ID, editing, showing } from "./operation-meta.ts";
import { reorderContent } from "./reorder-content.ts";

const OTHER_ID = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e54";
const IN_A_LANGUAGE = "What a language does not have is taken from English.";

export const contentCustomerRouter = router({
  get: publicProcedure
    .meta(
      showing("/customer/cms/content", {
        summary: "Get header, carousel cards and questions of the home screen",
        description: `${IN_A_LANGUAGE} Where the content store is away you get what was published last.`,
        example: { locale: "hi" },
      }),
    )
    .input(GetContentInput)
    .output(checkedOnce(GetContentOutput))
    .query(({ ctx, input }) => getContent(ctx, input)),
  listHeaders: publicProcedure
    .meta(
      showing("/customer/cms/headers", {
        summary: "List the header shown now",
        description: `One, or none. ${IN_A_LANGUAGE}`,
        example: { locale: "en" },
      }),
    )
    .input(ListHeadersInput)
    .output(checkedOnce(ListHeadersOutput))
    .query(({ ctx, input }) => listHeaders(ctx, input)),
  listCarousels: publicProcedure
    .meta(
      showing("/customer/cms/carousels", {
        summary: "List the carousel cards shown now, in their order",
        description: `Cards of plans and categories that are not on sale are left out. ${IN_A_LANGUAGE}`,
        example: { locale: "en" },
      }),
    )
    .input(ListCarouselsInput)
    .output(checkedOnce(ListCarouselsOutput))
    .query(({ ctx, input }) => listCarousels(ctx, input)),
  listFaqs: publicProcedure
    .meta(
      showing("/customer/cms/faqs", {
        summary: "List or search the questions shown now",
        description: `A search finds those with all words or their beginnings, else those with most of them or something like them. ${IN_A_LANGUAGE}`,
        example: { locale: "en", search: "recharge" },
      }),
    )
    .input(ListFaqsInput)
    .output(checkedOnce(ListFaqsOutput))
    .query(({ ctx, input }) => listFaqs(ctx, input)),
});

export const contentAdminRouter = router({
  ...headerProcedures,
  ...carouselProcedures,
  ...faqProcedures,
  getOverview: adminProcedure
    .meta(
      editing("GET", "/admin/cms/overview", {
        summary: "Count content by kind, language and state",
        description:
          "With what is published but not seen as it was meant: its time is over, its plan off sale, its picture gone.",
        example: {},
      }),
    )
    .input(GetContentOverviewInput)
    .output(GetContentOverviewOutput)
    .query(({ ctx, input }) => getContentOverview(ctx, input)),
  reorder: adminProcedure
    .meta(
      editing("POST", "/admin/cms/reorder", {
        summary: "Put carousel cards or questions of a language in order",
        description: "Send all of them, drafts included. Where one was added or deleted meanwhile the answer is 409.",
        message: "The order was changed.",
        example: { kind: "carousel", locale: "en", ids: [DOCUMENT_ID, OTHER_ID] },
      }),
    )
    .input(ReorderContentInput)
    .output(ReorderContentOutput)
    .mutation(({ ctx, input }) => reorderContent(ctx, input)),
});
