import { type CoreError, defineReasons } from "@nexa/contracts";

/** What is refused before any verb runs, because the request is not well-formed HTTP for the operation. */
export const httpErrors = defineReasons("http", {
  badAddress: ["INVALID", "The address of this request cannot be read. Check it and send the request again."],
  brokenBody: ["INVALID", "The request body is not valid JSON. Correct it and send the request again."],
  brokenText: ["INVALID", "The request body is not valid UTF-8 text. Send JSON in UTF-8."],
  bodyTooLarge: ["INVALID", "The request body is too large. Send a smaller one."],
  wrongContentType: ["INVALID", "Send the body as JSON, with the header Content-Type: application/json."],
  idempotencyKeyMissing: [
    "INVALID",
    "Send the header Idempotency-Key with 1 to 255 visible characters: one key for each intention, the same one when you try again.",
  ],
  idempotencyKeyInvalid: [
    "INVALID",
    "The header Idempotency-Key must have 1 to 255 visible characters without spaces.",
  ],
  unknownRoute: ["NOT_FOUND", "There is nothing at this address. The list of operations is at /docs."],
  wrongMethod: ["INVALID", "This address does not take this method. The header Allow lists those that it takes."],
});

const STATUS_BY_REASON: Readonly<Record<string, { status: number; title: string }>> = {
  "http.badAddress": { status: 400, title: "Bad request" },
  "http.brokenBody": { status: 400, title: "Bad request" },
  "http.brokenText": { status: 400, title: "Bad request" },
  "http.idempotencyKeyMissing": { status: 400, title: "Bad request" },
  "http.idempotencyKeyInvalid": { status: 400, title: "Bad request" },
  "http.bodyTooLarge": { status: 413, title: "Content too large" },
  "http.wrongContentType": { status: 415, title: "Unsupported content type" },
  "http.wrongMethod": { status: 405, title: "Method not allowed" },
};

/** The status of a refusal that its code alone does not tell; undefined for all others. */
export function statusOfHttpRefusal(error: CoreError): { status: number; title: string } | undefined {
  return STATUS_BY_REASON[error.reason];
}
