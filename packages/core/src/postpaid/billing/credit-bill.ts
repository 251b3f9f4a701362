import { createHash } from "node:crypto";
import { type CreditBillInput, type CreditBillOutput, creditNoteNumber, newId } from "@nexa/contracts";
import { bills, creditNotes, postpaidActivations } from "@nexa/db";
import { eq, sum } from "drizzle-orm";
import { recordAudit } from "../../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../../context.ts";
import { claimKey } from "../../payments/index.ts";
import { assertAccountStands } from "../../recharge/index.ts";
import { lockActivation } from "../lock-activation.ts";
import { recordPostpaidEvent } from "../record-postpaid-event.ts";
import type { ActivationRow } from "../rows.ts";
import { livePaymentOf, lockBill, outstandingOf } from "./bill-payment-rows.ts";
import type { BillRow } from "./close-cycle.ts";
import { billingErrors } from "./errors.ts";
import { lowerOutstanding } from "./lower-outstanding.ts";
import { reserveNumbers } from "./reserve-numbers.ts";
import { viewAdminBill } from "./view-bills.ts";

const OPERATION = "postpaid.creditBill";

type NoteRow = typeof creditNotes.$inferSelect;
type Split = { loweredMinor: number; carriedMinor: number };

/**
 * Staff take money off a bill with a numbered note: what is outstanding first; of a bill that is paid it is carried to the next one. A
 * waiver gives up what is outstanding only. A payment that is being confirmed meanwhile goes back where it no longer fits. Of a cancelled
 * plan nothing is carried, as no bill would take it.
 *
 * @throws billing.billUnknown nothingToWaive nothingFollows creditTooLarge keyReused; identity.sessionEnded staffDisabled
 */
export async function creditBill(ctx: CoreContext<AdminActor>, input: CreditBillInput): Promise<CreditBillOutput> {
  const made = await withTransaction(ctx, (tx) => writeCredit(tx, input));
  if (made.isReplay && ctx.reply) ctx.reply.replayed = true;
  const [note] = await ctx.db.orm.select().from(creditNotes).where(eq(creditNotes.id, made.noteId));
  const [bill] = note ? await ctx.db.orm.select().from(bills).where(eq(bills.id, note.billId)) : [];
  if (!note || !bill) throw new Error(`an idempotency key names credit note ${made.noteId}, which is not there`);
  return { creditNote: toCreditNote(note), bill: await viewAdminBill(ctx, bill) };
}

async function writeCredit(
  tx: CoreContext<AdminActor>,
  input: CreditBillInput,
): Promise<{ noteId: string; isReplay: boolean }> {
  const now = tx.clock.now();
  const noteId = newId(now);
  const { billId, kind, reason, idempotencyKey: key } = input;
  const requestHash = createHash("sha256")
    .update(JSON.stringify([billId, kind, input.amountMinor, reason]))
    .digest("base64url");
  const known = await claimKey(tx, { operation: OPERATION, key, requestHash, subjectId: noteId });
  if (known && known.requestHash !== requestHash) throw billingErrors.keyReused();
  if (known) return { noteId: known.subjectId, isReplay: true };
  await assertAccountStands(tx);
  const held = await holdBill(tx, billId);
  const { bill } = held;
  const { loweredMinor, carriedMinor } = await split(tx, held, input);
  const after = loweredMinor > 0 ? await lowerOutstanding(tx, held, { creditedMinor: loweredMinor }) : bill;
  const number = await reserveNumbers(tx, "credit_note", 1);
  await tx.db.orm.insert(creditNotes).values({
    ...{ id: noteId, number, billId, activationId: bill.activationId, kind, reason },
    ...{ amountMinor: loweredMinor + carriedMinor, carriedMinor, createdBy: tx.actor.adminId, createdAt: now },
  });
  const detail = `${creditNoteNumber(number)}: ${reason}`;
  const causeKey = `credit_note:${noteId}`;
  await recordPostpaidEvent(tx, { activationId: bill.activationId, kind: "bill_credited", causeKey, detail });
  await recordAudit(tx, {
    action: "postpaid.creditBill",
    subject: { kind: "bill", id: billId },
    before: { outstandingMinor: outstandingOf(bill), status: bill.status },
    after: {
      outstandingMinor: outstandingOf(after),
      status: after.status,
      carriedMinor,
      number: creditNoteNumber(number),
    },
    reason,
  });
  return { noteId, isReplay: false };
}

type Held = { activation: ActivationRow; bill: BillRow };

async function holdBill(tx: CoreContext, billId: string): Promise<Held> {
  const [known] = await tx.db.orm.select({ activationId: bills.activationId }).from(bills).where(eq(bills.id, billId));
  if (!known) throw billingErrors.billUnknown();
  const activation = await lockActivation(tx, known.activationId);
  return { activation, bill: await lockBill(tx, billId) };
}

/** How much the note lowers this bill, and how much is carried to the next. */
async function split(
  tx: CoreContext,
  { activation, bill }: Held,
  { kind, amountMinor }: CreditBillInput,
): Promise<Split> {
  const outstanding = outstandingOf(bill);
  if (kind === "waiver" && outstanding === 0) throw billingErrors.nothingToWaive();
  if (outstanding === 0 && activation.status === "cancelled") throw billingErrors.nothingFollows();
  const most = outstanding > 0 ? outstanding : await carriableOf(tx, bill);
  const wanted = amountMinor ?? most;
  if (wanted === 0 || wanted > most) throw billingErrors.creditTooLarge({ mostMinor: most });
  return outstanding > 0 ? { loweredMinor: wanted, carriedMinor: 0 } : { loweredMinor: 0, carriedMinor: wanted };
}

/**
 * What of a paid bill is neither given back, nor asked back, nor carried already, in minor units. Reliable under the bill's lock, which
 * asking for a refund takes too.
 */
export async function carriableOf(tx: CoreContext, bill: BillRow): Promise<number> {
  const payment = await livePaymentOf(tx, bill.id);
  if (!payment || payment.status === "pending") return 0;
  return payment.capturedMinor - payment.refundRequestedMinor - (await carriedOf(tx, bill));
}

/**
 * What credit notes on a bill carry to later ones, in minor units: used or not while bills may follow; what they took once the plan is
 * cancelled, as the rest can only go back with the payment.
 */
export async function carriedOf(tx: CoreContext, { id, activationId }: BillRow): Promise<number> {
  const [activation] = await tx.db.orm
    .select({ status: postpaidActivations.status })
    .from(postpaidActivations)
    .where(eq(postpaidActivations.id, activationId));
  const held = activation?.status === "cancelled" ? creditNotes.carriedUsedMinor : creditNotes.carriedMinor;
  const [row] = await tx.db.orm
    .select({ carried: sum(held).mapWith(Number) })
    .from(creditNotes)
    .where(eq(creditNotes.billId, id));
  return row?.carried ?? 0;
}

function toCreditNote(note: NoteRow): CreditBillOutput["creditNote"] {
  const { id, kind, reason, amountMinor, carriedMinor } = note;
  const createdAt = note.createdAt.toISOString();
  return { id, number: creditNoteNumber(note.number), kind, reason, amountMinor, carriedMinor, createdAt };
}
