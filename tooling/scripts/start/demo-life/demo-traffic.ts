import type { UsageEvent } from "@nexa/contracts";
import type { CoreContext, PartnerActor } from "@nexa/core";
import { ensurePartner } from "@nexa/core/partners/ensure-partner";
import { ingestUsage } from "@nexa/core/usage/index";
import { DAY_MS, type DemoWorld } from "./demo-world.ts";

const MB = 1024 ** 2;
export const TRAFFIC_DAYS = 24;
/** Lines with a running prepaid plan whose use the demo has. */
const PREPAID_LINES = 70;

/** The network of the demo: it has no key until somebody makes one. */
export async function connectNetwork(world: DemoWorld): Promise<CoreContext<PartnerActor>> {
  const ctx = world.job();
  const { id: partnerId } = await ensurePartner(ctx, "Network mediation");
  return { ...ctx, actor: { kind: "partner", partnerId, apiKeyId: partnerId, scopes: ["usage:write"] } };
}

/** Numbers whose use is known: the demo customer's, some prepaid ones, and all of the households. */
export async function linesWithTraffic({ runtime }: DemoWorld, households: readonly string[]): Promise<string[]> {
  const rows = await runtime.db.query<{ phone: string }>({
    text: `select l.phone from lines l left join customers c on c.id = l.owner_id
      where l.mode = 'idle' and l.base_ends_at > $1 order by c.created_at nulls last, l.id limit $2`,
    values: [runtime.clock.now(), PREPAID_LINES],
  });
  return [...rows.map(({ phone }) => phone), ...households];
}

/** Who streams all day on a small plan: the allowance does not last. */
export const HEAVY_PLAN = "Solo 399";
const HEAVY_APPETITE = 7;
const APPETITES = [0.35, 1, 0.7, 2.2, 0.5, 1.3];

/** What the network tells of a day: mostly evenings, some people much more than others. */
export async function sendDay(
  world: DemoWorld,
  network: CoreContext<PartnerActor>,
  traffic: { phones: readonly string[]; heavy: ReadonlySet<string> },
): Promise<void> {
  const now = world.clock.now().getTime();
  const appetiteOf = (phone: string, place: number) =>
    traffic.heavy.has(phone) ? HEAVY_APPETITE : (APPETITES[place % APPETITES.length] ?? 1);
  const events = traffic.phones.flatMap((phone, place) =>
    eventsOf(world, { phone, place, now, appetite: appetiteOf(phone, place) }),
  );
  await ingestUsage(network, { events });
}

function eventsOf(
  { chance }: DemoWorld,
  { phone, place, now, appetite }: { phone: string; place: number; now: number; appetite: number },
): UsageEvent[] {
  const at = () => new Date(now - chance.between(60_000, DAY_MS - 60_000)).toISOString();
  const event = (kind: UsageEvent["kind"], amount: number): UsageEvent => ({
    eventId: `${phone.slice(-10)}-${chance.between(1, 2 ** 40).toString(36)}`,
    ...{ phoneNumber: phone, kind, amount: Math.max(1, Math.round(amount)) },
    ...{ zone: place % 17 === 5 && chance.happens(0.3) ? "roaming" : "home", startedAt: at() },
  });
  const data = Array.from({ length: chance.between(1, 3) }, () =>
    event("data", appetite * chance.between(60, 800) * MB),
  );
  const calls = chance.happens(0.6) ? [event("voice", chance.between(20, 1_500))] : [];
  const messages = chance.happens(0.25) ? [event("sms", chance.between(1, 4))] : [];
  return [...data, ...calls, ...messages];
}
