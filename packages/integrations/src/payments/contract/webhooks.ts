import { describe, expect, it } from "vitest";
import { GatewayRequestInvalid, WebhookRejected } from "../errors.ts";
import type { WebhookRequest } from "../port.ts";
import { type SignedWebhook, signWebhook } from "../simulated/webhook-signature.ts";
import { chargeRequest, type GatewayBench, refundRequest } from "./bench.ts";

async function capturedWebhook({ gateway, simulator }: GatewayBench): Promise<SignedWebhook> {
  const request = chargeRequest();
  await gateway.charge(request);
  return simulator.webhookFor(request.attemptId);
}

function requestOf({ headers, body }: SignedWebhook): WebhookRequest {
  return { headers, rawBody: body };
}

function rejectionOf(bench: GatewayBench, request: WebhookRequest): string {
  try {
    bench.gateway.verifyWebhook(request);
  } catch (error) {
    if (error instanceof WebhookRejected) return error.rejection;
    throw error;
  }
  return "accepted";
}

function describeEvents(bench: () => GatewayBench): void {
  it("reads what became of a charge out of its webhook", async () => {
    const request = chargeRequest({ token: "tok_pending_manual" });
    const { providerReference } = await bench().gateway.charge(request);
    const { decidedAt } = await bench().simulator.capture(request.attemptId);
    const { headers, body } = await bench().simulator.webhookFor(request.attemptId);
    const event = bench().gateway.verifyWebhook({ headers: new Headers(headers), rawBody: Buffer.from(body) });
    expect(event).toEqual({
      eventId: expect.any(String),
      kind: "charge.succeeded",
      attemptId: request.attemptId,
      providerReference,
      amountMinor: 19_900,
      currency: "INR",
      occurredAt: decidedAt,
    });
  });

  it("names failures and refunds", async () => {
    const { gateway, simulator } = bench();
    const declined = chargeRequest({ token: "tok_declined" });
    const { reason } = await gateway.charge(declined);
    const verify = async (attemptId: string) => gateway.verifyWebhook(requestOf(await simulator.webhookFor(attemptId)));
    expect(await verify(declined.attemptId)).toMatchObject({ kind: "charge.failed", reason });
    const { providerReference } = await gateway.charge(chargeRequest({ token: "tok_refund_fails" }));
    const failed = refundRequest(providerReference);
    await gateway.refund(failed);
    expect(await verify(failed.attemptId)).toMatchObject({ kind: "refund.failed", attemptId: failed.attemptId });
    const { providerReference: other } = await gateway.charge(chargeRequest());
    const refund = refundRequest(other, { amountMinor: 50 });
    await gateway.refund(refund);
    expect(await verify(refund.attemptId)).toMatchObject({ kind: "refund.succeeded", amountMinor: 50 });
  });

  it("gives every delivery of one event the same event id and body", async () => {
    const request = chargeRequest();
    await bench().gateway.charge(request);
    const first = await bench().simulator.webhookFor(request.attemptId);
    bench().clock.advance(2_000);
    const second = await bench().simulator.webhookFor(request.attemptId);
    expect(second.body).toBe(first.body);
    expect(second.headers).not.toEqual(first.headers);
    expect(bench().gateway.verifyWebhook(requestOf(second))).toEqual(bench().gateway.verifyWebhook(requestOf(first)));
  });

  it("has nothing to announce of an attempt that is pending, cancelled or unknown", async () => {
    const pending = chargeRequest({ token: "tok_pending_manual" });
    await bench().gateway.charge(pending);
    await expect(bench().simulator.webhookFor(pending.attemptId)).rejects.toThrow(GatewayRequestInvalid);
    await bench().gateway.cancel(pending.attemptId);
    await expect(bench().simulator.webhookFor(pending.attemptId)).rejects.toThrow(GatewayRequestInvalid);
    await expect(bench().simulator.webhookFor(chargeRequest().attemptId)).rejects.toThrow(GatewayRequestInvalid);
  });
}

function describeRejections(bench: () => GatewayBench): void {
  it("rejects a signature that is missing, of another secret, or of another body or time", async () => {
    const { headers, body } = await capturedWebhook(bench());
    const forged = signWebhook("another-secret-of-length", body, bench().clock.now());
    const signature = headers["x-simulated-signature"] ?? "";
    const rejected: WebhookRequest[] = [
      { headers: {}, rawBody: body },
      { headers: { ...headers, "x-simulated-signature": undefined }, rawBody: body },
      { headers: { ...headers, "x-simulated-signature": "v1=00" }, rawBody: body },
      { headers: { ...headers, "x-simulated-signature": signature.slice(0, -1) }, rawBody: body },
      { headers: { ...headers, "x-simulated-signature": [signature, signature] }, rawBody: body },
      { headers: { ...headers, "x-simulated-timestamp": "1" }, rawBody: body },
      { headers: { ...headers, "x-simulated-timestamp": "soon" }, rawBody: body },
      { headers, rawBody: body.replace("19900", "99900") },
      { headers, rawBody: `${body} ` },
      requestOf(forged),
    ];
    for (const request of rejected) expect(rejectionOf(bench(), request)).toBe("signature");
    expect(rejectionOf(bench(), { headers, rawBody: body })).toBe("accepted");
  });

  it("rejects a replay after five minutes, and a time as far in the future", async () => {
    const { clock, webhookSecret } = bench();
    const { body } = await capturedWebhook(bench());
    const signedAgo = (seconds: number) =>
      signWebhook(webhookSecret, body, new Date(clock.now().getTime() - seconds * 1_000));
    expect(rejectionOf(bench(), requestOf(signedAgo(295)))).toBe("accepted");
    expect(rejectionOf(bench(), requestOf(signedAgo(302)))).toBe("stale");
    expect(rejectionOf(bench(), requestOf(signedAgo(-295)))).toBe("accepted");
    expect(rejectionOf(bench(), requestOf(signedAgo(-310)))).toBe("stale");
  });

  it("rejects a body that is signed well but is no event", async () => {
    const { clock, webhookSecret } = bench();
    const { body } = await capturedWebhook(bench());
    const event: Record<string, unknown> = JSON.parse(body);
    const bodies = [
      "",
      "not json",
      "null",
      "[]",
      JSON.stringify({ ...event, kind: "charge.exploded" }),
      JSON.stringify({ ...event, amountMinor: "19900" }),
      JSON.stringify({ ...event, amountMinor: -1 }),
      JSON.stringify({ ...event, attemptId: null }),
      JSON.stringify({ ...event, occurredAt: "yesterday" }),
      JSON.stringify({ ...event, eventId: undefined }),
      JSON.stringify({ ...event, padding: "x".repeat(70_000) }),
    ];
    for (const text of bodies) {
      expect(rejectionOf(bench(), requestOf(signWebhook(webhookSecret, text, clock.now())))).toBe("malformed");
    }
    const withMore = JSON.stringify({ ...event, addedLater: true });
    expect(rejectionOf(bench(), requestOf(signWebhook(webhookSecret, withMore, clock.now())))).toBe("accepted");
  });
}

/** How `verifyWebhook` must behave. */
export function describeWebhooks(bench: () => GatewayBench): void {
  describe("webhooks", () => {
    describeEvents(bench);
    describeRejections(bench);
  });
}
