import type { StaffHeader, UpdateHeaderInput } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { updateDocument } from "./document-writes.ts";
import { getOnSale } from "./on-sale.ts";
import { staffHeader } from "./shapes.ts";

/**
 * Changes the fields sent of a header at the revision sent. Published it takes the place of the one that was, which becomes a draft.
 * Throws `content.headerUnknown`, `content.changedMeanwhile`, `content.nothingToChange` and what the rules of documents refuse.
 */
export async function updateHeader(ctx: CoreContext<AdminActor>, input: UpdateHeaderInput): Promise<StaffHeader> {
  const { headerId, revision, ...fields } = input;
  const update = { action: "content.updateHeader", kind: "header", id: headerId, revision, fields } as const;
  return staffHeader(await updateDocument(ctx, update), await getOnSale(ctx), ctx.clock.now());
}
