import { createHmac, timingSafeEqual } from "node:crypto";
import { WebhookRejected } from "../errors.ts";
import type { WebhookRequest } from "../port.ts";

const timestampHeader = "x-simulated-timestamp";
const signatureHeader = "x-simulated-signature";
const replayWindowMs = 5 * 60 * 1_000;

export interface SignedWebhook {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function digest(secret: string, timestamp: string, body: string | Uint8Array): Buffer {
  return createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest();
}

/** The headers and body of a webhook, signed by HMAC-SHA256 over the time in seconds, a point and the body. */
export function signWebhook(secret: string, body: string, now: Date): SignedWebhook {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  return {
    headers: {
      "content-type": "application/json",
      [timestampHeader]: timestamp,
      [signatureHeader]: `v1=${digest(secret, timestamp, body).toString("hex")}`,
    },
    body,
  };
}

function headerOf(headers: WebhookRequest["headers"], name: string): string {
  const value = headers instanceof Headers ? headers.get(name) : headers[name];
  return typeof value === "string" ? value : "";
}

/**
 * Checks signature, then age.
 * @throws WebhookRejected "signature", or "stale" when the signed time is more than 5 minutes from `now` either way.
 */
export function checkSignature(secret: string, { headers, rawBody }: WebhookRequest, now: Date): void {
  const timestamp = headerOf(headers, timestampHeader);
  const given = /^v1=([0-9a-f]{64})$/.exec(headerOf(headers, signatureHeader))?.[1];
  if (given === undefined || !/^\d{1,12}$/.test(timestamp)) throw new WebhookRejected("signature");
  if (!timingSafeEqual(Buffer.from(given, "hex"), digest(secret, timestamp, rawBody))) {
    throw new WebhookRejected("signature");
  }
  const ageMs = now.getTime() - Number(timestamp) * 1_000;
  if (Math.abs(ageMs) > replayWindowMs) throw new WebhookRejected("stale");
}
