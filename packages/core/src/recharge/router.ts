import {
  CreateRechargeInput,
  CreateRechargeOutput,
  PartnerRechargeInput,
  QuoteRechargeInput,
  QuoteRechargeOutput,
} from "@nexa/contracts";
import { customerProcedure, partnerProcedure, router } from "../trpc/init.ts";
import { createRecharge } from "./create-recharge.ts";
import { quoteRecharge } from "./quote-recharge.ts";

const wish = {
  planId: "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e01",
  recipientPhoneNumber: "+919812345678",
  paymentMethod: "upi",
};

export const rechargeCustomerRouter = router({
  quote: customerProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/customer/recharge/quote",
        tags: ["recharge"],
        summary: "What a recharge would cost and do",
        description:
          "Price with every discount considered, and whether the plan would start now, wait or top up. Times are estimates; they are left out for numbers that are not your own.",
        example: wish,
      },
    })
    .input(QuoteRechargeInput)
    .output(QuoteRechargeOutput)
    .query(({ ctx, input }) => quoteRecharge(ctx, input)),
  create: customerProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/customer/recharge",
        tags: ["recharge"],
        summary: "Recharge a number",
        description:
          "Pays and delivers a prepaid plan or top-up to any number. 201 with the plan, 202 while the payment is pending, 402 when it was declined. The same Idempotency-Key and body answer with the same transaction.",
        status: 201,
        idempotent: true,
        mayPend: true,
        example: { ...wish, paymentToken: "tok_success" },
      },
    })
    .input(CreateRechargeInput)
    .output(CreateRechargeOutput)
    .mutation(({ ctx, input }) => createRecharge(ctx, input)),
});

export const rechargePartnerRouter = router({
  create: partnerProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/partner/recharge",
        tags: ["partner"],
        summary: "Sell a recharge to a number",
        description:
          "Charges your means of payment and delivers a prepaid plan or top-up to any number. 201 with the plan, 202 while the payment is pending, 402 when it was declined. The same Idempotency-Key and body answer with the same transaction.",
        status: 201,
        idempotent: true,
        mayPend: true,
        example: { ...wish, paymentToken: "tok_success" },
      },
    })
    .input(PartnerRechargeInput)
    .output(CreateRechargeOutput)
    .mutation(({ ctx, input }) => createRecharge(ctx, input)),
});
