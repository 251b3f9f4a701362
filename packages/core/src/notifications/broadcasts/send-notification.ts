import { createHash } from "node:crypto";
import { type Broadcast, newId, type SendNotificationInput } from "@nexa/contracts";
import { broadcasts, idempotencyKeys } from "@nexa/db";
import { and, eq, lte } from "drizzle-orm";
import { recordAudit } from "../../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../../context.ts";
import { notificationsErrors } from "../errors.ts";
import { type BroadcastDraft, countRecipients, draftBroadcast } from "./draft-broadcast.ts";
import { getBroadcastRow } from "./get-broadcast.ts";
import { toBroadcast } from "./to-broadcast.ts";

const OPERATION = "notifications.send";
const KEY_LIFE_MS = 24 * 60 * 60 * 1000;

/**
 * Staff send to one customer, many, a segment or all: writes the broadcast, which the worker carries out and which can be stopped and
 * resumed. The same key and content answer with the same broadcast.
 *
 * @throws notifications.audienceMissing audienceBothWays hindiIncomplete oneCustomerOnly customerUnknown nobody keyReused
 */
export async function sendNotification(ctx: CoreContext<AdminActor>, input: SendNotificationInput): Promise<Broadcast> {
  const { idempotencyKey, ...rest } = input;
  const draft = draftBroadcast(ctx, rest);
  const { broadcastId, isReplay } = await withTransaction(ctx, (tx) => openBroadcast(tx, draft, idempotencyKey));
  if (isReplay && ctx.reply) ctx.reply.replayed = true;
  return toBroadcast(await getBroadcastRow(ctx, broadcastId));
}

async function openBroadcast(tx: CoreContext<AdminActor>, draft: BroadcastDraft, key: string) {
  const now = tx.clock.now();
  const broadcastId = newId(now);
  const earlier = await claimKey(tx, { key, broadcastId, requestHash: hashOf(draft) });
  if (earlier !== null) return { broadcastId: earlier, isReplay: true };
  const counted = await countRecipients(tx, draft);
  const expected = counted.reduce((sum, each) => sum + each.recipients, 0);
  if (expected === 0) throw notificationsErrors.nobody();
  await tx.db.orm
    .insert(broadcasts)
    .values({ ...draft, id: broadcastId, expected, createdBy: tx.actor.adminId, createdAt: now });
  await recordAudit(tx, {
    action: OPERATION,
    subject: { kind: "broadcast", id: broadcastId },
    after: { ...draft, expected },
  });
  return { broadcastId, isReplay: false };
}

/** The broadcast this key stands for already, or null after claiming it. A refusal binds no key, because it undoes the claim. */
async function claimKey(
  tx: CoreContext<AdminActor>,
  { key, broadcastId, requestHash }: { key: string; broadcastId: string; requestHash: string },
): Promise<string | null> {
  const now = tx.clock.now();
  const name = { actorKind: "admin", actorId: tx.actor.adminId, operation: OPERATION, key };
  const value = { requestHash, transactionId: broadcastId, expiresAt: new Date(now.getTime() + KEY_LIFE_MS) };
  const columns = idempotencyKeys;
  const claimed = await tx.db.orm
    .insert(idempotencyKeys)
    .values({ ...name, ...value })
    .onConflictDoUpdate({
      target: [columns.actorKind, columns.actorId, columns.operation, columns.key],
      set: value,
      setWhere: lte(columns.expiresAt, now),
    })
    .returning({ key: columns.key });
  if (claimed.length > 0) return null;
  const [known] = await tx.db.orm
    .select({ requestHash: columns.requestHash, broadcastId: columns.transactionId })
    .from(idempotencyKeys)
    .where(
      and(
        eq(columns.actorKind, name.actorKind),
        eq(columns.actorId, name.actorId),
        eq(columns.operation, OPERATION),
        eq(columns.key, key),
      ),
    );
  if (known?.requestHash !== requestHash) throw notificationsErrors.keyReused();
  return known.broadcastId;
}

function hashOf({ audience, content, channels }: BroadcastDraft): string {
  return createHash("sha256")
    .update(JSON.stringify([audience, content, channels]))
    .digest("base64url");
}
