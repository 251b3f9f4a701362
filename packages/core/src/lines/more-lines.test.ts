import { customers, lines, notifications, transactions } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anotherCode, codeSentTo, stranger } from "../identity/codes.fixture.ts";
import { identityErrors } from "../identity/index.ts";
import { recharge, refusalOf } from "../recharge/recharge.fixture.ts";
import { aPhone, createTestCore, type TestCore, type TestCustomer } from "../testing/index.ts";
import { confirmLine } from "./confirm-line.ts";
import { linesErrors } from "./errors.ts";
import { giveUpLine } from "./give-up-line.ts";
import { listLines } from "./list-lines.ts";
import { requestLine } from "./request-line.ts";

const DAY = 86_400_000;
let core: TestCore;
beforeAll(async () => {
  core = await createTestCore();
});
afterAll(() => core.close());

/** A customer who asks from an address of their own, so that limits do not meet. */
async function customerSomewhere(): Promise<TestCustomer> {
  const customer = await core.customer();
  return { ...customer, ctx: { ...customer.ctx, caller: stranger(core).caller } };
}

async function added(customer: TestCustomer, phoneNumber: string) {
  // Codes are told apart by when they were made.
  core.clock.advance(1_000);
  const { lineId } = await requestLine(customer.ctx, { phoneNumber });
  return confirmLine(customer.ctx, { lineId, code: await codeSentTo(core, phoneNumber) });
}

async function modeOf(lineId: string, mode: "idle" | "postpaid" | "postpaid_secondary") {
  await core.runtime.db.orm.update(lines).set({ mode }).where(eq(lines.id, lineId));
}

describe("adding a number", () => {
  it("takes the code sent to it, tells the customer, and lists the registered number first", async () => {
    const customer = await customerSomewhere();
    const [second, third] = [aPhone(), aPhone()];
    core.clock.advance(DAY);
    expect(await added(customer, second)).toMatchObject({ phoneNumber: second, isRegistered: false, mode: "idle" });
    await added(customer, third);
    const { items } = await listLines(customer.ctx, { limit: 10 });
    expect(items.map((line) => line.phoneNumber)).toEqual([customer.phone, second, third]);
    expect(items.map((line) => line.isRegistered)).toEqual([true, false, false]);
    const told = await core.runtime.db.orm
      .select()
      .from(notifications)
      .where(eq(notifications.customerId, customer.id));
    expect(told.filter(({ params }) => params.event === "line_added")).toHaveLength(2);
  });

  it("answers a request in the same form for a free number, someone else's and one's own", async () => {
    const [customer, other] = [await customerSomewhere(), await customerSomewhere()];
    for (const phoneNumber of [aPhone(), other.phone, customer.phone]) {
      const answer = await requestLine(customer.ctx, { phoneNumber });
      expect(answer).toEqual({ lineId: expect.stringMatching(/^[0-9a-f-]{36}$/), expiresIn: 600 });
      const known = await core.runtime.db.orm.select().from(lines).where(eq(lines.id, answer.lineId));
      expect(known).toEqual([]);
    }
  });

  it("says that a number is someone else's only once the code proved it", async () => {
    const [customer, other] = [await customerSomewhere(), await customerSomewhere()];
    const { lineId } = await requestLine(customer.ctx, { phoneNumber: other.phone });
    const code = await codeSentTo(core, other.phone);
    expect(await refusalOf(confirmLine(customer.ctx, { lineId, code: anotherCode(code) }))).toEqual(
      identityErrors.codeWrong(),
    );
    expect(await refusalOf(confirmLine(customer.ctx, { lineId, code }))).toEqual(linesErrors.ownedByOther());
    expect((await listLines(other.ctx, { limit: 10 })).items).toHaveLength(1);
  });

  it("takes a code once, stops guessing, and knows no request that was not made", async () => {
    const customer = await customerSomewhere();
    const phoneNumber = aPhone();
    const { lineId } = await requestLine(customer.ctx, { phoneNumber });
    const code = await codeSentTo(core, phoneNumber);
    const confirm = (typed: string) => confirmLine(customer.ctx, { lineId, code: typed });
    const outcomes = await Promise.allSettled([confirm(code), confirm(code)]);
    expect(outcomes.filter((each) => each.status === "fulfilled")).toHaveLength(1);
    expect(await refusalOf(confirm(code))).toEqual(identityErrors.codeWrong());
    const other = aPhone();
    const request = await requestLine(customer.ctx, { phoneNumber: other });
    const right = await codeSentTo(core, other);
    const guess = (typed: string) => refusalOf(confirmLine(customer.ctx, { lineId: request.lineId, code: typed }));
    await Promise.all(Array.from({ length: 9 }, (_, step) => guess(anotherCode(right, step + 1))));
    expect(await guess(right)).toEqual(identityErrors.codeWrong());
    const unknown = confirmLine(customer.ctx, { lineId: customer.lineId, code });
    expect(await refusalOf(unknown)).toEqual(linesErrors.notFound());
  });

  it("gives a number to one of three who prove it at once", async () => {
    const people = await Promise.all([customerSomewhere(), customerSomewhere(), customerSomewhere()]);
    const phoneNumber = aPhone();
    const requests: { lineId: string }[] = [];
    for (const { ctx } of people) {
      core.clock.advance(1_000);
      requests.push(await requestLine(ctx, { phoneNumber }));
    }
    const code = await codeSentTo(core, phoneNumber);
    const outcomes = await Promise.allSettled(
      people.map(({ ctx }, index) => confirmLine(ctx, { lineId: requests[index]?.lineId ?? "", code })),
    );
    expect(outcomes.filter((each) => each.status === "fulfilled")).toHaveLength(1);
  });

  it("is for accounts with a verified number, is limited, and takes only numbers", async () => {
    const customer = await customerSomewhere();
    const phoneNumber = aPhone();
    const { lineId } = await requestLine(customer.ctx, { phoneNumber });
    await core.runtime.db.orm.update(customers).set({ phoneVerifiedAt: null }).where(eq(customers.id, customer.id));
    const confirmed = confirmLine(customer.ctx, { lineId, code: await codeSentTo(core, phoneNumber) });
    expect(await refusalOf(confirmed)).toEqual(linesErrors.verifyFirst());
    expect(await refusalOf(requestLine(customer.ctx, { phoneNumber: "12" }))).toEqual(identityErrors.phoneInvalid());
    for (let asked = 1; asked < 5; asked += 1) await requestLine(customer.ctx, { phoneNumber });
    expect(await refusalOf(requestLine(customer.ctx, { phoneNumber }))).toMatchObject({ code: "RATE_LIMITED" });
  });
});

