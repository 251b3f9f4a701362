import type { PaymentMethod } from "@nexa/contracts";
import { type Agenda, createAgenda } from "./agenda.ts";
import { DAY, dayStart } from "./calendar.ts";
import { createDatedIds } from "./dated-id.ts";
import type { Habit } from "./habits.ts";
import { createPhones } from "./phones.ts";
import type { ChargeScript } from "./play-charge.ts";
import { type Chance, createChance } from "./prng.ts";
import {
  type CustomerRow,
  type DeviceRow,
  type DiscountRow,
  type GatewayAttemptRow,
  type LineRow,
  noRows,
  type OfferRow,
  type PaymentRow,
  type PlanRow,
  type ReferralCodeRow,
  type ReferralRow,
  type Rows,
  type SubscriptionRow,
  type TransactionRow,
} from "./rows.ts";

export const HISTORY_DAYS = 182;
/** Nothing new begins in the last moments, so that no request is left half answered. */
const QUIET_MS = 10_000;

/** Who does it, as events and the audit log name them. */
export type SeedActor = { kind: "customer" | "admin" | "job" | "system" | "anonymous"; id: string | null };

export const WORKER: SeedActor = { kind: "job", id: "subscriptions.recordBoundaries" };
export const RECONCILER: SeedActor = { kind: "job", id: "payments.reconcile" };
export const SYSTEM: SeedActor = { kind: "system", id: null };

/** A line with its plans that are not over: base plans that run or wait, and top-ups. */
export type SeedLine = { row: LineRow; plans: SubscriptionRow[] };

export type Person = {
  row: CustomerRow;
  line: SeedLine;
  habit: Habit;
  method: PaymentMethod;
  chance: Chance;
  devices: DeviceRow[];
  discounts: DiscountRow[];
  /** The code that is theirs now. */
  code: ReferralCodeRow | null;
  /** How they joined. */
  referral: ReferralRow | null;
};

export type Sale = {
  transaction: TransactionRow;
  charge: PaymentRow;
  payer: Person;
  subscription: SubscriptionRow | null;
};

export type Staff = { manager: string; finance: string; support: string; content: string };

/** The operator while its half year is played through: the rows so far, and what the verbs would look up in them. */
export type World = {
  /** Midnight in India of the first and of the last day, and the present; milliseconds. */
  readonly begin: number;
  readonly today: number;
  readonly now: number;
  readonly quietFrom: number;
  readonly passwordHash: string;
  readonly chance: Chance;
  readonly agenda: Agenda;
  readonly rows: Rows;
  readonly newId: (at: number) => string;
  readonly newPhone: () => string;
  readonly plansByName: Map<string, PlanRow>;
  readonly offersOf: Map<string, OfferRow[]>;
  readonly people: Person[];
  readonly peopleById: Map<string, Person>;
  readonly lines: Map<string, SeedLine>;
  readonly sales: Map<string, Sale>;
  readonly codes: ReferralCodeRow[];
  readonly gateway: Map<string, GatewayAttemptRow>;
  readonly causes: Set<string>;
  /** Counts what is to happen every so many times, by name. */
  readonly counters: Map<string, number>;
  /** How payments end, by round: see `fate.ts`. */
  readonly decks: Map<number, ChargeScript[]>;
  staff: Staff;
};

export type WorldOptions = { now: Date; seed: number; passwordHash: string; demoPhone: string };

export function createWorld(options: WorldOptions): World {
  const now = options.now.getTime();
  const today = dayStart(now);
  const chance = createChance(options.seed);
  return {
    ...{ begin: today - HISTORY_DAYS * DAY, today, now, quietFrom: now - QUIET_MS },
    passwordHash: options.passwordHash,
    chance,
    agenda: createAgenda(),
    rows: noRows(),
    newId: createDatedIds(chance.fork("ids")),
    newPhone: createPhones(chance.fork("phones"), [options.demoPhone]),
    ...{ plansByName: new Map(), offersOf: new Map(), people: [], peopleById: new Map(), lines: new Map() },
    ...{ sales: new Map(), codes: [], gateway: new Map(), causes: new Set(), counters: new Map(), decks: new Map() },
    staff: { manager: "", finance: "", support: "", content: "" },
  };
}

/** Plans the beginning of something; it stays away when its time falls into the last moments. */
export function schedule(world: World, at: number, work: (at: number) => void): void {
  if (at <= world.quietFrom) world.agenda.add(at, work);
}

/** True every `size` times, the first time at the `first` call: rare things happen in every history, however short. */
export function isTurn(world: World, name: string, size: number, first: number): boolean {
  const count = world.counters.get(name) ?? 0;
  world.counters.set(name, count + 1);
  return count % size === first;
}

export function customerActor(person: Person): SeedActor {
  return { kind: "customer", id: person.row.id };
}

export function personOf(world: World, customerId: string | null): Person | null {
  return customerId === null ? null : (world.peopleById.get(customerId) ?? null);
}
