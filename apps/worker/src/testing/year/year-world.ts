import { CoreError } from "@nexa/contracts";
import type { AdminActor, CoreContext, PartnerActor } from "@nexa/core";
import { createTestCore, type TestCore, type TestCustomer, type TestPlan } from "@nexa/core/testing/index";
import { type Chance, createChance } from "@nexa/db/seed/prng";

const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
const GB = 1024 ** 3;

/** How somebody of the simulated operator's customers lives. */
export type Person = TestCustomer & {
  readonly kind: "prepaid" | "postpaid" | "family";
  /** Days after a bill at which it is paid: up to 15 in time, beyond 22 the line is suspended first. */
  readonly paysAfterDays: number;
  /** The day the next plan is bought or taken. */
  nextDay: number;
  activationId: string | null;
  /** Numbers of relatives that share the plan, or are linked. */
  readonly relatives: Person[];
};

export type Shelf = { base: TestPlan[]; topups: TestPlan[]; main: TestPlan[]; addons: TestPlan[] };

/** The simulated operator: its core, chance, people and what happened to them. */
export type YearWorld = {
  readonly core: TestCore;
  readonly chance: Chance;
  readonly shelf: Shelf;
  readonly people: Person[];
  readonly staff: CoreContext<AdminActor>;
  readonly network: CoreContext<PartnerActor>;
  /** A shop that sells recharges. */
  readonly reseller: CoreContext<PartnerActor>;
  /** Numbers of closed accounts, for newcomers to get. */
  readonly freedPhones: string[];
  readonly tally: Map<string, number>;
  day: number;
};

export async function makeYearWorld(options: { seed: number; startsAt: Date; customers: number }): Promise<YearWorld> {
  const core = await createTestCore({
    now: options.startsAt,
    config: { rateLimits: "off" },
    gateway: {
      timing: {
        ...{ timeoutMs: 1, slowMs: 1, pendingMs: MINUTE_MS, timeoutCaptureMs: 2 * MINUTE_MS },
        ...{ lateCaptureMs: 30 * MINUTE_MS, refundPendingMs: 3 * MINUTE_MS },
      },
    },
  });
  const chance = createChance(options.seed);
  const world: YearWorld = {
    ...{ core, chance, people: [], tally: new Map(), freedPhones: [], day: 0 },
    shelf: await stockShelf(core),
    staff: await core.admin("owner"),
    network: (await core.partner(["usage:write"])).ctx,
    reseller: (await core.partner(["recharge:write"])).ctx,
  };
  for (let number = 0; number < options.customers; number += 1) {
    world.people.push(asPerson(world, await core.customer({ fullName: `Customer ${number + 1}` }), number));
  }
  for (const head of world.people) giveRelatives(world, head);
  return world;
}

/** Of ten: five buy prepaid plans, three have a postpaid plan, two share somebody's. */
export function asPerson({ chance, day }: YearWorld, customer: TestCustomer, number: number): Person {
  const kind =
    (
      [
        "prepaid",
        "postpaid",
        "prepaid",
        "family",
        "prepaid",
        "postpaid",
        "prepaid",
        "family",
        "prepaid",
        "postpaid",
      ] as const
    )[number % 10] ?? "prepaid";
  const paysAfterDays = chance.weighted(
    [chance.between(1, 12), chance.between(16, 21), chance.between(23, 45)],
    (days) => (days <= 15 ? 7 : days <= 22 ? 2 : 1),
  );
  const nextDay = day + chance.between(0, kind === "prepaid" ? 12 : 25);
  return { ...customer, kind, paysAfterDays, nextDay, activationId: null, relatives: [] };
}

/** Every second postpaid or prepaid head looks after somebody of the family who is near in the list. */
function giveRelatives({ people, chance }: YearWorld, head: Person): void {
  if (head.kind === "family" || chance.happens(0.5)) return;
  const others = people.filter(
    (person) => person !== head && person.kind === (head.kind === "postpaid" ? "family" : person.kind),
  );
  for (let count = chance.between(1, 3); count > 0 && others.length > 0; count -= 1)
    head.relatives.push(chance.pick(others));
}

