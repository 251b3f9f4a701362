import { roleMay } from "@nexa/contracts";
import type { AdminActor } from "../../context.ts";
import { requestErrors } from "../../trpc/errors.ts";

/** For what is a stream and no procedure. @throws request.roleNotAllowed */
export function assertMayExport({ role }: AdminActor): void {
  if (!roleMay(role, "transactions.export")) throw requestErrors.roleNotAllowed();
}
