import { lines, linkedAccounts, operatorSettings } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withTransaction } from "../context.ts";
import { identityErrors } from "../identity/index.ts";
import { getSettings } from "../settings/index.ts";
import { aPhone, createTestCore, type TestCore } from "../testing/index.ts";
import { requestErrors } from "../trpc/errors.ts";
import { endLinksOfLine } from "./end-links.ts";
import { linkedAccountsErrors } from "./errors.ts";
import { expireLinkRequests } from "./expire-link-requests.ts";
import { ask, because, lastCode, link, linksOf, noticesTo, storedLink } from "./links.fixture.ts";

const DAY = 86_400_000;
let core: TestCore;

beforeAll(async () => {
  core = await createTestCore();
});
afterAll(() => core.close());

it("asks whoever holds the number, by a message that says who asks, with a code", async () => {
  const [asha, ravi] = [await core.customer({ fullName: "Asha Rao" }), await core.customer({ fullName: "Ravi Rao" })];
  const { linkedAccount, codeExpiresIn } = await ask(asha, ravi.phone, { label: "My son", relationship: "child" });
  expect(codeExpiresIn).toBe(600);
  expect(linkedAccount).toMatchObject({
    phoneNumber: ravi.phone,
    label: "My son",
    relationship: "child",
    status: "requested",
    expiresAt: new Date(core.clock.now().getTime() + 7 * DAY).toISOString(),
    linkedAt: null,
    number: null,
  });
  const [notice] = await noticesTo(core, ravi.phone, "link_request");
  expect(notice).toMatchObject({ customerId: ravi.id, params: { requesterName: "Asha Rao", phone: ravi.phone } });
  expect(await lastCode(core, ravi.phone)).toMatch(/^[0-9]{6}$/);
});

it("sends nobody's advertisement in the place of a name", async () => {
  const [asker, phone] = [await core.customer({ fullName: "Prizes at evil.example" }), aPhone()];
  await ask(asker, phone);
  expect(await noticesTo(core, phone, "link_request")).toMatchObject([
    { customerId: null, params: { requesterName: "Prizes at evil example" } },
  ]);
});

it("answers the same whether or not anyone has an account with the number", async () => {
  const [asha, ravi] = [await core.customer(), await core.customer()];
  const [known, unknown] = [await ask(asha, ravi.phone), await ask(asha, aPhone())];
  const same = { id: "", phoneNumber: "" };
  expect({ ...known, linkedAccount: { ...known.linkedAccount, ...same } }).toEqual({
    ...unknown,
    linkedAccount: { ...unknown.linkedAccount, ...same },
  });
  const listed = (await linksOf(asha).list({})).items.map((each) => ({ ...each, ...same }));
  expect(listed[0]).toEqual(listed[1]);
});

it("links with the code, once, and tells who asked", async () => {
  const asha = await core.customer();
  const phone = aPhone();
  const { linkedAccount } = await ask(asha, phone);
  const code = await lastCode(core, phone);
  const { id: linkedAccountId } = linkedAccount;
  expect(await linksOf(asha).confirm({ linkedAccountId, code })).toEqual({ id: linkedAccountId, status: "linked" });
  expect(await noticesTo(core, asha.phone, "link_accepted")).toMatchObject([{ params: { phone, label: "Mum" } }]);
  expect(await noticesTo(core, phone, "security_alert")).toMatchObject([{ params: { event: "number_linked" } }]);
  await expect(linksOf(asha).confirm({ linkedAccountId, code })).rejects.toMatchObject(
    because(linkedAccountsErrors.notRequested()),
  );
});

it("links without a code for the owner, who finds the request by name and masked number", async () => {
  const [asha, ravi] = [await core.customer({ fullName: "Asha Rao" }), await core.customer()];
  const { linkedAccount } = await ask(asha, ravi.phone);
  const { items } = await linksOf(ravi).listIncoming({});
  expect(items).toMatchObject([
    { id: linkedAccount.id, phoneNumber: ravi.phone, status: "requested", name: "Asha Rao", linkedAt: null },
  ]);
  expect(items[0]?.maskedPhoneNumber).toMatch(/^\+91\*{6}[0-9]{4}$/);
  expect(JSON.stringify(items)).not.toContain(asha.phone);
  expect(JSON.stringify(items)).not.toContain("Mum");
  await linksOf(ravi).confirm({ linkedAccountId: linkedAccount.id });
  expect((await linksOf(ravi).listIncoming({})).items).toMatchObject([{ status: "linked", expiresAt: null }]);
  expect((await linksOf(asha).list({})).items).toMatchObject([{ status: "linked" }]);
  expect(await noticesTo(core, ravi.phone, "security_alert")).toEqual([]);
});

