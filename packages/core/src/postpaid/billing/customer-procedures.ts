import {
  GetBillInput,
  GetBillOutput,
  ListBillsInput,
  ListBillsOutput,
  PayBillInput,
  PayBillOutput,
} from "@nexa/contracts";
import { customerProcedure } from "../../trpc/init.ts";
import { ACTIVATION_ID, WHICH } from "../operation-meta.ts";
import { getBill } from "./get-bill.ts";
import { listBills } from "./list-bills.ts";
import { payBill } from "./pay-bill.ts";

const BILL_ID = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e05";

/** What customers do with their bills. */
export const billingCustomerProcedures = {
  getBill: customerProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/customer/postpaid/bill",
        tags: ["postpaid"],
        summary: "What the running cycle has cost so far, and the bills still to be paid",
        description: `The estimate can grow until the cycle ends. Prices include tax. ${WHICH}`,
        example: { activationId: ACTIVATION_ID },
      },
    })
    .input(GetBillInput)
    .output(GetBillOutput)
    .query(({ ctx, input }) => getBill(ctx, input)),
  listBills: customerProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/customer/postpaid/bills",
        tags: ["postpaid"],
        summary: "Your bills",
        description: "Of all your postpaid plans, or of the one named by `activationId`; the newest first.",
        example: { limit: 12, status: "issued" },
      },
    })
    .input(ListBillsInput)
    .output(ListBillsOutput)
    .query(({ ctx, input }) => listBills(ctx, input)),
  payBill: customerProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/customer/postpaid/pay-bill",
        tags: ["postpaid"],
        summary: "Pay a bill",
        description:
          "All that is outstanding of it. 201 once paid, 202 while the payment is pending, 402 when it was declined. Before the cycle ends it is refused with the date. The same Idempotency-Key and body answer with the same transaction.",
        status: 201,
        idempotent: true,
        mayPend: true,
        example: { billId: BILL_ID, paymentMethod: "upi", paymentToken: "tok_success" },
      },
    })
    .input(PayBillInput)
    .output(PayBillOutput)
    .mutation(({ ctx, input }) => payBill(ctx, input)),
};
