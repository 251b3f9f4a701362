import type { StaffFaq, UpdateFaqInput } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { updateDocument } from "./document-writes.ts";
import { getOnSale } from "./on-sale.ts";
import { staffFaq } from "./shapes.ts";

/**
 * Changes the fields sent of a question at the revision sent. Throws `content.faqUnknown`, `content.changedMeanwhile`,
 * `content.nothingToChange` and what the rules of documents refuse.
 */
export async function updateFaq(ctx: CoreContext<AdminActor>, input: UpdateFaqInput): Promise<StaffFaq> {
  const { faqId, revision, ...fields } = input;
  const update = { action: "content.updateFaq", kind: "faq", id: faqId, revision, fields } as const;
  return staffFaq(await updateDocument(ctx, update), await getOnSale(ctx), ctx.clock.now());
}
