import type { Json } from "./json.ts";
import { SECURITY } from "./operation-parts.ts";
import { headerRef, problemRefs } from "./problem-parts.ts";

const headers: Json = { "X-Request-Id": headerRef("RequestId") };
const id = { type: "string", format: "uuid" };
const files: Json = {
  "text/csv": { schema: { type: "string" }, example: "id,reference,type,status\r\n" },
  "application/json": { schema: { type: "array", items: { type: "object" } }, example: [] },
};
const words = (...values: string[]) => ({ type: "string", enum: values });
const instant = { type: "string", format: "date-time" };
const amount = { type: "integer", minimum: 0 };

/** The filters are those of the list of transactions. */
const QUERY: readonly (readonly [name: string, schema: Json, example: unknown])[] = [
  ["format", words("csv", "json"), "csv"],
  ["status", words("pending", "succeeded", "failed", "reversed", "refunded", "partially_refunded"), "succeeded"],
  [
    "type",
    words("prepaid_recharge", "topup_purchase", "postpaid_bill_payment", "refund_adjustment"),
    "prepaid_recharge",
  ],
  ["payerId", id, "019aaf3e-7c00-7000-8000-00000000c0de"],
  ["partnerId", id, "019aaf3e-7c00-7000-8000-00000000c0de"],
  ["recipientPhoneNumber", { type: "string", minLength: 4, maxLength: 24 }, "+919812345678"],
  ["lineId", id, "019aaf3e-7c00-7000-8000-00000000c0de"],
  ["planId", id, "019aaf3e-7c00-7000-8000-00000000c0de"],
  ["offerId", id, "019aaf3e-7c00-7000-8000-00000000c0de"],
  ["refundOfId", id, "019aaf3e-7c00-7000-8000-00000000c0de"],
  ["paymentMethod", words("credit_card", "debit_card", "net_banking", "upi", "offline"), "upi"],
  ["discountType", words("offer", "referral"), "offer"],
  ["minAmountMinor", amount, 10_000],
  ["maxAmountMinor", amount, 99_900],
  ["from", instant, "2026-04-01T00:00:00Z"],
  ["until", instant, "2026-05-01T00:00:00Z"],
  ["search", { type: "string", minLength: 1, maxLength: 100 }, "+919812345678"],
  ["sort", words("newest", "oldest"), "oldest"],
];

/** Files travel as streams, so these operations are no procedures. */
export const TRANSACTION_EXPORT_OPERATIONS = {
  streamTransactionExport: {
    operationId: "adminTransactionsStream",
    summary: "Download all transactions that filters let through",
    description:
      "Written while it is read. CSV is RFC 4180 with a header, in UTF-8 with a byte order mark; text that a spreadsheet would take for a formula begins with an apostrophe. JSON is one array of what the list answers. Amounts are in minor units of `currency`. A connection that breaks means that the file is not whole.",
    tags: ["admin: money"],
    security: SECURITY.admin,
    parameters: QUERY.map(([name, schema, example]) => ({
      ...{ name, in: "query", required: name === "format", schema, example },
    })),
    responses: {
      200: { description: "The file.", headers, content: files },
      ...problemRefs([401, 403, 422, 429, 500, 503]),
    },
  },
  downloadTransactionExport: {
    operationId: "adminTransactionsDownloadExport",
    summary: "Download the file of an export",
    description: "Once its task has succeeded, for 7 days.",
    tags: ["admin: money"],
    security: SECURITY.admin,
    parameters: [
      { name: "taskId", in: "path", required: true, schema: id, example: "019aaf3e-7c00-7000-8000-00000000c0de" },
    ],
    responses: {
      200: { description: "The file.", headers, content: files },
      ...problemRefs([401, 403, 404, 409, 422, 429, 500, 503]),
    },
  },
} satisfies Record<string, Json>;
