import type { NotificationType } from "@nexa/contracts";
import type { World } from "./world.ts";

export type SeedNotice = {
  type: NotificationType;
  customerId: string | null;
  phone: string;
  lineId: string | null;
  params: Record<string, string | number | null>;
  causeKey: string;
};

/** Writes a notice to the outbox; a cause has one notice only. */
export function addNotice(world: World, at: number, notice: SeedNotice): void {
  const { causeKey, ...rest } = notice;
  if (world.causes.has(causeKey)) return;
  world.causes.add(causeKey);
  const id = world.newId(at);
  const createdAt = new Date(at);
  world.rows.notificationCauses.push({ causeKey, notificationId: id });
  world.rows.notifications.push({ ...rest, id, sealedSecret: null, streamSeq: null, readAt: null, createdAt });
}

/** Tells a customer what happened to their account. */
export function addSecurityAlert(
  world: World,
  at: number,
  alert: { customerId: string; phone: string | null; event: string; reason: string | null },
): void {
  const { customerId, phone, event, reason } = alert;
  if (phone === null) return;
  addNotice(world, at, {
    ...{ type: "security_alert", customerId, phone, lineId: null },
    params: { event, at: new Date(at).toISOString(), reason },
    causeKey: `security_alert:${event}:${world.newId(at)}`,
  });
}
