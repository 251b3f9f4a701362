import {
  AdminListTransactionsInput,
  AdminListTransactionsOutput,
  AdminTransactionDetail,
  ExportTransactionsInput,
  GetTransactionInput,
  ListTransactionsInput,
  ListTransactionsOutput,
  RefundOutput,
  RefundTransactionInput,
  Task,
  TransactionDetail,
} from "@nexa/contracts";
import { refundTransaction } from "../recharge/index.ts";
import { adminProcedure, customerProcedure, partnerProcedure, router } from "../trpc/init.ts";
import { adminGetTransaction } from "./admin-get-transaction.ts";
import { adminListTransactions } from "./admin-list-transactions.ts";
import { startTransactionExport } from "./export/start-transaction-export.ts";
import { getTransaction } from "./get-transaction.ts";
import { listTransactions } from "./list-transactions.ts";

const TRANSACTION_ID = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e02";

export const transactionsCustomerRouter = router({
  list: customerProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/customer/transactions",
        tags: ["transactions"],
        summary: "What you paid and got back",
        description: "Newest first. `from` is inclusive, `until` exclusive.",
        example: { limit: 20, type: "prepaid_recharge", from: "2026-04-01T00:00:00Z" },
      },
    })
    .input(ListTransactionsInput)
    .output(ListTransactionsOutput)
    .query(({ ctx, input }) => listTransactions(ctx, input)),
  get: customerProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/customer/transactions/{transactionId}",
        tags: ["transactions"],
        summary: "One transaction with its history",
        description: "Ask for it after a 202: its status tells how the payment ended.",
        example: { transactionId: TRANSACTION_ID },
      },
    })
    .input(GetTransactionInput)
    .output(TransactionDetail)
    .query(({ ctx, input }) => getTransaction(ctx, input)),
});

export const transactionsPartnerRouter = router({
  get: partnerProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/partner/transactions/{transactionId}",
        tags: ["partner"],
        summary: "One of your transactions with its history",
        description: "Ask for it after a 202: its status tells how the payment ended.",
        example: { transactionId: TRANSACTION_ID },
      },
    })
    .input(GetTransactionInput)
    .output(TransactionDetail)
    .query(({ ctx, input }) => getTransaction(ctx, input)),
});

export const transactionsAdminRouter = router({
  list: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/transactions",
        tags: ["admin: money"],
        summary: "Find transactions",
        description:
          "By any field, newest first unless `sort` says otherwise. `search` takes a reference, a phone number or its last digits, or a payer's name.",
        example: { limit: 50, status: "succeeded", search: "+919812345678" },
      },
    })
    .input(AdminListTransactionsInput)
    .output(AdminListTransactionsOutput)
    .query(({ ctx, input }) => adminListTransactions(ctx, input)),
  get: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/transactions/{transactionId}",
        tags: ["admin: money"],
        summary: "One transaction with its payer, history, payment attempts and refunds",
        example: { transactionId: TRANSACTION_ID },
      },
    })
    .input(GetTransactionInput)
    .output(AdminTransactionDetail)
    .query(({ ctx, input }) => adminGetTransaction(ctx, input)),
  refund: adminProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/transactions/{transactionId}/refund",
        tags: ["admin: money"],
        summary: "Give money back",
        description:
          "All of what is left without `amountMinor`: the plan ends now and those behind it move up. A part leaves the plan running. The refund may stay pending with the gateway. The same Idempotency-Key and body answer with the same refund.",
        status: 201,
        idempotent: true,
        example: { transactionId: TRANSACTION_ID, amountMinor: 10_000, reason: "No service for three days" },
      },
    })
    .input(RefundTransactionInput)
    .output(RefundOutput)
    .mutation(({ ctx, input }) => refundTransaction(ctx, input)),
  export: adminProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/transactions/export",
        tags: ["admin: money"],
        summary: "Export all transactions that filters let through, as a file",
        description:
          "A worker writes the file; follow the task. Its `result` tells rows and size, and /admin/transactions/exports/{taskId}/download has the file for 7 days. Amounts are in minor units.",
        status: 202,
        message: "The export has started.",
        example: { format: "csv", status: "succeeded", from: "2026-04-01T00:00:00Z", until: "2026-05-01T00:00:00Z" },
      },
    })
    .input(ExportTransactionsInput)
    .output(Task)
    .mutation(({ ctx, input }) => startTransactionExport(ctx, input)),
});
