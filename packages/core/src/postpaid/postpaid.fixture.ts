import { randomUUID } from "node:crypto";
import { type AddSecondaryNumberInput, CoreError, type PurchaseAddonInput } from "@nexa/contracts";
import { lines, notifications, postpaidActivations, postpaidSecondaries } from "@nexa/db";
import { and, desc, eq } from "drizzle-orm";
import { adminRouter } from "../admin-router.ts";
import type { AdminActor, CoreContext } from "../context.ts";
import { openSecret } from "../crypto/sealed-secret.ts";
import { customerRouter } from "../customer-router.ts";
import { aPhone, type TestCore, type TestCustomer, type TestPlan } from "../testing/index.ts";

export const DAY_MS = 86_400_000;
export const GB = 1024 ** 3;

type Customers = ReturnType<typeof customerRouter.createCaller>["postpaid"];
type Staff = ReturnType<typeof adminRouter.createCaller>["postpaid"];

/** The postpaid operations as a customer calls them. */
export function postpaidOf({ ctx }: Pick<TestCustomer, "ctx">): Customers {
  return customerRouter.createCaller(ctx).postpaid;
}

/** The postpaid operations as staff call them. */
export function staffOf(ctx: CoreContext<AdminActor>): Staff {
  return adminRouter.createCaller(ctx).postpaid;
}

/** What a caller of a router gets for one of our refusals. */
export function because({ message, reason }: CoreError) {
  return { message, cause: { reason } };
}

/** The reason of each call that was refused; a failure that is no refusal is thrown on. */
export function reasonsOf(outcomes: readonly PromiseSettledResult<unknown>[]): string[] {
  return outcomes.flatMap((outcome) => {
    if (outcome.status === "fulfilled") return [];
    const error: unknown = outcome.reason;
    const cause = error instanceof Error && error.cause instanceof CoreError ? error.cause : error;
    if (!(cause instanceof CoreError)) throw error;
    return [cause.reason];
  });
}

/** A main postpaid plan: 499.00, 50 GB, two numbers beside the line's own. */
export function mainPlan(core: TestCore, fields: Parameters<TestCore["plan"]>[0] = {}): Promise<TestPlan> {
  return core.plan({
    ...{ type: "postpaid", priceMinor: 49_900, validityDays: 30, maxSecondaryNumbers: 2, smsCount: 100 },
    ...{ dataAllowanceBytes: 50 * GB, dailyDataLimitBytes: null, overagePricePerGbMinor: 2_000 },
    ...fields,
  });
}

/** An add-on of 5 GB for 99.00. */
export function addonPlan(core: TestCore, fields: Parameters<TestCore["plan"]>[0] = {}): Promise<TestPlan> {
  return core.plan({
    ...{ type: "postpaid", isTopup: true, priceMinor: 9_900, validityDays: 30 },
    ...{ dataAllowanceBytes: 5 * GB, dailyDataLimitBytes: null },
    ...fields,
  });
}

export type Subscribed = TestCustomer & { activationId: string };

/** A customer with an active postpaid plan on the registered number. */
export async function subscribed(core: TestCore, plan?: TestPlan): Promise<Subscribed> {
  const customer = await core.customer();
  const { id: planId } = plan ?? (await mainPlan(core));
  const { id: activationId } = await postpaidOf(customer).activate({ planId });
  return { ...customer, activationId };
}

export function buyAddon(
  customer: Pick<TestCustomer, "ctx">,
  planId: string,
  fields: Partial<PurchaseAddonInput> = {},
) {
  return postpaidOf(customer).purchaseAddon({ planId, idempotencyKey: randomUUID(), ...fields });
}

export function ask(customer: TestCustomer, phoneNumber = aPhone(), fields: Partial<AddSecondaryNumberInput> = {}) {
  return postpaidOf(customer).addSecondaryNumber({ phoneNumber, label: "Ravi", ...fields });
}

/** The code in the newest request that a number got. */
export async function codeFor(core: TestCore, phone: string): Promise<string> {
  const [notice] = await noticesTo(core, phone, "link_request");
  return openSecret(core.runtime.config, notice?.sealedSecret ?? "") ?? "";
}

/** Asks a number and lets it join with its code. */
export async function share(core: TestCore, owner: TestCustomer, phoneNumber = aPhone()): Promise<string> {
  core.clock.advance(1_000);
  const { secondary } = await ask(owner, phoneNumber);
  const code = await codeFor(core, secondary.phoneNumber);
  await postpaidOf(owner).confirmSecondaryNumber({ secondaryId: secondary.id, code });
  return secondary.id;
}

type Told = "link_request" | "link_accepted" | "plan_activated" | "plan_cancelled" | "addon_activated";
type Served = "service_suspended" | "service_restored";

/** Notices of a type to a number, newest first. */
export function noticesTo(core: TestCore, phone: string, type: Told | Served) {
  return core.runtime.db.orm
    .select()
    .from(notifications)
    .where(and(eq(notifications.phone, phone), eq(notifications.type, type)))
    .orderBy(desc(notifications.id));
}

export async function lineOf(core: TestCore, phone: string) {
  const [line] = await core.runtime.db.orm.select().from(lines).where(eq(lines.phone, phone));
  if (!line) throw new Error(`no line ${phone}`);
  return line;
}

export async function activationRow(core: TestCore, id: string) {
  const [row] = await core.runtime.db.orm.select().from(postpaidActivations).where(eq(postpaidActivations.id, id));
  if (!row) throw new Error(`no activation ${id}`);
  return row;
}

export async function secondaryRow(core: TestCore, id: string) {
  const [row] = await core.runtime.db.orm.select().from(postpaidSecondaries).where(eq(postpaidSecondaries.id, id));
  if (!row) throw new Error(`no secondary number ${id}`);
  return row;
}
