import type { PaymentMethod } from "@nexa/contracts";
import { DAY, HOUR, MINUTE, momentAround } from "./calendar.ts";
import { planDependents, planGifts } from "./gifts.ts";
import { drawHabit, type Habit } from "./habits.ts";
import { indianName } from "./names.ts";
import type { Chance } from "./prng.ts";
import { findUsableCode, generateCode, takeSlot } from "./referral-life.ts";
import type { CustomerRow } from "./rows.ts";
import { planFirstRecharge, planTopups } from "./shopping.ts";
import { openLine } from "./take-recharge.ts";
import { HISTORY_DAYS, isTurn, type Person, schedule, type World } from "./world.ts";

const METHODS: readonly (readonly [PaymentMethod, number])[] = [
  ["upi", 62],
  ["debit_card", 16],
  ["credit_card", 12],
  ["net_banking", 10],
];
const LAUNCH_SHARE = 0.42;
const LAUNCH_DAYS = 21;
const PLATFORMS = ["android", "android", "android", "ios", "web"] as const;

/** Spreads the customers' registrations: a rush after the launch, then steady growth up to today. */
export function planRegistrations(world: World, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const chance = world.chance.fork(`customer ${index}`);
    const isEarly = index < count * LAUNCH_SHARE;
    const day = isEarly ? chance.between(0, LAUNCH_DAYS) : chance.between(LAUNCH_DAYS, HISTORY_DAYS - 3);
    const at = momentAround(world.begin + day * DAY, 0, [1, 1, 1], chance);
    schedule(world, at, () => join(world, { index, chance, at }));
  }
}

function join(world: World, newcomer: { index: number; chance: Chance; at: number }): void {
  const { index, chance, at } = newcomer;
  const habit = drawHabit(chance, index, at, world.today);
  const person = register(world, { ...newcomer, habit, phone: phoneOf(world), fullName: indianName(chance) });
  const code = chance.happens(0.6) ? findUsableCode(world, at) : null;
  if (code) takeSlot(world, person, code, at);
  const isHesitating = code !== null && isTurn(world, "hesitating referee", 7, 1);
  const isNeverBuying = code === null ? chance.happens(0.05) : isTurn(world, "idle referee", 8, 2);
  if (!isNeverBuying) planFirstRecharge(world, person, isHesitating ? at + 32 * DAY : at);
  planTopups(world, person, at);
  planDependents(world, person, at);
  planGifts(world, person, at);
  if (habit.isRecommending) planCodes(world, person, at);
  if (chance.happens(0.25)) schedule(world, at + HOUR, (later) => chooseHindi(person, later));
}

/** Some register a number that others have recharged before. */
function phoneOf(world: World): string {
  if (!isTurn(world, "unowned number", 15, 7)) return world.newPhone();
  for (const line of world.lines.values()) if (line.row.ownerId === null) return line.row.phone;
  return world.newPhone();
}

/** Makes the account and gives it its line, as registering does with phone verification off. */
export function register(
  world: World,
  newcomer: { chance: Chance; at: number; habit: Habit; phone: string; fullName: string },
): Person {
  const { chance, at, habit, phone, fullName } = newcomer;
  const now = new Date(at);
  const row: CustomerRow = {
    ...{ id: world.newId(at), phone, fullName, passwordHash: world.passwordHash, status: "active", statusReason: null },
    ...{ phoneVerifiedAt: now, email: null, emailVerifiedAt: null, language: "en", lastActivePlanAt: null },
    ...{ pictureId: null, quietFromMinute: null, quietUntilMinute: null },
    ...{ passwordChangedAt: now, createdAt: now, updatedAt: now, closedAt: null },
  };
  world.rows.customers.push(row);
  const line = world.lines.get(phone) ?? openLine(world, phone, at);
  line.row.ownerId = row.id;
  const ownership = { id: world.newId(at), lineId: line.row.id, customerId: row.id, since: now, until: null };
  world.rows.lineOwnerships.push(ownership);
  row.lastActivePlanAt = line.row.baseEndsAt;
  const [method] = chance.weighted(METHODS, ([, share]) => share);
  const person: Person = {
    ...{ row, line, habit, method, chance, devices: [], discounts: [], code: null, referral: null },
  };
  world.people.push(person);
  world.peopleById.set(row.id, person);
  if (habit.hasApp) schedule(world, at + 5 * MINUTE, (later) => addDevice(world, person, later));
  return person;
}

function addDevice(world: World, person: Person, at: number): void {
  const id = world.newId(at);
  const { chance } = person;
  const lastSeenAt = new Date(Math.max(at, world.now - chance.between(HOUR, 20 * DAY)));
  const device = { customerId: person.row.id, platform: chance.pick(PLATFORMS), token: `demo-${id}` };
  person.devices.push({ ...device, id, createdAt: new Date(at), lastSeenAt });
  world.rows.devices.push(...person.devices.slice(-1));
}

function chooseHindi(person: Person, at: number): void {
  person.row.language = "hi";
  person.row.updatedAt = new Date(at);
}

/** A code, and the next one some time after it. */
export function planCodes(world: World, person: Person, after: number): void {
  const at = after + person.chance.between(2 * DAY, 45 * DAY);
  schedule(world, at, () => {
    if (person.row.status === "active") generateCode(world, person, at);
    planCodes(world, person, at);
  });
}
