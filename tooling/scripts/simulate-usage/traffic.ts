import { randomUUID } from "node:crypto";
import type { UsageEvent, UsageKind } from "@nexa/contracts";
import { type Chance, createChance } from "@nexa/db/seed/prng";

const MB = 1024 ** 2;
const MINUTE_MS = 60_000;

/** How someone uses the phone: how often against others, and how much data a session takes, in megabytes. */
type Habit = { share: number; weight: number; sessionMb: readonly [number, number] };

const LIGHT: Habit = { share: 50, weight: 1, sessionMb: [1, 15] };
const MEDIUM: Habit = { share: 35, weight: 3, sessionMb: [5, 60] };
const HEAVY: Habit = { share: 15, weight: 9, sessionMb: [40, 300] };
const HABITS = [LIGHT, MEDIUM, HEAVY] as const;

const KIND_WEIGHTS: Readonly<Record<UsageKind, number>> = { data: 75, voice: 18, sms: 7 };
const KINDS: readonly UsageKind[] = ["data", "voice", "sms"];
/** One number in so many is abroad on a day. */
const ROAMING_ONE_IN = 30;

/** How busy each hour of the operator's day is, against the busiest: quiet at night, a first peak at noon, the evening on top. */
const BUSY = [
  ...[0.18, 0.1, 0.06, 0.05, 0.06, 0.12, 0.25, 0.4, 0.52, 0.6, 0.64, 0.68],
  ...[0.72, 0.7, 0.62, 0.6, 0.64, 0.72, 0.82, 0.92, 1, 0.98, 0.75, 0.42],
] as const;

/** How busy the network is at an instant, from 0 to 1. */
export function busyAt(at: Date, timeZone: string): number {
  const hour = Number(new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", hourCycle: "h23" }).format(at));
  return BUSY[hour] ?? 1;
}

/** Someone's habit: the same on every run, as it hangs on the number alone. */
export function habitOf(phone: string): Habit {
  return createChance(seedOf(phone)).weighted(HABITS, (habit) => habit.share);
}

/** So many events of these numbers, each begun within the last minute, more of them by who uses the phone much. */
export function makeTraffic(phones: readonly string[], count: number, now: Date, chance: Chance): UsageEvent[] {
  if (phones.length === 0) return [];
  const people = phones.map((phone) => ({ phone, habit: habitOf(phone) }));
  return Array.from({ length: count }, () => {
    const { phone, habit } = chance.weighted(people, (person) => person.habit.weight);
    const kind = chance.weighted(KINDS, (each) => KIND_WEIGHTS[each]);
    return {
      ...{ eventId: randomUUID(), phoneNumber: phone, kind, amount: amountOf(kind, habit, chance) },
      zone: isAbroad(phone, now) ? "roaming" : "home",
      startedAt: new Date(now.getTime() - chance.between(0, MINUTE_MS)).toISOString(),
    };
  });
}

/** Bytes of a session, seconds of a call, or messages. Most calls are short. */
function amountOf(kind: UsageKind, habit: Habit, chance: Chance): number {
  if (kind === "sms") return chance.between(1, 2);
  if (kind === "voice") return 10 + Math.floor(chance.next() ** 3 * 1_800);
  const [least, most] = habit.sessionMb;
  return chance.between(least * MB, most * MB);
}

function isAbroad(phone: string, now: Date): boolean {
  return createChance(seedOf(`${phone} ${now.toISOString().slice(0, 10)}`)).between(1, ROAMING_ONE_IN) === 1;
}

/** FNV-1a, 32 bits. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  return hash >>> 0;
}
