import type { HeaderIdInput, StaffHeader } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { contentErrors, fromStore } from "./errors.ts";
import { getOnSale } from "./on-sale.ts";
import { staffHeader } from "./shapes.ts";

/** One header as it is in the store. Throws `content.headerUnknown` and `content.storeUnavailable`. */
export async function getHeader(ctx: CoreContext<AdminActor>, { headerId }: HeaderIdInput): Promise<StaffHeader> {
  const document = await fromStore(ctx.content.get("header", headerId));
  if (document === null) throw contentErrors.headerUnknown();
  return staffHeader(document, await getOnSale(ctx), ctx.clock.now());
}