it("asks who asked for the code, and refuses a wrong one and one for another purpose", async () => {
  const asha = await core.customer();
  const { linkedAccount } = await ask(asha);
  const right = await lastCode(core, linkedAccount.phoneNumber);
  const code = right === "000000" ? "000001" : "000000";
  const confirm = (given: object) => linksOf(asha).confirm({ linkedAccountId: linkedAccount.id, ...given });
  await expect(confirm({})).rejects.toMatchObject(because(linkedAccountsErrors.codeNeeded()));
  await expect(confirm({ code })).rejects.toMatchObject(because(identityErrors.codeWrong()));
  core.clock.advance(10 * 60_000);
  await expect(confirm({ code: right })).rejects.toMatchObject(because(identityErrors.codeWrong()));
  expect((await storedLink(core, linkedAccount.id)).status).toBe("requested");
});

it("refuses own numbers, unreadable ones and those on the list already", async () => {
  const asha = await core.customer();
  await expect(ask(asha, asha.phone)).rejects.toMatchObject(because(linkedAccountsErrors.ownLine()));
  await expect(ask(asha, "+911234")).rejects.toMatchObject(because(identityErrors.phoneInvalid()));
  const { linkedAccount } = await ask(asha);
  await expect(ask(asha, linkedAccount.phoneNumber)).rejects.toMatchObject(
    because(linkedAccountsErrors.alreadyLinked()),
  );
  const code = await lastCode(core, linkedAccount.phoneNumber);
  await linksOf(asha).confirm({ linkedAccountId: linkedAccount.id, code });
  await expect(ask(asha, linkedAccount.phoneNumber)).rejects.toMatchObject(
    because(linkedAccountsErrors.alreadyLinked()),
  );
  expect((await linksOf(asha).list({})).items).toHaveLength(1);
});

it("takes as many as the setting allows, also of parallel requests, and another after one is removed", async () => {
  const asha = await core.customer();
  const { maxLinkedAccounts } = await getSettings(core.job());
  const wanted = Array.from({ length: maxLinkedAccounts + 4 }, () => ask(asha));
  const outcomes = await Promise.allSettled(wanted);
  const refused = outcomes.filter((each) => each.status === "rejected").map((each) => each.reason);
  expect(refused).toMatchObject(Array(4).fill(because(linkedAccountsErrors.tooMany())));
  const { items } = await linksOf(asha).list({});
  expect(items).toHaveLength(maxLinkedAccounts);
  await linksOf(asha).remove({ linkedAccountId: items[0]?.id ?? "" });
  await ask(asha);
  await expect(ask(asha)).rejects.toMatchObject(because(linkedAccountsErrors.tooMany()));
});

it("keeps one of parallel requests for the same number", async () => {
  const [asha, phone] = [await core.customer(), aPhone()];
  const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => ask(asha, phone)));
  expect(outcomes.filter((each) => each.status === "fulfilled")).toHaveLength(1);
  const stored = await core.runtime.db.orm.select().from(linkedAccounts).where(eq(linkedAccounts.phone, phone));
  expect(stored).toHaveLength(1);
});

it("limits how often one customer may ask for one number in a day, counting what is sent again", async () => {
  const [asha, phone] = [await core.customer(), aPhone()];
  const { linkedAccount } = await ask(asha, phone);
  const linkedAccountId = linkedAccount.id;
  for (let sent = 1; sent < 4; sent += 1) await linksOf(asha).resend({ linkedAccountId });
  await linksOf(asha).remove({ linkedAccountId });
  await ask(asha, phone);
  await expect(ask(asha, phone)).rejects.toMatchObject(because(identityErrors.tooManyTries()));
  expect(await noticesTo(core, phone, "link_request")).toHaveLength(5);
});

it("sends a request again with a new code, which ends the earlier one but not the request's end", async () => {
  const [asha, ravi] = [await core.customer(), await core.customer()];
  const { linkedAccount } = await ask(asha, ravi.phone);
  const linkedAccountId = linkedAccount.id;
  const first = await lastCode(core, ravi.phone);
  core.clock.advance(60_000);
  expect(await linksOf(asha).resend({ linkedAccountId })).toEqual({ expiresIn: 600 });
  const second = await lastCode(core, ravi.phone);
  if (first !== second) {
    const stale = linksOf(asha).confirm({ linkedAccountId, code: first });
    await expect(stale).rejects.toMatchObject(because(identityErrors.codeWrong()));
  }
  expect(await storedLink(core, linkedAccountId)).toMatchObject({
    resends: 1,
    expiresAt: new Date(linkedAccount.expiresAt ?? ""),
  });
  await expect(linksOf(ravi).resend({ linkedAccountId })).rejects.toMatchObject(
    because(linkedAccountsErrors.requesterOnly()),
  );
  await linksOf(asha).confirm({ linkedAccountId, code: second });
  await expect(linksOf(asha).resend({ linkedAccountId })).rejects.toMatchObject(
    because(linkedAccountsErrors.notRequested()),
  );
});

