import {
  AdminListBillsInput,
  AdminListBillsOutput,
  CreditBillInput,
  CreditBillOutput,
  ListDuePaymentsInput,
  ListDuePaymentsOutput,
  PayBillOfflineInput,
  PayBillOfflineOutput,
} from "@nexa/contracts";
import { adminProcedure } from "../../trpc/init.ts";
import { managing, PHONE } from "../operation-meta.ts";
import { adminListBills } from "./admin-list-bills.ts";
import { creditBill } from "./credit-bill.ts";
import { listDuePayments } from "./list-due-payments.ts";
import { payBillOffline } from "./pay-bill-offline.ts";

const BILL_ID = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e05";

/** What staff do with bills. */
export const billingStaffProcedures = {
  listBills: adminProcedure
    .meta(
      managing("GET", "/admin/postpaid/bills", {
        summary: "Find bills",
        description: "By any field, the newest first unless `sort` says otherwise. `phoneNumber` is the line billed.",
        example: { limit: 50, status: "overdue", phoneNumber: PHONE },
      }),
    )
    .input(AdminListBillsInput)
    .output(AdminListBillsOutput)
    .query(({ ctx, input }) => adminListBills(ctx, input)),
  creditBill: adminProcedure
    .meta(
      managing("POST", "/admin/postpaid/bills/{billId}/credit", {
        summary: "Take money off a bill",
        description:
          "With a numbered credit note. A `waiver` gives up what is outstanding; a `credit` lowers it, or is carried to the next bill where this one is paid. Without `amountMinor`: all of it. The same Idempotency-Key and body answer with the same note.",
        status: 201,
        idempotent: true,
        example: { billId: BILL_ID, kind: "credit", amountMinor: 10_000, reason: "No service for three days" },
      }),
    )
    .input(CreditBillInput)
    .output(CreditBillOutput)
    .mutation(({ ctx, input }) => creditBill(ctx, input)),
  payBillOffline: adminProcedure
    .meta(
      managing("POST", "/admin/postpaid/bills/{billId}/offline-payment", {
        summary: "Record that a bill was paid past the gateway",
        description:
          "All that is outstanding of it, by cash, cheque or transfer. A reference counts once. The same Idempotency-Key and body answer with the same payment.",
        status: 201,
        idempotent: true,
        example: { billId: BILL_ID, reference: "CHQ-004211", reason: "Paid in the shop at MG Road" },
      }),
    )
    .input(PayBillOfflineInput)
    .output(PayBillOfflineOutput)
    .mutation(({ ctx, input }) => payBillOffline(ctx, input)),
  listDuePayments: adminProcedure
    .meta(
      managing("GET", "/admin/postpaid/due-payments", {
        summary: "Bills that wait to be paid",
        description: "The one that is due first comes first. `isOverdue` leaves those that are due later out, or in.",
        example: { limit: 50, isOverdue: true },
      }),
    )
    .input(ListDuePaymentsInput)
    .output(ListDuePaymentsOutput)
    .query(({ ctx, input }) => listDuePayments(ctx, input)),
};
