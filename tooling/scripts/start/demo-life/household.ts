import { randomUUID } from "node:crypto";
import { newId } from "@nexa/contracts";
import { activatePostpaid } from "@nexa/core/postpaid/activate-postpaid";
import { addSecondaryNumber } from "@nexa/core/postpaid/add-secondary-number";
import { payBill } from "@nexa/core/postpaid/billing/pay-bill";
import { payBillOffline } from "@nexa/core/postpaid/billing/pay-bill-offline";
import { cancelPostpaid } from "@nexa/core/postpaid/cancel-postpaid";
import { purchaseAddon } from "@nexa/core/postpaid/purchase-addon";
import { DEMO_CUSTOMER } from "@nexa/db/seed/index";
import { DAY_MS, type DemoPerson, type DemoWorld, newLine, newPerson, planOf, signIn, tried } from "./demo-world.ts";

/** A household with a postpaid plan, as its script has it. Days are before the present. */
export type Household = {
  readonly plan: string;
  readonly startsDaysAgo: number;
  readonly members: number;
  /** Days after a bill that it is paid: 15 is the last in time, from 22 on the line is suspended first; null: never. */
  readonly paysAfterDays: number | null;
  readonly isOffline: boolean;
  readonly cancelsDaysAgo: number | null;
  /** Of every so many days they buy an add-on; 0: never. */
  readonly addonEveryDays: number;
  /** The demo customer's own second number. */
  readonly isDemoCustomers: boolean;
};

export type LivingHousehold = { script: Household; head: DemoPerson; members: string[] };

const PLANS = [
  ["Solo 499", 0],
  ["Family 999", 3],
  ["Family 699", 1],
  ["Solo 399", 0],
  ["Family 1399", 4],
  ["Family 999", 2],
] as const;
const HOUSEHOLDS = 24;

/** The scripts of all households: how each pays goes by its place, so that every kind of payer is there. */
export function planHouseholds({ chance }: DemoWorld): Household[] {
  const own = chance.fork("households");
  const others = Array.from({ length: HOUSEHOLDS }, (_, place): Household => {
    const [plan, members] = PLANS[place % PLANS.length] ?? PLANS[0];
    const late = [null, 26, 18][place % 8] ?? own.between(2, 12);
    return {
      ...{
        plan,
        members,
        paysAfterDays: place % 8 === 0 ? null : late,
        isOffline: place % 5 === 4,
        isDemoCustomers: false,
      },
      startsDaysAgo: 172 - ((place * 7) % 130),
      cancelsDaysAgo: place % 12 === 7 ? own.between(9, 24) : null,
      addonEveryDays: place % 3 === 1 ? 21 : 0,
    };
  });
  const demo = { plan: "Family 999", startsDaysAgo: 101, members: 2, paysAfterDays: 12, isOffline: false } as const;
  return [...others, { ...demo, cancelsDaysAgo: null, addonEveryDays: 25, isDemoCustomers: true }];
}

/** They join, take the plan and share it. */
export async function moveIn(world: DemoWorld, script: Household): Promise<LivingHousehold> {
  const head = script.isDemoCustomers ? await demoCustomersSecond(world) : await newPerson(world);
  world.clock.advance(7 * 60_000);
  await activatePostpaid(head.ctx, { planId: planOf(world, script.plan), lineId: head.lineId });
  const members: string[] = [];
  for (let count = 0; count < script.members; count += 1) {
    const phoneNumber = count === 0 ? (await newPerson(world)).phone : world.newPhone();
    const label = ["Wife", "Son", "Daughter", "Father"][count] ?? "Family";
    await addSecondaryNumber(head.ctx, { phoneNumber, label });
    members.push(phoneNumber);
  }
  return { script, head, members };
}

/** A day of all households: data on top, leaving, and the bills that each pays by its habit. */
export async function liveHouseholdsDay(world: DemoWorld, households: readonly LivingHousehold[], daysAgo: number) {
  for (const { script, head } of households) {
    const age = script.startsDaysAgo - daysAgo;
    if (script.addonEveryDays > 0 && age > 0 && age % script.addonEveryDays === 0) {
      const planId = planOf(world, world.chance.pick(["Add-on 100", "Add-on 200"]));
      await tried(purchaseAddon(head.ctx, { planId, idempotencyKey: randomUUID() }));
    }
    if (script.cancelsDaysAgo === daysAgo) await tried(cancelPostpaid(head.ctx, {}));
  }
  await payWhatIsDue(world, households);
}

async function payWhatIsDue(world: DemoWorld, households: readonly LivingHousehold[]): Promise<void> {
  const { runtime, clock } = world;
  const open = await runtime.db.query<{ id: string; number: number; customer_id: string; issued_at: Date }>({
    text: "select id, number, customer_id, issued_at from bills where status in ('issued', 'overdue') order by number",
  });
  for (const bill of open) {
    const household = households.find(({ head }) => head.id === bill.customer_id);
    const afterDays = household?.script.paysAfterDays ?? null;
    const ageMs = clock.now().getTime() - bill.issued_at.getTime();
    if (household && afterDays !== null && ageMs >= afterDays * DAY_MS) {
      await payOne(world, household, bill);
    }
  }
}

async function payOne(world: DemoWorld, { script, head }: LivingHousehold, bill: { id: string; number: number }) {
  const { clock, chance } = world;
  const { id: billId, number } = bill;
  if (script.isOffline && number % 2 === 0) {
    const at = { reference: `Counter ${4_100 + number}`, reason: "Paid at the shop", idempotencyKey: randomUUID() };
    await tried(payBillOffline(await world.staff("finance"), { billId, ...at }));
    return;
  }
  const paymentMethod = chance.pick(["upi", "credit_card", "net_banking"] as const);
  if (chance.happens(0.08)) {
    const declined = { paymentToken: "tok_declined", idempotencyKey: randomUUID() };
    await tried(payBill(head.ctx, { billId, paymentMethod, ...declined }));
    clock.advance(4 * 60_000);
  }
  await tried(payBill(head.ctx, { billId, paymentMethod, idempotencyKey: randomUUID() }));
}

async function demoCustomersSecond(world: DemoWorld): Promise<DemoPerson> {
  const [customer] = await world.runtime.db.query<{ id: string }>({
    text: "select id from customers where phone = $1",
    values: [DEMO_CUSTOMER.phone],
  });
  if (!customer) throw new Error("the demo has no customers yet");
  const [lineId, phone] = [newId(world.clock.now()), world.newPhone()];
  await newLine(world, customer.id, { lineId, phone });
  return signIn(world, { id: customer.id, lineId, phone });
}
