import type { AddLinkedAccountInput, CoreError } from "@nexa/contracts";
import { linkedAccounts, notifications } from "@nexa/db";
import { and, desc, eq } from "drizzle-orm";
import { openSecret } from "../crypto/sealed-secret.ts";
import { customerRouter } from "../customer-router.ts";
import { aPhone, type TestCore, type TestCustomer } from "../testing/index.ts";

type Links = ReturnType<typeof customerRouter.createCaller>["linkedAccounts"];

/** The linked accounts operations as a customer calls them. */
export function linksOf(customer: TestCustomer): Links {
  return customerRouter.createCaller(customer.ctx).linkedAccounts;
}

/** Asks to link a number as somebody's family would. */
export function ask(requester: TestCustomer, phoneNumber = aPhone(), fields: Partial<AddLinkedAccountInput> = {}) {
  return linksOf(requester).add({ phoneNumber, label: "Mum", relationship: "parent", ...fields });
}

/** What a caller of the router gets for one of our refusals. */
export function because({ message, reason }: CoreError) {
  return { message, cause: { reason } };
}

/** Asks, and confirms with the code. */
export async function link(core: TestCore, requester: TestCustomer, phoneNumber = aPhone()): Promise<string> {
  // Of two codes made for a number in the same millisecond either may be the newest.
  core.clock.advance(1_000);
  const { linkedAccount } = await ask(requester, phoneNumber);
  const code = await lastCode(core, linkedAccount.phoneNumber);
  await linksOf(requester).confirm({ linkedAccountId: linkedAccount.id, code });
  return linkedAccount.id;
}

/** The code in the newest request that a number got. */
export async function lastCode(core: TestCore, phone: string): Promise<string> {
  const [notice] = await noticesTo(core, phone, "link_request");
  return openSecret(core.runtime.config, notice?.sealedSecret ?? "") ?? "";
}

/** Notices of a type to a number, newest first. */
export function noticesTo(core: TestCore, phone: string, type: "link_request" | "link_accepted" | "security_alert") {
  return core.runtime.db.orm
    .select()
    .from(notifications)
    .where(and(eq(notifications.phone, phone), eq(notifications.type, type)))
    .orderBy(desc(notifications.id));
}

/** A link as it is stored. */
export async function storedLink(core: TestCore, id: string) {
  const [row] = await core.runtime.db.orm.select().from(linkedAccounts).where(eq(linkedAccounts.id, id));
  if (!row) throw new Error("no such link");
  return row;
}
