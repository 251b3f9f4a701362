import type { DoneOutput, EndSessionInput } from "@nexa/contracts";
import { recordAudit } from "../audit/index.ts";
import { type CoreContext, withTransaction } from "../context.ts";
import { KINDS } from "./account-kind.ts";
import { forgetSession } from "./actor-cache.ts";
import { identityErrors } from "./errors.ts";
import { type SignedInActor, userOf } from "./signed-in-user.ts";

/** Ends one of the user's own sessions. Other people's are `identity.sessionNotFound`. */
export async function endSession(ctx: CoreContext<SignedInActor>, input: EndSessionInput): Promise<DoneOutput> {
  const { kind, userId } = userOf(ctx.actor);
  await withTransaction(ctx, async (tx) => {
    const ended = await tx.db.query({
      text: `delete from ${KINDS[kind].sessions} where id = $1 and user_id = $2 returning id`,
      values: [input.sessionId, userId],
    });
    if (ended.length === 0) throw identityErrors.sessionNotFound();
    const after = { sessionId: input.sessionId };
    await recordAudit(tx, { action: "identity.sessionEnded", subject: { kind, id: userId }, after });
  });
  forgetSession(ctx, input.sessionId);
  return { done: true };
}