it("lets the owner alone decline, after which the request cannot be answered", async () => {
  const [asha, ravi] = [await core.customer(), await core.customer()];
  const { linkedAccount } = await ask(asha, ravi.phone);
  const linkedAccountId = linkedAccount.id;
  await expect(linksOf(asha).decline({ linkedAccountId })).rejects.toMatchObject(
    because(linkedAccountsErrors.ownerOnly()),
  );
  expect(await linksOf(ravi).decline({ linkedAccountId })).toEqual({ id: linkedAccountId, status: "declined" });
  const code = await lastCode(core, ravi.phone);
  const late = linksOf(asha).confirm({ linkedAccountId, code });
  await expect(late).rejects.toMatchObject(because(linkedAccountsErrors.notRequested()));
  await expect(linksOf(ravi).decline({ linkedAccountId })).rejects.toMatchObject(
    because(linkedAccountsErrors.notRequested()),
  );
  expect((await linksOf(asha).list({})).items).toEqual([]);
  expect((await linksOf(asha).list({ status: "declined" })).items).toMatchObject([{ id: linkedAccountId }]);
  expect((await linksOf(ravi).listIncoming({})).items).toEqual([]);
});

it("ends a request after seven days, also before the worker has come by, and a new one may follow", async () => {
  const [asha, ravi] = [await core.customer(), await core.customer()];
  const { linkedAccount } = await ask(asha, ravi.phone);
  const linkedAccountId = linkedAccount.id;
  core.clock.advance(7 * DAY);
  const code = await lastCode(core, ravi.phone);
  const expired = because(linkedAccountsErrors.requestExpired());
  await expect(linksOf(asha).confirm({ linkedAccountId, code })).rejects.toMatchObject(expired);
  await expect(linksOf(ravi).confirm({ linkedAccountId })).rejects.toMatchObject(expired);
  await expect(linksOf(ravi).decline({ linkedAccountId })).rejects.toMatchObject(expired);
  await expect(linksOf(asha).resend({ linkedAccountId })).rejects.toMatchObject(expired);
  await expect(linksOf(asha).remove({ linkedAccountId })).rejects.toMatchObject(because(linkedAccountsErrors.ended()));
  const listed = (await linksOf(asha).list({ status: "expired" })).items;
  expect(listed).toMatchObject([{ id: linkedAccountId, status: "expired", endedAt: linkedAccount.expiresAt }]);
  expect((await linksOf(asha).list({ status: "requested" })).items).toEqual([]);
  expect((await linksOf(ravi).listIncoming({})).items).toEqual([]);
  await ask(asha, ravi.phone);
  expect(await storedLink(core, linkedAccountId)).toMatchObject({ status: "expired", endedBy: "system" });
});

it("marks what ran out by the worker, twice with the same result", async () => {
  const asha = await core.customer();
  const { linkedAccount } = await ask(asha);
  const linkedId = await link(core, asha);
  core.clock.advance(7 * DAY);
  const [first, second] = await Promise.all([expireLinkRequests(core.job()), expireLinkRequests(core.job())]);
  expect(first.expired + second.expired).toBeGreaterThanOrEqual(1);
  expect(await expireLinkRequests(core.job())).toEqual({ expired: 0 });
  expect(await storedLink(core, linkedAccount.id)).toMatchObject({ status: "expired", endedBy: "system" });
  expect(await storedLink(core, linkedId)).toMatchObject({ status: "linked", endedAt: null });
});

it("shows and does nothing for others", async () => {
  const [asha, ravi, other] = [await core.customer(), await core.customer(), await core.customer()];
  const { linkedAccount } = await ask(asha, ravi.phone);
  const linkedAccountId = linkedAccount.id;
  const links = linksOf(other);
  const missing = because(linkedAccountsErrors.notFound());
  const wish = { planId: linkedAccountId, paymentMethod: "upi", idempotencyKey: "k" } as const;
  await expect(links.confirm({ linkedAccountId, code: "123456" })).rejects.toMatchObject(missing);
  await expect(links.decline({ linkedAccountId })).rejects.toMatchObject(missing);
  await expect(links.resend({ linkedAccountId })).rejects.toMatchObject(missing);
  await expect(links.remove({ linkedAccountId })).rejects.toMatchObject(missing);
  await expect(links.recharge({ linkedAccountId, ...wish })).rejects.toMatchObject(missing);
  expect((await links.list({})).items).toEqual([]);
  expect((await links.listIncoming({})).items).toEqual([]);
});

