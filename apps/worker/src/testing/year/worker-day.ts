import { deliverNotices, sequenceNotices } from "@nexa/core/notifications/index";
import { receiveWebhook, reconcilePayments } from "@nexa/core/recharge/index";
import { jobContext } from "../../job.ts";
import { jobs } from "../../registry.ts";
import { did, type YearWorld } from "./year-world.ts";

const MINUTE_MS = 60_000;
/** Looked at when the year is over. */
const AUDIT = "audit.books";

/** One run of everything the worker does by the clock, and of its loops. */
export async function workOnce(world: YearWorld): Promise<void> {
  const { runtime } = world.core;
  const { signal } = new AbortController();
  for (const job of jobs) {
    if (job.name !== AUDIT) await job.run(jobContext(runtime, job.name, `day ${world.day}`), signal);
  }
  await deliverAll(world);
}

/** What is left open by the day's payments ends within the hour: by the gateway's webhooks, lost and doubled ones too, or by asking. */
export async function settleDay(world: YearWorld): Promise<void> {
  const { core } = world;
  for (const minutes of [4, 6, 40]) {
    core.clock.advance(minutes * MINUTE_MS);
    await core.gateway.settleDue();
    await deliverWebhooks(world);
    await reconcilePayments(jobContext(core.runtime, "payments.reconcile", `day ${world.day}`));
  }
}

async function deliverWebhooks(world: YearWorld): Promise<void> {
  const { core, chance } = world;
  const open = await core.runtime.db.query<{ id: string }>({
    text: "select id from payments where status in ('created', 'sent', 'unknown') order by created_at, amount_minor",
  });
  for (const { id } of open) {
    if (chance.happens(0.4)) continue;
    const record = await core.gateway.find(id);
    if (record === null || record.state === "pending") continue;
    for (let copies = chance.between(1, 2); copies > 0; copies -= 1) {
      const { headers, body: rawBody } = await core.gateway.webhookFor(id);
      await receiveWebhook(core.job(), { provider: core.gateway.provider, headers, rawBody });
      did(world, "webhooks");
    }
  }
}

async function deliverAll({ core }: YearWorld): Promise<void> {
  while ((await sequenceNotices(jobContext(core.runtime, "notifications.sequence", "loop"))).sequenced > 0);
  await deliverNotices(jobContext(core.runtime, "notifications.deliver", "loop"));
}
