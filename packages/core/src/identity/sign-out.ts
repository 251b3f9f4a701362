import type { DoneOutput, EmptyInput } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { KINDS } from "./account-kind.ts";
import { forgetSession } from "./actor-cache.ts";
import { type SignedInActor, userOf } from "./signed-in-user.ts";

/** Ends the session of this request, its refresh tokens included. */
export async function signOut(ctx: CoreContext<SignedInActor>, _input: EmptyInput): Promise<DoneOutput> {
  const { kind, userId } = userOf(ctx.actor);
  await ctx.db.query({
    text: `delete from ${KINDS[kind].sessions} where id = $1 and user_id = $2`,
    values: [ctx.actor.sessionId, userId],
  });
  forgetSession(ctx, ctx.actor.sessionId);
  return { done: true };
}