describe("giving a number up", () => {
  it("takes it off the list, tells the customer, and leaves it free for anyone", async () => {
    const [customer, next] = [await customerSomewhere(), await customerSomewhere()];
    const phone = aPhone();
    const line = await added(customer, phone);
    expect(await giveUpLine(customer.ctx, { lineId: line.id })).toEqual({ done: true });
    expect((await listLines(customer.ctx, { limit: 10 })).items).toHaveLength(1);
    expect(await refusalOf(giveUpLine(customer.ctx, { lineId: line.id }))).toEqual(linesErrors.notFound());
    expect((await added(next, phone)).id).not.toBe(line.id);
  });

  it("refuses the registered number, other people's and unknown ones", async () => {
    const [customer, other] = [await customerSomewhere(), await customerSomewhere()];
    const giveUp = (lineId: string) => refusalOf(giveUpLine(customer.ctx, { lineId }));
    expect(await giveUp(customer.lineId)).toEqual(linesErrors.registered());
    expect(await giveUp(other.lineId)).toEqual(linesErrors.notFound());
    expect(await giveUp("0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e01")).toEqual(linesErrors.notFound());
  });

  it("refuses while a plan runs or waits, and allows it once the plans have ended", async () => {
    const customer = await customerSomewhere();
    const phone = aPhone();
    const line = await added(customer, phone);
    const plan = await core.plan({ validityDays: 1 });
    await recharge(customer, plan.id, { recipientPhoneNumber: phone });
    await recharge(customer, plan.id, { recipientPhoneNumber: phone });
    expect(await refusalOf(giveUpLine(customer.ctx, { lineId: line.id }))).toEqual(linesErrors.inUse());
    core.clock.advance(2 * DAY);
    await giveUpLine(customer.ctx, { lineId: line.id });
    // What had ended was recorded and told before: nothing is left to be told to whoever gets the number.
    const open = await core.runtime.db.query({
      text: "select 1 from subscriptions where line_id = $1 and end_recorded_at is null",
      values: [line.id],
    });
    expect(open).toEqual([]);
  });

  it("refuses while a postpaid plan runs on it, it shares one, or someone is paying for it", async () => {
    const customer = await customerSomewhere();
    const phone = aPhone();
    const line = await added(customer, phone);
    const giveUp = () => refusalOf(giveUpLine(customer.ctx, { lineId: line.id }));
    await modeOf(line.id, "postpaid");
    expect(await giveUp()).toEqual(linesErrors.postpaid());
    await modeOf(line.id, "postpaid_secondary");
    expect(await giveUp()).toEqual(linesErrors.sharesPlan());
    await modeOf(line.id, "idle");
    const payer = await customerSomewhere();
    const plan = await core.plan();
    const asked = { recipientPhoneNumber: phone, paymentToken: "tok_pending" };
    const { transaction } = await recharge(payer, plan.id, asked);
    expect(transaction.status).toBe("pending");
    expect(await giveUp()).toEqual(linesErrors.paymentPending());
    await core.runtime.db.orm.update(transactions).set({ status: "failed" }).where(eq(transactions.id, transaction.id));
    await giveUpLine(customer.ctx, { lineId: line.id });
  });

  it("and a recharge of it at the same moment leave either a plan on one's number or a number without", async () => {
    const plan = await core.plan();
    for (let round = 0; round < 8; round += 1) {
      const customer = await customerSomewhere();
      const phone = aPhone();
      const line = await added(customer, phone);
      const [given, paid] = await Promise.allSettled([
        giveUpLine(customer.ctx, { lineId: line.id }),
        recharge(customer, plan.id, { recipientPhoneNumber: phone }),
      ]);
      const [released] = await core.runtime.db.orm.select().from(lines).where(eq(lines.id, line.id));
      expect(released?.releasedAt !== null).toBe(given.status === "fulfilled");
      if (given.status === "fulfilled") expect(released?.baseEndsAt).toBeNull();
      else expect(paid.status).toBe("fulfilled");
    }
  });
});
