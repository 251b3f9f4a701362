import { idempotencyKeys } from "@nexa/db";
import { and, eq, gt, lte } from "drizzle-orm";
import type { AdminActor, CoreContext, CustomerActor } from "../context.ts";

const KEY_LIFE_MS = 24 * 60 * 60 * 1000;

export type KeyClaim = {
  operation: string;
  key: string;
  requestHash: string;
  /** What the key is to stand for: a transaction, or another document that a request makes. */
  subjectId: string;
};

/**
 * Claims the caller's idempotency key for 24 hours in the running transaction. Null: it is claimed. Otherwise what it stands for
 * already, also where that commits while this waits; the caller compares the hash.
 */
export async function claimKey(
  tx: CoreContext<AdminActor | CustomerActor>,
  claim: KeyClaim,
): Promise<{ subjectId: string; requestHash: string } | null> {
  const now = tx.clock.now();
  const { actor } = tx;
  const actorId = actor.kind === "admin" ? actor.adminId : actor.customerId;
  const { operation, key, requestHash, subjectId } = claim;
  const value = { requestHash, transactionId: subjectId, expiresAt: new Date(now.getTime() + KEY_LIFE_MS) };
  const table = idempotencyKeys;
  const claimed = await tx.db.orm
    .insert(table)
    .values({ actorKind: actor.kind, actorId, operation, key, ...value })
    .onConflictDoUpdate({
      target: [table.actorKind, table.actorId, table.operation, table.key],
      set: value,
      setWhere: lte(table.expiresAt, now),
    })
    .returning({ key: table.key });
  if (claimed.length > 0) return null;
  const [known] = await tx.db.orm
    .select({ subjectId: table.transactionId, requestHash: table.requestHash })
    .from(table)
    .where(
      and(
        eq(table.actorKind, actor.kind),
        eq(table.actorId, actorId),
        eq(table.operation, operation),
        eq(table.key, key),
        gt(table.expiresAt, now),
      ),
    );
  if (!known) throw new Error("an idempotency key was neither free nor taken");
  return known;
}
