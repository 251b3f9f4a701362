import type { NotificationType } from "@nexa/contracts";
import { DAY, HOUR, MINUTE } from "./calendar.ts";
import type { Chance } from "./prng.ts";
import type { DeliveryRow, NotificationRow } from "./rows.ts";
import { personOf, type World } from "./world.ts";

/** Younger notices are left to the worker of the running demo. */
const LEFT_TO_WORKER_MS = 2 * MINUTE;
/** Waits of the five retries together. */
const RETRIES_MS = 73 * MINUTE;
const MONEY: readonly NotificationType[] = ["payment_success", "payment_failure", "payment_pending", "refund_issued"];

/** Gives notices their place in the stream and their deliveries, and marks what customers have read. */
export function deliverNotices(world: World): void {
  const chance = world.chance.fork("deliveries");
  world.rows.notifications.sort((one, other) => (one.id < other.id ? -1 : 1));
  let place = 0;
  for (const notice of world.rows.notifications) {
    const draws = {
      chance,
      isFailing: chance.happens(0.025),
      isReceipted: chance.happens(0.9),
      reading: chance.next(),
    };
    const createdAt = notice.createdAt.getTime();
    if (createdAt > world.now - LEFT_TO_WORKER_MS) continue;
    place += 1;
    notice.streamSeq = place;
    world.rows.notificationDeliveries.push(delivery(world, notice, "sms", draws));
    const person = personOf(world, notice.customerId);
    const isPushed = person?.devices.some((device) => device.createdAt.getTime() < createdAt) ?? false;
    if (isPushed)
      world.rows.notificationDeliveries.push(delivery(world, notice, "push", { ...draws, isFailing: false }));
    const readAt = createdAt + Math.round(draws.reading ** 3 * 4 * DAY) + 20_000;
    const isRead = person !== null && draws.reading < person.habit.reads && readAt <= world.now;
    if (isRead) notice.readAt = new Date(readAt);
  }
}

type Draws = { chance: Chance; isFailing: boolean; isReceipted: boolean };

function delivery(world: World, notice: NotificationRow, channel: "sms" | "push", draws: Draws): DeliveryRow {
  const sequencedAt = notice.createdAt.getTime() + draws.chance.between(200, 1_200);
  const sentAt = sequencedAt + draws.chance.between(100, 2_500);
  const deliveredAt = sentAt + draws.chance.between(800, 40_000);
  const providerReference = `console-${channel}-${notice.id}:${channel}`;
  const isOver = sequencedAt + RETRIES_MS + HOUR < world.now;
  const row: DeliveryRow = {
    ...{ notificationId: notice.id, channel, status: "sent", attempts: 1, nextAttemptAt: new Date(sequencedAt) },
    ...{ leaseUntil: null, leaseOwner: null, providerReference, lastError: null, createdAt: new Date(sequencedAt) },
    ...{ sentAt: new Date(sentAt), deliveredAt: null },
  };
  if (draws.isFailing && isOver) return { ...row, ...failure(notice, sequencedAt) };
  if (!draws.isReceipted || deliveredAt > world.now) return row;
  return { ...row, status: "delivered", deliveredAt: new Date(deliveredAt) };
}

/** A number that cannot be reached fails at once; a provider that is down, after five retries. */
function failure(notice: NotificationRow, sequencedAt: number): Partial<DeliveryRow> {
  const isForGood = MONEY.includes(notice.type);
  return {
    ...{ status: "failed", attempts: isForGood ? 1 : 6, providerReference: null, sentAt: null },
    lastError: isForGood ? "the number is not in service" : "the provider did not answer in time",
    nextAttemptAt: new Date(isForGood ? sequencedAt : sequencedAt + RETRIES_MS),
  };
}
