import { sealAuditEvents } from "@nexa/core/audit/index";
import { sequenceNotices } from "@nexa/core/notifications/index";
import { markBillsOverdue, remindDueBills, runBills, suspendOverdue } from "@nexa/core/postpaid/billing/index";
import { publishContent } from "../demo-content/publish-content.ts";
import { askDemoCustomer, linkFamilies, makeGood, sendNews } from "./demo-family.ts";
import { connectNetwork, HEAVY_PLAN, linesWithTraffic, sendDay, TRAFFIC_DAYS } from "./demo-traffic.ts";
import { DAY_MS, type DemoOptions, type DemoWorld, openDemoWorld } from "./demo-world.ts";
import { type LivingHousehold, liveHouseholdsDay, moveIn, planHouseholds } from "./household.ts";

const FIRST_DAY_AGO = 173;
const LINKS_DAYS_AGO = 40;
const NEWS_DAYS_AGO = 12;
const GOODWILL_DAYS_AGO = [50, 5];
const REQUEST_DAYS_AGO = 1;
const CONTENT_DAYS_AGO = 20;

/**
 * Lets the demo's operator live through what the played history leaves out: postpaid households with bills of every kind, families, use, notices to
 * many. It calls the real verbs on a clock in the past, day by day, so that what is in the demo is what the product does.
 */
export async function liveDemo(options: DemoOptions): Promise<void> {
  const world = await openDemoWorld(options);
  try {
    const scripts = planHouseholds(world);
    const households: LivingHousehold[] = [];
    const network = await connectNetwork(world);
    for (let daysAgo = FIRST_DAY_AGO; daysAgo >= 0; daysAgo -= 1) {
      wakeUp(world, daysAgo);
      for (const script of scripts.filter((each) => each.startsDaysAgo === daysAgo)) {
        households.push(await moveIn(world, script));
      }
      await billDay(world);
      await liveHouseholdsDay(world, households, daysAgo);
      await doOnce(world, daysAgo);
      if (daysAgo < TRAFFIC_DAYS) await sendDay(world, network, await trafficOf(world, households));
    }
    await tellAll(world);
    // The history was not written by the installation, whose secret it does not know: it is sealed here, as it is.
    while ((await sealAuditEvents(world.job(), { trustsUnsigned: true })).sealed > 0);
  } finally {
    await world.close();
  }
}

/** Noon or so of the day; the last one is the present, so that nothing lies ahead. */
function wakeUp({ clock, now }: DemoWorld, daysAgo: number): void {
  clock.set(daysAgo === 0 ? now : new Date(now.getTime() - daysAgo * DAY_MS));
}

async function billDay(world: DemoWorld): Promise<void> {
  const ctx = world.job();
  await runBills(ctx);
  await remindDueBills(ctx);
  await markBillsOverdue(ctx);
  await suspendOverdue(ctx);
}

async function doOnce(world: DemoWorld, daysAgo: number): Promise<void> {
  if (daysAgo === LINKS_DAYS_AGO) await linkFamilies(world);
  if (daysAgo === NEWS_DAYS_AGO) await sendNews(world);
  if (GOODWILL_DAYS_AGO.includes(daysAgo)) await makeGood(world);
  if (daysAgo === CONTENT_DAYS_AGO) await publish(world);
  if (daysAgo === REQUEST_DAYS_AGO) await askDemoCustomer(world);
}

async function publish(world: DemoWorld): Promise<void> {
  const rows = await world.runtime.db.query<{ id: string; name: string }>({ text: "select id, name from categories" });
  const categories = new Map(rows.map(({ id, name }) => [name, id]));
  await publishContent(await world.staff("manager"), { plans: world.plans, categories });
}

async function trafficOf(world: DemoWorld, households: readonly LivingHousehold[]) {
  const phones = await linesWithTraffic(world, phonesOf(households));
  const heavy = households.filter(({ script }) => script.plan === HEAVY_PLAN).map(({ head }) => head.phone);
  return { phones, heavy: new Set(heavy) };
}

function phonesOf(households: readonly LivingHousehold[]): string[] {
  return households.flatMap(({ script, head, members }) =>
    script.cancelsDaysAgo === null ? [head.phone, ...members] : [],
  );
}

/** Puts the notices of the past into the stream, with deliveries as they were then; the worker sends those of the last hour. */
async function tellAll(world: DemoWorld): Promise<void> {
  const ctx = world.job();
  while ((await sequenceNotices(ctx)).sequenced > 0);
  const { db } = world.runtime;
  const hourAgo = new Date(world.now.getTime() - 3_600_000);
  await db.query({
    text: `update notification_deliveries d set status = 'delivered', attempts = 1, created_at = n.created_at, next_attempt_at = n.created_at,
        provider_reference = 'demo_' || d.notification_id || '_' || d.channel, sent_at = n.created_at + interval '2 seconds',
        delivered_at = n.created_at + interval '5 seconds'
      from notifications n where n.id = d.notification_id and d.status = 'pending' and n.created_at < $1`,
    values: [hourAgo],
  });
  await db.query({
    text: `update notifications set read_at = created_at + interval '3 hours'
      where read_at is null and sealed_secret is null and created_at < $1 and hashtext(id::text) % 3 <> 0 and customer_id in (
        select customer_id from postpaid_activations)`,
    values: [new Date(world.now.getTime() - 3 * DAY_MS)],
  });
}
