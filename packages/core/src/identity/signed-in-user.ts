import type { AdminActor, CustomerActor } from "../context.ts";
import type { UserRef } from "./open-session.ts";

/** Someone with a session of their own. */
export type SignedInActor = CustomerActor | AdminActor;

/** Kind and id of a signed-in actor. */
export function userOf(actor: SignedInActor): UserRef {
  return { kind: actor.kind, userId: actor.kind === "customer" ? actor.customerId : actor.adminId };
}
