import {
  CreateFaqInput,
  Deleted,
  FaqIdInput,
  ListStaffFaqsInput,
  ListStaffFaqsOutput,
  StaffFaq,
  UpdateFaqInput,
} from "@nexa/contracts";
import { adminProcedure } from "../trpc/init.ts";
import { createFaq } from "./create-faq.ts";
import { deleteFaq } from "./delete-faq.ts";
import { listStaffFaqs } from "./list-staff-faqs.ts";
import { DOCUMENT_ID, editing } from "./operation-meta.ts";
import { updateFaq } from "./update-faq.ts";

/** What staff do with questions and answers. */
export const faqProcedures = {
  listFaqs: adminProcedure
    .meta(
      editing("GET", "/admin/cms/faqs", {
        summary: "List or search questions, drafts included",
        example: { locale: "en", search: "recharge" },
      }),
    )
    .input(ListStaffFaqsInput)
    .output(ListStaffFaqsOutput)
    .query(({ ctx, input }) => listStaffFaqs(ctx, input)),
  createFaq: adminProcedure
    .meta(
      editing("POST", "/admin/cms/faqs", {
        summary: "Add a question",
        description: "It comes last, a draft unless `state` says published.",
        status: 201,
        message: "The question was added.",
        example: {
          locale: "en",
          question: "When does a queued plan start?",
          answer: "As soon as the plan before it ends.",
          category: "Recharge",
          state: "published",
        },
      }),
    )
    .input(CreateFaqInput)
    .output(StaffFaq)
    .mutation(({ ctx, input }) => createFaq(ctx, input)),
  updateFaq: adminProcedure
    .meta(
      editing("PUT", "/admin/cms/faqs/{faqId}", {
        summary: "Change or publish a question",
        description:
          "`revision` is the one you read; where it is no longer the newest the answer is 409. `null` clears a field.",
        message: "The question was changed.",
        example: {
          faqId: DOCUMENT_ID,
          revision: 2,
          answer: "As soon as the plan before it ends, or at once if you say so.",
        },
      }),
    )
    .input(UpdateFaqInput)
    .output(StaffFaq)
    .mutation(({ ctx, input }) => updateFaq(ctx, input)),
  deleteFaq: adminProcedure
    .meta(
      editing("DELETE", "/admin/cms/faqs/{faqId}", {
        summary: "Delete a question",
        message: "The question was deleted.",
        example: { faqId: DOCUMENT_ID },
      }),
    )
    .input(FaqIdInput)
    .output(Deleted)
    .mutation(({ ctx, input }) => deleteFaq(ctx, input)),
};
