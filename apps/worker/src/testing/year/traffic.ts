import type { UsageEvent } from "@nexa/contracts";
import { ingestUsage } from "@nexa/core/usage/index";
import { DAY_MS, did, type YearWorld } from "./year-world.ts";

const MB = 1024 ** 2;
const EVERY_DAYS = 3;
const BATCH = 1_000;

/** What the network tells every few days: shuffled, some of it twice, some about days that are over. */
export async function sendTraffic(world: YearWorld): Promise<void> {
  const { chance, people, network, day } = world;
  if (day % EVERY_DAYS !== 0 || day === 0) return;
  const events = people.flatMap((person, index) => eventsOf(world, person.phone, index));
  const repeated = events.filter(() => chance.happens(0.03));
  const sent = chance.shuffled([...events, ...repeated]);
  for (let start = 0; start < sent.length; start += BATCH) {
    const answer = await ingestUsage(network, { events: sent.slice(start, start + BATCH) });
    did(world, "usage events", answer.accepted);
    did(world, "usage events known already", answer.duplicates);
    for (const { reason } of answer.rejected) did(world, `usage event refused: ${reason}`);
  }
}

function eventsOf(world: YearWorld, phoneNumber: string, person: number): UsageEvent[] {
  const { chance, core, day } = world;
  const now = core.clock.now().getTime();
  const count = chance.between(0, 2);
  return Array.from({ length: count }, (_, index) => {
    const kind = chance.weighted(["data", "voice", "sms"] as const, (each) => (each === "data" ? 6 : 2));
    const startedAt = new Date(now - chance.between(60, (EVERY_DAYS * DAY_MS) / 1_000) * 1_000).toISOString();
    const amount = { data: chance.between(50, 2_500) * MB, voice: chance.between(5, 3_600), sms: chance.between(1, 8) }[
      kind
    ];
    const zone = chance.happens(0.04) ? "roaming" : "home";
    return { eventId: `${day}-${person}-${index}`, phoneNumber, kind, amount, zone, startedAt };
  });
}
