import { BACKUP_FILE_OPERATIONS } from "./backup-file-operations.ts";
import type { Json } from "./json.ts";
import { MEDIA_OPERATIONS } from "./media-operations.ts";
import { SECURITY, successBody } from "./operation-parts.ts";
import { PICTURE_OPERATIONS } from "./picture-operations.ts";
import { headerRef, problemRefs } from "./problem-parts.ts";
import { TRANSACTION_EXPORT_OPERATIONS } from "./transaction-export-operations.ts";

/** Routes that are no procedures: streams, files, webhooks, health. The server serves exactly these. */
export const HAND_ROUTES = [
  { name: "notificationsStream", method: "GET", path: "/customer/notifications/stream" },
  { name: "receipt", method: "GET", path: "/customer/transactions/{transactionId}/receipt" },
  { name: "getPicture", method: "GET", path: "/customer/profile/picture" },
  { name: "putPicture", method: "PUT", path: "/customer/profile/picture" },
  { name: "uploadMedia", method: "POST", path: "/admin/cms/media" },
  { name: "getMedia", method: "GET", path: "/media/{imageId}" },
  { name: "billPdf", method: "GET", path: "/customer/postpaid/bills/{billId}/pdf" },
  { name: "streamTransactionExport", method: "GET", path: "/admin/transactions/export" },
  { name: "downloadTransactionExport", method: "GET", path: "/admin/transactions/exports/{taskId}/download" },
  { name: "downloadBackup", method: "GET", path: "/admin/backup-restore/backup/{backupId}/download" },
  { name: "uploadBackup", method: "POST", path: "/admin/backup-restore/backup/upload" },
  { name: "paymentWebhook", method: "POST", path: "/webhooks/payments/{provider}" },
  { name: "health", method: "GET", path: "/health" },
  { name: "healthReady", method: "GET", path: "/health/ready" },
] as const;

export type HandRouteName = (typeof HAND_ROUTES)[number]["name"];

const headers: Json = { "X-Request-Id": headerRef("RequestId") };

const stateSchema = (states: string[]): Json => ({
  type: "object",
  properties: { status: { type: "string", enum: states } },
  required: ["status"],
});

const READY: Json = {
  type: "object",
  properties: {
    status: { type: "string", const: "ready" },
    content: { type: "string", enum: ["available", "unavailable"] },
  },
  required: ["status", "content"],
};

const HAND_OPERATIONS: Readonly<Record<HandRouteName, Json>> = {
  ...PICTURE_OPERATIONS,
  ...BACKUP_FILE_OPERATIONS,
  ...MEDIA_OPERATIONS,
  ...TRANSACTION_EXPORT_OPERATIONS,
  notificationsStream: {
    operationId: "notificationsStream",
    summary: "Receive notices as they come",
    description:
      "Server-sent events: `event: notification` with the notice as JSON in `data` and its id in `id`. After a break send the last id in Last-Event-ID and the stream goes on from there. A comment every 15 seconds keeps it open.",
    tags: ["notifications"],
    security: SECURITY.customer,
    parameters: [
      {
        name: "Last-Event-ID",
        in: "header",
        required: false,
        schema: { type: "string", pattern: "^[0-9]{1,15}$" },
        example: "4711",
      },
    ],
    responses: {
      200: {
        description: "The stream. It stays open.",
        headers,
        content: { "text/event-stream": { schema: { type: "string" } } },
      },
      ...problemRefs([401, 403, 422, 429, 500, 503]),
    },
  },
  receipt: {
    operationId: "transactionReceipt",
    summary: "Download the receipt of a transaction",
    tags: ["transactions"],
    security: SECURITY.customer,
    parameters: [
      {
        name: "transactionId",
        in: "path",
        required: true,
        schema: { type: "string", format: "uuid" },
        example: "019aaf3e-7c00-7000-8000-00000000c0de",
      },
    ],
    responses: {
      200: { description: "The receipt.", headers, content: { "application/pdf": { schema: { type: "string" } } } },
      ...problemRefs([401, 403, 404, 409, 422, 429, 500, 503]),
    },
  },
  billPdf: {
    operationId: "billPdf",
    summary: "Download a bill as a PDF",
    description: "Number, period, every line, total and tax, and what was credited and paid since.",
    tags: ["postpaid"],
    security: SECURITY.customer,
    parameters: [
      {
        name: "billId",
        in: "path",
        required: true,
        schema: { type: "string", format: "uuid" },
        example: "019aaf3e-7c00-7000-8000-00000000c0de",
      },
    ],
    responses: {
      200: { description: "The bill.", headers, content: { "application/pdf": { schema: { type: "string" } } } },
      ...problemRefs([401, 403, 404, 422, 429, 500, 503]),
    },
  },
  paymentWebhook: {
    operationId: "receivePaymentWebhook",
    summary: "Take a payment provider's event",
    description:
      "Called by payment providers. The body is signed by the provider; the signature is checked before anything else.",
    tags: ["platform"],
    security: [],
    parameters: [
      { name: "provider", in: "path", required: true, schema: { type: "string", maxLength: 40 }, example: "simulated" },
    ],
    requestBody: {
      required: true,
      content: {
        "application/json": { schema: { type: "object" }, example: { eventId: "evt_1", kind: "charge.succeeded" } },
      },
    },
    responses: {
      200: {
        description: "Taken. Also for an event that was taken before.",
        headers,
        content: successBody({}, null, "Received"),
      },
      ...problemRefs([401, 404, 413, 422, 429, 500, 503]),
    },
  },
  health: {
    operationId: "health",
    summary: "Ask whether the process runs",
    tags: ["platform"],
    security: [],
    responses: {
      200: {
        description: "It runs.",
        headers,
        content: { "application/json": { schema: stateSchema(["ok"]), example: { status: "ok" } } },
      },
      ...problemRefs([429]),
    },
  },
  healthReady: {
    operationId: "healthReady",
    summary: "Ask whether the server can work",
    description:
      "Checks the database and the connection pool. `content` says whether the content store answers; without it the server goes on, and shows the content it read last.",
    tags: ["platform"],
    security: [],
    responses: {
      200: {
        description: "It can.",
        headers,
        content: {
          "application/json": { schema: READY, example: { status: "ready", content: "available" } },
        },
      },
      ...problemRefs([429, 503]),
    },
  },
};

/** The document's paths of the routes made by hand; a path may have several methods. */
export function handPaths(): Record<string, Json> {
  const paths: Record<string, Json> = {};
  for (const { name, method, path } of HAND_ROUTES) {
    paths[path] = { ...paths[path], [method.toLowerCase()]: HAND_OPERATIONS[name] };
  }
  return paths;
}
