import {
  CreateHeaderInput,
  Deleted,
  HeaderIdInput,
  ListStaffHeadersInput,
  ListStaffHeadersOutput,
  StaffHeader,
  UpdateHeaderInput,
} from "@nexa/contracts";
import { adminProcedure } from "../trpc/init.ts";
import { createHeader } from "./create-header.ts";
import { deleteHeader } from "./delete-header.ts";
import { getHeader } from "./get-header.ts";
import { listStaffHeaders } from "./list-staff-headers.ts";
import { DOCUMENT_ID, editing, IMAGE_URL } from "./operation-meta.ts";
import { updateHeader } from "./update-header.ts";

/** What staff do with headers. */
export const headerProcedures = {
  listHeaders: adminProcedure
    .meta(editing("GET", "/admin/cms/headers", { summary: "List headers, drafts included", example: { locale: "en" } }))
    .input(ListStaffHeadersInput)
    .output(ListStaffHeadersOutput)
    .query(({ ctx, input }) => listStaffHeaders(ctx, input)),
  getHeader: adminProcedure
    .meta(
      editing("GET", "/admin/cms/headers/{headerId}", { summary: "Get a header", example: { headerId: DOCUMENT_ID } }),
    )
    .input(HeaderIdInput)
    .output(StaffHeader)
    .query(({ ctx, input }) => getHeader(ctx, input)),
  createHeader: adminProcedure
    .meta(
      editing("POST", "/admin/cms/headers", {
        summary: "Add a header",
        description:
          "A draft unless `state` says published. Published it takes the place of the one that was: a language has one.",
        status: 201,
        message: "The header was added.",
        example: {
          locale: "en",
          title: "Monsoon offers",
          buttonText: "See plans",
          link: "/plans",
          imageUrl: IMAGE_URL,
        },
      }),
    )
    .input(CreateHeaderInput)
    .output(StaffHeader)
    .mutation(({ ctx, input }) => createHeader(ctx, input)),
  updateHeader: adminProcedure
    .meta(
      editing("PUT", "/admin/cms/headers/{headerId}", {
        summary: "Change or publish a header",
        description:
          "`revision` is the one you read; where it is no longer the newest the answer is 409. `null` clears a field.",
        message: "The header was changed.",
        example: { headerId: DOCUMENT_ID, revision: 3, state: "published" },
      }),
    )
    .input(UpdateHeaderInput)
    .output(StaffHeader)
    .mutation(({ ctx, input }) => updateHeader(ctx, input)),
  deleteHeader: adminProcedure
    .meta(
      editing("DELETE", "/admin/cms/headers/{headerId}", {
        summary: "Delete a header",
        message: "The header was deleted.",
        example: { headerId: DOCUMENT_ID },
      }),
    )
    .input(HeaderIdInput)
    .output(Deleted)
    .mutation(({ ctx, input }) => deleteHeader(ctx, input)),
};
