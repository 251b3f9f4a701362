import { auditEvents } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { adminRouter } from "../admin-router.ts";
import { customersErrors } from "../customers/index.ts";
import { aPhone, createTestCore, type TestCore } from "../testing/index.ts";
import { requestErrors } from "../trpc/errors.ts";
import { linkedAccountsErrors } from "./errors.ts";
import { ask, because, link, linksOf, storedLink } from "./links.fixture.ts";

const DAY = 86_400_000;
let core: TestCore;

beforeAll(async () => {
  core = await createTestCore();
});
afterAll(() => core.close());

async function staff(role: "support" | "finance" | "content" = "support") {
  return adminRouter.createCaller(await core.admin(role)).linkedAccounts;
}

it("lists everybody's links, newest first, by customer, number, status and relationship", async () => {
  const [asha, ravi] = [await core.customer({ fullName: "Asha Rao" }), await core.customer()];
  const linked = await link(core, asha, ravi.phone);
  core.clock.advance(1_000);
  const { linkedAccount: asked } = await ask(asha, aPhone(), { relationship: "child" });
  const { list } = await staff();
  const idsOf = async (filter: object) => (await list(filter)).items.map((each) => each.id);
  expect(await idsOf({ customerId: asha.id })).toEqual([asked.id, linked]);
  expect(await idsOf({ customerId: asha.id, status: "linked" })).toEqual([linked]);
  expect(await idsOf({ customerId: asha.id, relationship: "child" })).toEqual([asked.id]);
  expect(await idsOf({ phoneNumber: ravi.phone.slice(3) })).toEqual([linked]);
  expect(await idsOf({ phoneNumber: "12345" })).toEqual([]);
  expect((await list({ phoneNumber: ravi.phone })).items).toMatchObject([
    { customerName: "Asha Rao", customerPhoneNumber: asha.phone, ownerId: ravi.id, status: "linked", resends: 0 },
  ]);
  const page = await list({ limit: 1, customerId: asha.id });
  const rest = await list({ limit: 1, customerId: asha.id, cursor: page.nextCursor ?? "" });
  expect([page.items[0]?.id, rest.items[0]?.id, rest.nextCursor]).toEqual([asked.id, linked, null]);
  core.clock.advance(7 * DAY);
  expect(await idsOf({ customerId: asha.id, status: "requested" })).toEqual([]);
  expect((await list({ customerId: asha.id, status: "expired" })).items).toMatchObject([
    { id: asked.id, status: "expired", endedBy: "system", endedAt: asked.expiresAt },
  ]);
});

it("shows a customer's links in both directions", async () => {
  const [asha, ravi] = [await core.customer(), await core.customer()];
  const made = await link(core, asha, ravi.phone);
  const got = await link(core, ravi, asha.phone);
  const { listOfCustomer } = await staff("finance");
  expect((await listOfCustomer({ customerId: asha.id })).items).toMatchObject([
    { id: got, direction: "incoming" },
    { id: made, direction: "outgoing" },
  ]);
  await expect(listOfCustomer({ customerId: made })).rejects.toMatchObject(because(customersErrors.notFound()));
});

it("lets staff end a link, once, which is audited with the number masked", async () => {
  const [asha, ravi] = [await core.customer(), await core.customer()];
  const linkedAccountId = await link(core, asha, ravi.phone);
  const { remove } = await staff();
  const reason = "The holder asked for it";
  expect(await remove({ linkedAccountId, reason })).toEqual({ id: linkedAccountId, status: "removed" });
  expect(await storedLink(core, linkedAccountId)).toMatchObject({ status: "removed", endedBy: "staff" });
  const audit = await core.runtime.db.orm.select().from(auditEvents).where(eq(auditEvents.subjectId, linkedAccountId));
  expect(audit).toMatchObject([
    { action: "linkedAccounts.remove", actorKind: "admin", reason, before: { status: "linked" } },
  ]);
  expect(JSON.stringify(audit)).not.toContain(ravi.phone);
  expect((await linksOf(asha).list({})).items).toEqual([]);
  await expect(remove({ linkedAccountId })).rejects.toMatchObject(because(linkedAccountsErrors.ended()));
  await expect(remove({ linkedAccountId: asha.id })).rejects.toMatchObject(because(linkedAccountsErrors.notFound()));
});

it("keeps links from roles that have no business with customers, and from changes by finance", async () => {
  const linkedAccountId = await link(core, await core.customer());
  const refused = because(requestErrors.roleNotAllowed());
  await expect((await staff("content")).list({})).rejects.toMatchObject(refused);
  await expect((await staff("finance")).remove({ linkedAccountId })).rejects.toMatchObject(refused);
});
