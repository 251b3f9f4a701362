import type { Broadcast, BroadcastStatus, CoreError } from "@nexa/contracts";
import { broadcasts } from "@nexa/db";
import { eq } from "drizzle-orm";
import { recordAudit } from "../../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../../context.ts";
import { notificationsErrors } from "../errors.ts";
import { type BroadcastRow, toBroadcast } from "./to-broadcast.ts";

type Move = {
  broadcastId: string;
  action: string;
  from: readonly BroadcastStatus[];
  to: Partial<BroadcastRow> & { status: BroadcastStatus };
  refusal: () => CoreError;
};

/** Changes a broadcast's state by hand, under its row's lock, for which the worker's chunks wait and which waits for them. */
export function moveBroadcast(ctx: CoreContext<AdminActor>, move: Move): Promise<Broadcast> {
  const { broadcastId, action, from, to, refusal } = move;
  return withTransaction(ctx, async (tx) => {
    const [row] = await tx.db.orm.select().from(broadcasts).where(eq(broadcasts.id, broadcastId)).for("update");
    if (!row) throw notificationsErrors.broadcastUnknown();
    if (!from.includes(row.status)) throw refusal();
    await tx.db.orm.update(broadcasts).set(to).where(eq(broadcasts.id, broadcastId));
    await recordAudit(tx, {
      action,
      subject: { kind: "broadcast", id: broadcastId },
      before: { status: row.status, reached: row.reached },
      after: { status: to.status },
    });
    return toBroadcast({ ...row, ...to });
  });
}
