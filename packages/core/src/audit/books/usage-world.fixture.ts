import { newId } from "@nexa/contracts";
import {
  broadcastRecipients,
  broadcasts,
  linkedAccounts,
  notificationCauses,
  notifications,
  partners,
  type UsageSplit,
  usageBucketDays,
  usageBuckets,
  usageDays,
  usageEventKeys,
  usageEvents,
} from "@nexa/db";
import type { TestCore, TestCustomer } from "../../testing/index.ts";
import type { PostpaidWorld } from "./postpaid-world.fixture.ts";

const GB = 1024 ** 3;
const DAY = "2026-03-01";

/** Ids by what they are, for tests that break one of them. */
export type UsageWorld = { bucket: string; link: string; broadcast: string };

/** Used data of a family's third cycle, and the first's overage, as their events tell; a link, and a notice to many. */
export async function makeUsage(core: TestCore, customer: TestCustomer, postpaid: PostpaidWorld): Promise<UsageWorld> {
  const bucket = await writeUsage(core, postpaid);
  return { bucket, link: await writeLink(core, customer), broadcast: await writeBroadcast(core, customer) };
}

async function writeUsage(core: TestCore, { mainLine, openCycle, completedCycle }: PostpaidWorld): Promise<string> {
  const { orm } = core.runtime.db;
  const now = core.clock.now();
  const [partnerId, bucketId] = [newId(now), newId(now)];
  await orm.insert(partners).values({ id: partnerId, name: "Network", createdAt: now });
  await orm.insert(usageBuckets).values({
    ...{ id: bucketId, source: "cycle", sourceId: openCycle, kind: "data", allowance: 10 * GB, used: 3 * GB },
    ...{ createdAt: now, updatedAt: now },
  });
  await orm.insert(usageBucketDays).values({ bucketId, day: DAY, used: 3 * GB });
  const events: { amount: number; zone: "home" | "roaming"; splits: UsageSplit[] }[] = [
    { amount: 2 * GB, zone: "home", splits: [{ bucketId, amount: 2 * GB }] },
    {
      amount: 2 * GB,
      zone: "roaming",
      splits: [
        { bucketId, amount: GB },
        { uncovered: true, amount: GB },
      ],
    },
    { amount: GB / 2, zone: "home", splits: [{ overageOfCycleId: completedCycle, amount: GB / 2 }] },
  ];
  const startedAt = new Date(`${DAY}T09:00:00+05:30`);
  for (const [index, event] of events.entries()) {
    const key = { partnerId, eventId: `event-${index}`, startedAt };
    await orm.insert(usageEventKeys).values(key);
    await orm.insert(usageEvents).values({ ...key, ...event, lineId: mainLine, kind: "data", receivedAt: now });
  }
  const [amount, roamingAmount, uncoveredAmount] = [4.5 * GB, 2 * GB, GB];
  await orm
    .insert(usageDays)
    .values({ lineId: mainLine, day: DAY, kind: "data", amount, roamingAmount, uncoveredAmount });
  return bucketId;
}

async function writeLink(core: TestCore, customer: TestCustomer): Promise<string> {
  const child = await core.customer();
  const now = core.clock.now();
  const id = newId(now);
  await core.runtime.db.orm.insert(linkedAccounts).values({
    ...{ id, customerId: customer.id, lineId: child.lineId, phone: child.phone, label: "Son", relationship: "child" },
    ...{ status: "linked", requestedAt: now, expiresAt: new Date(now.getTime() + 86_400_000), linkedAt: now },
  });
  return id;
}

async function writeBroadcast(core: TestCore, customer: TestCustomer): Promise<string> {
  const { orm } = core.runtime.db;
  const now = core.clock.now();
  const [id, notificationId] = [newId(now), newId(now)];
  await orm.insert(broadcasts).values({
    ...{ id, audience: {}, content: { en: { title: "News", text: "More data" } }, channels: ["sms"] },
    ...{ expected: 1, createdBy: newId(now), createdAt: now },
  });
  await orm.insert(notifications).values({
    ...{ id: notificationId, type: "promotional", customerId: customer.id, phone: customer.phone, createdAt: now },
    params: { title: "News", text: "More data" },
  });
  await orm.insert(notificationCauses).values({ causeKey: `broadcast:${id}:${customer.id}`, notificationId });
  await orm
    .insert(broadcastRecipients)
    .values({ broadcastId: id, customerId: customer.id, notificationId, createdAt: now });
  return id;
}