async function stockShelf(core: TestCore): Promise<Shelf> {
  const postpaid = { type: "postpaid", validityDays: 30, dailyDataLimitBytes: null } as const;
  return {
    base: [
      await core.plan({
        priceMinor: 29_900,
        validityDays: 28,
        dataAllowanceBytes: 42 * GB,
        dailyDataLimitBytes: 1.5 * GB,
      }),
      await core.plan({
        priceMinor: 9_900,
        validityDays: 10,
        dataAllowanceBytes: 5 * GB,
        dailyDataLimitBytes: null,
        talktimeMinutes: 100,
        smsCount: 50,
      }),
      await core.plan({
        priceMinor: 71_900,
        validityDays: 84,
        dataAllowanceBytes: 120 * GB,
        dailyDataLimitBytes: 2 * GB,
      }),
    ],
    topups: [
      await core.plan({
        priceMinor: 1_900,
        validityDays: 1,
        isTopup: true,
        dataAllowanceBytes: GB,
        dailyDataLimitBytes: null,
      }),
      await core.plan({
        priceMinor: 9_900,
        validityDays: 15,
        isTopup: true,
        dataAllowanceBytes: 10 * GB,
        dailyDataLimitBytes: null,
      }),
    ],
    main: [
      await core.plan({
        ...postpaid,
        priceMinor: 49_900,
        dataAllowanceBytes: 20 * GB,
        overagePricePerGbMinor: 2_000,
        maxSecondaryNumbers: 1,
      }),
      await core.plan({
        ...postpaid,
        priceMinor: 99_900,
        dataAllowanceBytes: 60 * GB,
        overagePricePerGbMinor: 1_500,
        maxSecondaryNumbers: 3,
        smsCount: 300,
      }),
    ],
    addons: [
      await core.plan({ ...postpaid, priceMinor: 9_900, isTopup: true, dataAllowanceBytes: 5 * GB }),
      await core.plan({ ...postpaid, priceMinor: 19_900, isTopup: true, dataAllowanceBytes: 12 * GB }),
    ],
  };
}

/** Counts something that happened. */
export function did({ tally }: YearWorld, what: string, times = 1): void {
  tally.set(what, (tally.get(what) ?? 0) + times);
}

/** Does something that may be refused: a refusal is counted by its reason and is part of the year, anything else ends it. */
export async function attempt<T>(world: YearWorld, what: string, work: () => Promise<T>): Promise<T | null> {
  try {
    const result = await work();
    did(world, what);
    return result;
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    did(world, `${what} refused: ${error.reason}`);
    return null;
  }
}

/** How a payment goes: mostly well, now and then every other way. */
export function paymentToken({ chance }: YearWorld): string {
  return chance.weighted(TOKENS, ([, weight]) => weight)[0];
}

const TOKENS: readonly (readonly [token: string, weight: number])[] = [
  ["tok_success", 70],
  ["tok_declined", 5],
  ["tok_pending", 4],
  ["tok_pending_declined", 2],
  ["tok_pending_manual", 2],
  ["tok_timeout", 4],
  ["tok_timeout_declined", 2],
  ["tok_late_capture", 4],
  ["tok_unavailable", 2],
  ["tok_refund_pending", 2],
  ["tok_refund_fails", 1],
  ["tok_refund_pending_fails", 1],
  ["tok_refund_timeout", 1],
];

/** What has been done least often so far, so that a short year has some of each. */
export function leastDone<T extends string>({ tally }: YearWorld, choices: readonly [T, ...T[]]): T {
  const timesOf = (what: T) => tally.get(what) ?? 0;
  return choices.reduce((least, each) => (timesOf(each) < timesOf(least) ? each : least));
}