it("lets an inactive account answer and remove, but not ask", async () => {
  const [asha, ravi] = [await core.customer(), await core.customer({ status: "inactive" })];
  await expect(ask(ravi)).rejects.toMatchObject(because(requestErrors.accountInactive()));
  const { linkedAccount } = await ask(asha, ravi.phone);
  await linksOf(ravi).confirm({ linkedAccountId: linkedAccount.id });
  await linksOf(ravi).remove({ linkedAccountId: linkedAccount.id });
  expect(await storedLink(core, linkedAccount.id)).toMatchObject({ status: "removed", endedBy: "owner" });
});

it("confirms once of many times at once, and tells it once", async () => {
  const [asha, ravi] = [await core.customer(), await core.customer()];
  const { linkedAccount } = await ask(asha, ravi.phone);
  const code = await lastCode(core, ravi.phone);
  const linkedAccountId = linkedAccount.id;
  const confirms = [
    ...Array.from({ length: 3 }, () => linksOf(asha).confirm({ linkedAccountId, code })),
    ...Array.from({ length: 3 }, () => linksOf(ravi).confirm({ linkedAccountId })),
  ];
  const outcomes = await Promise.allSettled(confirms);
  expect(outcomes.filter((each) => each.status === "fulfilled")).toHaveLength(1);
  expect(await noticesTo(core, asha.phone, "link_accepted")).toHaveLength(1);
});

it("lets a removal that meets a confirmation win, whichever is first", async () => {
  for (let round = 0; round < 6; round += 1) {
    const [asha, ravi] = [await core.customer(), await core.customer()];
    const { linkedAccount } = await ask(asha, ravi.phone);
    const linkedAccountId = linkedAccount.id;
    const code = await lastCode(core, ravi.phone);
    const [removed] = await Promise.allSettled([
      linksOf(round % 2 ? ravi : asha).remove({ linkedAccountId }),
      linksOf(asha).confirm({ linkedAccountId, code }),
    ]);
    expect(removed.status).toBe("fulfilled");
    expect((await storedLink(core, linkedAccountId)).status).toBe("removed");
  }
});

it("confirms nothing on a line that is released meanwhile", async () => {
  const [asha, ravi] = [await core.customer(), await core.customer()];
  const { linkedAccount } = await ask(asha, ravi.phone);
  const linkedAccountId = linkedAccount.id;
  const releasing = withTransaction(core.job(), async (tx) => {
    await tx.db.orm.select().from(lines).where(eq(lines.id, ravi.lineId)).for("update");
    await endLinksOfLine(tx, ravi.lineId);
    await tx.db.orm.update(lines).set({ releasedAt: core.clock.now() }).where(eq(lines.id, ravi.lineId));
  });
  await Promise.allSettled([linksOf(ravi).confirm({ linkedAccountId }), releasing]);
  expect((await storedLink(core, linkedAccountId)).status).toBe("removed");
});

it("keeps to a setting that staff lowered", async () => {
  const now = core.clock.now();
  const other = await createTestCore({ now });
  try {
    await other.runtime.db.orm.insert(operatorSettings).values({ name: "maxLinkedAccounts", value: 1, updatedAt: now });
    const asha = await other.customer();
    await ask(asha);
    await expect(ask(asha)).rejects.toMatchObject(because(linkedAccountsErrors.tooMany()));
  } finally {
    await other.close();
  }
});

it("links at once where the demo asks for no consent", async () => {
  const demo = await createTestCore({ config: { linkConsent: "off" } });
  try {
    const [asha, ravi] = [await demo.customer(), await demo.customer()];
    const { linkedAccount, codeExpiresIn } = await ask(asha, ravi.phone);
    expect(codeExpiresIn).toBeNull();
    expect(linkedAccount).toMatchObject({ status: "linked", number: { mode: "idle" } });
    expect(await noticesTo(demo, ravi.phone, "link_request")).toEqual([]);
    expect(await noticesTo(demo, asha.phone, "link_accepted")).toHaveLength(1);
    expect(await noticesTo(demo, ravi.phone, "security_alert")).toHaveLength(1);
  } finally {
    await demo.close();
  }
});
