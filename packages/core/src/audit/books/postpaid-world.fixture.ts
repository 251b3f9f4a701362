import { newId } from "@nexa/contracts";
import {
  billLines,
  billPayments,
  bills,
  creditNotes,
  documentCounters,
  lines,
  type PostpaidTerms,
  payments,
  postpaidActivations,
  postpaidAddons,
  postpaidCycles,
  postpaidSecondaries,
  transactionEvents,
  transactions,
} from "@nexa/db";
import { eq } from "drizzle-orm";
import type { TestCore, TestCustomer } from "../../testing/index.ts";

const DAY_MS = 86_400_000;
const CYCLE_MS = 30 * DAY_MS;
const GB = 1024 ** 3;
const TERMS: PostpaidTerms = {
  ...{ planName: "Family 999", priceMinor: 99_900, dataAllowanceBytes: 10 * GB, overagePricePerGbMinor: 2_000 },
  ...{ maxSecondaryNumbers: 1, talktimeMinutes: null, smsCount: 100, benefits: [] },
};
const ADDON_TERMS: PostpaidTerms = { ...TERMS, planName: "Add 5 GB", priceMinor: 9_900, dataAllowanceBytes: 5 * GB };

/** Ids by what they are, for tests that break one of them. */
export type PostpaidWorld = {
  activation: string;
  cancelled: string;
  mainLine: string;
  familyLine: string;
  completedCycle: string;
  openCycle: string;
  addon: string;
  paidBill: string;
  overdueBill: string;
  payment: string;
  carriedNote: string;
};

type Bill = {
  cycleId: string;
  totalMinor: number;
  paidMinor?: number;
  creditedMinor?: number;
  status: "paid" | "overdue";
};

/**
 * A family's books as they stand in its third cycle: the first, with an add-on and overage, was paid past the gateway and credited
 * later, which lowers the second's bill; that one was credited too and is overdue. And a plan that was cancelled.
 */
export class PostpaidBooks {
  readonly #core: TestCore;
  readonly #customer: TestCustomer;
  readonly #startedAt: Date;
  #billNumber = 0;

  constructor(core: TestCore, customer: TestCustomer) {
    this.#core = core;
    this.#customer = customer;
    this.#startedAt = new Date(core.clock.now().getTime() - 2 * CYCLE_MS - 20 * DAY_MS);
  }

