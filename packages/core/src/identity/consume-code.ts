import { oneTimeCodes } from "@nexa/db";
import { and, eq, isNull } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import type { CodeProof } from "./check-code.ts";
import { identityErrors } from "./errors.ts";

/** Uses a checked code up in the caller's transaction: one that rolls back leaves the code usable. Throws `identity.codeWrong` where another was first. */
export async function consumeCode(tx: CoreContext, proof: CodeProof): Promise<void> {
  const used = await tx.db.orm
    .update(oneTimeCodes)
    .set({ usedAt: tx.clock.now() })
    .where(and(eq(oneTimeCodes.id, proof.codeId), isNull(oneTimeCodes.usedAt)))
    .returning({ id: oneTimeCodes.id });
  if (used.length === 0) throw identityErrors.codeWrong();
}
