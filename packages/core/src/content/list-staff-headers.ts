import type { ListStaffHeadersInput, ListStaffHeadersOutput } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { staffHeader } from "./shapes.ts";
import { listForStaff } from "./staff-list.ts";

/** Headers as they are in the store, drafts included, by language. Throws `content.storeUnavailable` and `request.badCursor`. */
export function listStaffHeaders(
  ctx: CoreContext<AdminActor>,
  input: ListStaffHeadersInput,
): Promise<ListStaffHeadersOutput> {
  const { locale, state } = input;
  return listForStaff(ctx, { ...input, filter: { kind: "header", locale, state }, shape: staffHeader });
}