  async write(): Promise<PostpaidWorld> {
    const activation = await this.#activate(this.#customer, null);
    const family = await this.#family(activation);
    const [first, second, third] = [
      await this.#cycle(activation, 1, "completed", GB / 2),
      await this.#cycle(activation, 2, "closed", 0),
      await this.#cycle(activation, 3, "open", 0),
    ];
    const addon = await this.#addon(activation, first);
    const paid = { cycleId: first, totalMinor: 110_800, paidMinor: 110_800, status: "paid" } as const;
    const paidBill = await this.#bill(activation, paid);
    await this.#lines(paidBill, [
      { kind: "base", quantity: 1, amountMinor: 99_900 },
      { kind: "addon", quantity: 1, amountMinor: 9_900, addonId: addon },
      { kind: "overage", quantity: GB / 2, amountMinor: 1_000 },
    ]);
    const payment = await this.#pay(paidBill, 110_800);
    const carriedNote = await this.#credit(activation, paidBill, {
      number: 1,
      amountMinor: 2_000,
      carriedMinor: 2_000,
    });
    const overdue = { cycleId: second, totalMinor: 97_900, creditedMinor: 900, status: "overdue" } as const;
    const overdueBill = await this.#bill(activation, overdue);
    await this.#lines(overdueBill, [
      { kind: "base", quantity: 1, amountMinor: 99_900 },
      { kind: "credit", quantity: 1, amountMinor: -2_000, creditNoteId: carriedNote },
    ]);
    await this.#credit(activation, overdueBill, { number: 2, amountMinor: 900, carriedMinor: 0 });
    const cancelled = await this.#cancelled();
    await this.#count("bill", this.#billNumber);
    await this.#count("credit_note", 2);
    return {
      ...{ activation, cancelled, mainLine: this.#customer.lineId, familyLine: family, addon, payment, carriedNote },
      ...{ completedCycle: first, openCycle: third, paidBill, overdueBill },
    };
  }

  get #orm() {
    return this.#core.runtime.db.orm;
  }

  #id(): string {
    return newId(this.#core.clock.now());
  }

  async #count(name: "bill" | "credit_note", last: number): Promise<void> {
    await this.#orm.update(documentCounters).set({ last }).where(eq(documentCounters.name, name));
  }

  async #activate(customer: TestCustomer, cancelledAt: Date | null): Promise<string> {
    const id = this.#id();
    const status = cancelledAt ? "cancelled" : "active";
    await this.#orm.insert(postpaidActivations).values({
      ...{
        id,
        customerId: customer.id,
        lineId: customer.lineId,
        planId: this.#id(),
        terms: TERMS,
        status,
        cancelledAt,
      },
      ...{ activatedAt: this.#startedAt, updatedAt: this.#startedAt },
    });
    if (!cancelledAt) await this.#orm.update(lines).set({ mode: "postpaid" }).where(eq(lines.id, customer.lineId));
    return id;
  }

  async #family(activationId: string): Promise<string> {
    const member = await this.#core.customer();
    const at = this.#startedAt;
    await this.#orm.insert(postpaidSecondaries).values({
      ...{ id: this.#id(), activationId, lineId: member.lineId, phone: member.phone, status: "active" },
      ...{ requestedAt: at, expiresAt: new Date(at.getTime() + 7 * DAY_MS), joinedAt: at },
    });
    await this.#orm.update(lines).set({ mode: "postpaid_secondary" }).where(eq(lines.id, member.lineId));
    return member.lineId;
  }

  async #cycle(activationId: string, number: number, status: "open" | "closed" | "completed", overageBytes: number) {
    const id = this.#id();
    const startsAt = new Date(this.#startedAt.getTime() + (number - 1) * CYCLE_MS);
    const endsAt = new Date(startsAt.getTime() + CYCLE_MS);
    const closedAt = status === "open" ? null : endsAt;
    const completedAt = status === "completed" ? endsAt : null;
    await this.#orm
      .insert(postpaidCycles)
      .values({ id, activationId, number, startsAt, endsAt, status, overageBytes, closedAt, completedAt });
    return id;
  }

  async #addon(activationId: string, cycleId: string): Promise<string> {
    const id = this.#id();
    await this.#orm.insert(postpaidAddons).values({
      ...{ id, activationId, cycleId, planId: this.#id(), terms: ADDON_TERMS, boughtBy: this.#customer.id },
      createdAt: this.#startedAt,
    });
    return id;
  }

  async #bill(activationId: string, { cycleId, totalMinor, paidMinor = 0, creditedMinor = 0, status }: Bill) {
    const id = this.#id();
    this.#billNumber += 1;
    const [cycle] = await this.#orm.select().from(postpaidCycles).where(eq(postpaidCycles.id, cycleId));
    const [activation] = await this.#orm
      .select()
      .from(postpaidActivations)
      .where(eq(postpaidActivations.id, activationId));
    if (!cycle || !activation) throw new Error("the bill has no cycle");
    const settledAt = status === "paid" ? cycle.endsAt : null;
    const overdueAt = status === "overdue" ? new Date(cycle.endsAt.getTime() + 15 * DAY_MS) : null;
    await this.#orm.insert(bills).values({
      ...{
        id,
        number: this.#billNumber,
        activationId,
        cycleId,
        customerId: activation.customerId,
        lineId: activation.lineId,
      },
      ...{
        phone: this.#customer.phone,
        planName: TERMS.planName,
        periodStart: cycle.startsAt,
        periodEnd: cycle.endsAt,
      },
      ...{
        totalMinor,
        taxMinor: totalMinor - Math.round(totalMinor / 1.18),
        taxPercent: 18,
        taxName: "GST",
        currency: "INR",
      },
      ...{ creditedMinor, paidMinor, status, issuedAt: cycle.endsAt, settledAt, overdueAt },
      dueAt: new Date(cycle.endsAt.getTime() + 15 * DAY_MS),
    });
    return id;
  }

  async #lines(
    billId: string,
    drawn: Omit<typeof billLines.$inferInsert, "id" | "billId" | "position" | "description">[],
  ) {
    await this.#orm
      .insert(billLines)
      .values(
        drawn.map((line, index) => ({ id: this.#id(), billId, position: index + 1, description: line.kind, ...line })),
      );
  }

  async #credit(
    activationId: string,
    billId: string,
    note: { number: number; amountMinor: number; carriedMinor: number },
  ) {
    const id = this.#id();
    const createdAt = this.#core.clock.now();
    const carriedUsedMinor = note.carriedMinor;
    await this.#orm
      .insert(creditNotes)
      .values({ id, billId, activationId, kind: "credit", reason: "No service", ...note, carriedUsedMinor, createdAt });
    return id;
  }

  async #pay(billId: string, amountMinor: number): Promise<string> {
    const id = this.#id();
    const at = this.#core.clock.now();
    const { id: payerId, lineId, phone: recipientPhone } = this.#customer;
    await this.#orm.insert(transactions).values({
      ...{
        id,
        type: "postpaid_bill_payment",
        status: "succeeded",
        payerId,
        lineId,
        recipientPhone,
        paymentMethod: "offline",
      },
      ...{
        originalAmountMinor: amountMinor,
        finalAmountMinor: amountMinor,
        capturedMinor: amountMinor,
        currency: "INR",
      },
      ...{ createdAt: at, settledAt: at },
    });
    await this.#orm.insert(transactionEvents).values({
      ...{
        id: this.#id(),
        transactionId: id,
        toStatus: "succeeded",
        cause: "offline",
        actorKind: "job",
        createdAt: at,
      },
      amountMinor,
    });
    await this.#orm.insert(payments).values({
      ...{ id: this.#id(), transactionId: id, kind: "charge", status: "succeeded", provider: "offline", amountMinor },
      ...{ providerReference: "R-1", currency: "INR", createdAt: at, updatedAt: at },
    });
    await this.#orm.insert(billPayments).values({ transactionId: id, billId });
    return id;
  }

  async #cancelled(): Promise<string> {
    const customer = await this.#core.customer();
    const activation = await this.#activate(customer, new Date(this.#startedAt.getTime() + CYCLE_MS));
    const cycleId = await this.#cycle(activation, 1, "closed", 0);
    const bill = await this.#bill(activation, { cycleId, totalMinor: 99_900, status: "overdue" });
    await this.#lines(bill, [{ kind: "base", quantity: 1, amountMinor: 99_900 }]);
    return activation;
  }
}
