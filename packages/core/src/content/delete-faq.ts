import type { Deleted, FaqIdInput } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { deleteDocument } from "./document-writes.ts";

/** Deletes a question. Throws `content.faqUnknown`. */
export function deleteFaq(ctx: CoreContext<AdminActor>, input: FaqIdInput): Promise<Deleted> {
  return deleteDocument(ctx, { action: "content.deleteFaq", kind: "faq", id: input.faqId });
}
